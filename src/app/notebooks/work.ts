import { t } from '../../i18n/index.ts';
import type { Notebooks } from './notebooks.ts';

/** Where the work on the notebook on screen is safe. */
export interface WorkState {
  readonly kind: 'untouched' | 'saving' | 'kept' | 'in-file' | 'behind' | 'failed' | 'clash';
  readonly sentence: string;
}

/** The state of work of the notebook on screen, as a sentence; null where there is none. Reads signals. */
export function workState(notebooks: Notebooks): WorkState | null {
  const { keeper, document, saver } = notebooks;
  const record = keeper.record.value;
  const editor = document.editor.value;
  if (!record || !editor) return null;
  const { mine, published } = editor.copies.value;
  const own = mine ?? published;
  const { file } = record;
  const keeping = keeper.keeping.value;
  if (keeper.clash.value || saver.clash.value !== null) {
    return { kind: 'clash', sentence: t('documents.work.clash') };
  }
  if (keeping.kind === 'failed') {
    return { kind: 'failed', sentence: t('documents.work.failed') };
  }
  if (keeping.kind === 'saving') return { kind: 'saving', sentence: t('documents.work.saving') };
  if (file && file.text === own) {
    const untouched = file.read === true;
    const key = untouched ? 'as-file' : file.handle ? 'in-file' : 'downloaded';
    return { kind: 'in-file', sentence: t(`documents.work.${key}`, { name: file.name }) };
  }
  if (file) return { kind: 'behind', sentence: t('documents.work.behind', { name: file.name }) };
  if (mine === null && record.origin !== 'mine') {
    return { kind: 'untouched', sentence: t('documents.work.untouched') };
  }
  return { kind: 'kept', sentence: t('documents.work.kept') };
}
