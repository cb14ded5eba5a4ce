import { type Key, t } from '../../i18n/index.ts';
import type { StepSummary } from '../../notebook/index.ts';

/** What a step did, in words that stand behind "Undo:". */
export function stepText({ kind, name, cell }: StepSummary): string {
  return t(`documents.step.${kind}` as Key, { name, cell: nameOfCell(name, cell) });
}

/** A cell by its name, else by its kind. */
export function nameOfCell(name: string, cell: StepSummary['cell']): string {
  if (name !== '') return t('documents.step.named', { name });
  if (cell === 'text') return t('documents.step.cell.text');
  if (cell === null || cell === 'unknown') return t('documents.step.cell.unknown');
  return t('documents.step.cell.other', { kind: cell });
}
