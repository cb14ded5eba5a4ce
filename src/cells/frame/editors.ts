import type { DatasetContext } from '../../warehouse/types.ts';
import type { Cell, CellKind, CellResult, CellState } from '../types.ts';

/**
 * The properties of every cell editor. The frame sets them and keeps them true. An editor asks for an edit by
 * `emit(this, 'th-edit', { kind: 'body', id, body })`: at once where a change is complete (a form's field), and for
 * typed text on Ctrl+Enter, Shift+Enter, or when the focus leaves, so that no key runs a query; `commit` does it too.
 * It asks for a run and to be closed by `emit(this, 'th-command', { id, command })` with `run` and `edit-end`. Keys that
 * an editor uses itself it keeps from the notebook with `stopPropagation` (an Escape that closes its own list); Escape,
 * Shift+Enter and Ctrl+Enter it lets through.
 */
export interface CellEditor extends HTMLElement {
  cell: Cell;
  state: CellState;
  result: CellResult | null;
  /** Null while no data set is open. */
  context: DatasetContext | null;
  /** Asks for the edit of what was typed and not yet told; called before the editor closes and before a run. */
  commit?(): void;
  /** Selects a part of the text, to be typed over; called once the editor has the focus. */
  selectText?(part: string): void;
}

export interface CellEditorEntry {
  readonly tag: string;
  /** Defines the element; called when the first editor of the kind opens. */
  readonly load: () => Promise<unknown>;
  /** Where it stands: before the result, after it, or in its place. */
  readonly place: 'above' | 'below' | 'instead';
}

const source = () => import('./source-editor.ts');

/** The body as plain text, for kinds without an editor of their own. */
const SOURCE: CellEditorEntry = { tag: 'th-cell-source', load: source, place: 'below' };

/** The block's YAML as a form and as text. */
const SPEC: CellEditorEntry = {
  tag: 'th-spec-editor',
  load: () => import('../form/spec-editor.ts'),
  place: 'below',
};

/** Kind of cell → its editor, fetched when one is opened. A new editor is one line here; other kinds have `SOURCE`. */
const CELL_EDITORS: Partial<Readonly<Record<CellKind, CellEditorEntry>>> = {
  text: { tag: 'th-text-editor', load: () => import('../form/text-editor.ts'), place: 'instead' },
  metric: SPEC,
  input: SPEC,
  tile: SPEC,
  table: SPEC,
  segment: SPEC,
  chart: {
    tag: 'th-chart-editor',
    load: () => import('../chart-editor/editor.ts'),
    place: 'below',
  },
  sql: { tag: 'th-sql-editor', load: () => import('../sql-editor/editor.ts'), place: 'above' },
};

export const editorOf = (kind: CellKind): CellEditorEntry => CELL_EDITORS[kind] ?? SOURCE;

/** Kinds whose body holds nothing to be edited. */
const FIXED: ReadonlySet<CellKind> = new Set(['lineage', 'load-report', 'speed']);

export const isEditable = (kind: CellKind): boolean => !FIXED.has(kind);
