import type { CellKind, NotebookDocument } from '../types.ts';
import type { Operation } from './operations.ts';

/** What an edit of the whole text was for. */
export type TextPurpose = 'revert' | 'restore' | 'adopt' | 'title';

/** What a step did, for the page to say before it is taken back. */
export interface StepSummary {
  readonly kind: Operation['kind'] | 'value' | TextPurpose;
  /** Name of the cell or input; empty where it has none. */
  readonly name: string;
  /** The cell's kind; null where the step is of no one cell. */
  readonly cell: CellKind | null;
}

/** What `operation` does to `document`; `purpose` where the whole text is changed for a reason of its own. */
export function summaryOf(
  document: NotebookDocument,
  operation: Operation,
  purpose: TextPurpose | null = null,
): StepSummary {
  const id = 'id' in operation ? operation.id : null;
  const cell = document.cells.find((one) => one.id === id);
  return { kind: purpose ?? operation.kind, name: cell?.name ?? '', cell: cell?.kind ?? null };
}
