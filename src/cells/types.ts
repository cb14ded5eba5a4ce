import type { PickedMore } from '../charts/types.ts';
import type { MetricResult, Row } from '../metrics/types.ts';
import type { Operation } from '../notebook/edit/operations.ts';
import type { Eagerness } from '../notebook/runtime/node.ts';
import type { Cell, CellKind, CellResult, CellState } from '../notebook/types.ts';
import type { GridRows } from '../ui/grid/types.ts';
import type { DatasetContext, TableStatus } from '../warehouse/types.ts';

/**
 * The properties of every cell element (`<th-cell>` and the bodies behind it). Properties in, events out:
 * the app sets these four and listens for the events of `CellEvents`.
 */
export interface CellView {
  cell: Cell;
  state: CellState;
  /** The newest result, or the old one while a newer is on its way; null before the first. */
  result: CellResult | null;
  /** Null while no data set is open. */
  context: DatasetContext | null;
}

/**
 * `CellResult.detail` of a text cell. `markdown` is the body with every value in its place. Or `values`: each
 * `{{expression}}` of the body is replaced by `values[expression]` (key: the text between the braces, trimmed), which
 * enters as text, never as Markdown or HTML. Without either, expressions are drawn as placeholders.
 */
export interface TextDetail {
  readonly markdown?: string;
  readonly values?: Readonly<Record<string, string>>;
}

/** `CellResult.detail` of an SQL cell; `rows` are the first rows, at most as many as the runtime keeps. */
export interface SqlDetail {
  /** Columns in order, with DuckDB types; taken from the first row where absent. */
  readonly columns?: readonly { readonly name: string; readonly type: string }[];
  /** The statement as it ran, with a `?` for each parameter. */
  readonly sql?: string;
  /** Names of the parameters in the order of their marks. */
  readonly names?: readonly string[];
}

export interface InputOption {
  readonly value: string;
  /** What the reader sees; `value` where absent. */
  readonly label?: string;
  /** How often it occurs, shown quietly beside it. */
  readonly count?: number;
}

/**
 * `CellResult.detail` of an input cell; the current value is `CellResult.value`:
 * `date-range` `{ from, to }` ISO days or null (all days); `select` a value or null (all); `multi-select`, `table` and
 * `chart` a list of values (empty: all); `segmented` a value; `toggle` boolean; `number` and `slider` number or null;
 * `text` and `search` string. Values from `options` or another cell's rows keep their type. `docs/notebook-format.md`
 * tells the keys of `cell.spec`.
 */
export interface InputDetail {
  /** Choices found in the data; `spec.options` where absent. */
  readonly options?: readonly InputOption[];
  /** First and last day that can be chosen, or the number's bounds; the data set's days where absent. */
  readonly min?: string | number;
  readonly max?: string | number;
  /** Chosen values that the data does not have. */
  readonly gone?: readonly string[];
  /** Why it cannot be used with this data, as a sentence. */
  readonly unavailable?: string;
}

/**
 * `CellResult.detail` of a tile cell: an overview metric, the same over the period before, and one row a day for the
 * small curves. `cell.spec.show?`: the columns to show, in order
 * (default pv, uv, orders, conversion_user, gmv, aov, as far as they are there).
 */
export interface TilesDetail {
  readonly current: MetricResult;
  /** The period before of the same length; null where there is none. */
  readonly previous: MetricResult | null;
  /** Overview rows by day (`day` and the columns). */
  readonly daily?: readonly Row[];
}

/** `CellResult.detail` of a lineage cell. */
export interface LineageDetail {
  readonly tables: readonly TableStatus[];
}

/** `CellResult.detail` of a segment cell: an SQL cell's, with what it is of; `CellResult.value` is the segment itself. */
export interface SegmentDetail extends SqlDetail {
  readonly segment: string;
  readonly of: 'users' | 'items';
  /** Users or items of the data in all. */
  readonly everybody: number;
}

/** What the inspector shows of a cell. */
export type Aspect = 'definition' | 'sql' | 'rows' | 'audit';

/** Why a cell is in the state that it is in, and the cells that are the cause. */
export interface CellWhy {
  readonly sentences: readonly string[];
  readonly causes: readonly { readonly id: string; readonly name: string }[];
  /** Why the data cannot tell what the last of the causes is to work out, where that is the trouble. */
  readonly lacks?: string;
}

/** All events bubble and cross shadow roots. */
export interface CellEvents {
  /** An input's new value, on every change of mind that is complete (not on every key). */
  'th-input': CustomEvent<{
    readonly id: string;
    readonly name: string | null;
    readonly value: unknown;
    /** It is being dragged, and told once more when the hand lets go. */
    readonly moving?: true;
  }>;
  /** The reader edits the notebook: one step that can be taken back. */
  'th-edit': CustomEvent<Operation>;
  /** The reader asks the page to do something with the cell. */
  'th-command': CustomEvent<{ readonly id: string; readonly command: CellCommand }>;
  /**
   * The reader wants to see what stands behind a cell. Cancelable: after `preventDefault` the app shows it
   * (with `<th-inspector .cell .result .aspect>` in its own drawer); else the cell opens a drawer itself.
   */
  'th-inspect': CustomEvent<{ readonly id: string; readonly aspect: Aspect }>;
  /** A mark was clicked: `column` = `value` is what it stands for, `row` the row behind it. */
  'th-pick': CustomEvent<{
    readonly id: string;
    readonly column: string;
    readonly value: unknown;
    readonly row: Row;
    readonly more?: PickedMore;
  }>;
  /** Rows of a table were selected, those of them that are at hand; of a range all of the first 1,000. */
  'th-select': CustomEvent<{
    readonly id: string;
    readonly name: string | null;
    readonly rows: readonly Row[];
    /** True where rows were taken as such, and not a cell by a click. */
    readonly range: boolean;
    /** The hand has not let go: they are told once more when it does. */
    readonly moving?: true;
  }>;
  /** A cell asks for all of its rows by position, for a grid. */
  'th-rows': CustomEvent<{ readonly id: string; readonly give: (rows: GridRows) => void }>;
  /**
   * An interval of `column` is brushed, at most once a frame: figures, `YYYY-MM-DD` days (both ends included) or ISO
   * moments; null once it is cleared. `done` at the end of each movement.
   */
  'th-brush': CustomEvent<{
    readonly id: string;
    readonly column: string;
    readonly from: number | string | null;
    readonly to: number | string | null;
    readonly done: boolean;
  }>;
  /**
   * Rows are to be saved. Cancelable: after `preventDefault` the app saves the whole relation; else the cell
   * saves the rows that it has. `ask`: in a format that the reader chooses.
   */
  'th-export': CustomEvent<{ readonly id: string; readonly format: 'csv' | 'ask' }>;
}

/** `edit` and `edit-end` show and hide the cell's editor; the last three say when it runs. */
export type CellCommand =
  | 'run'
  | 'cancel'
  | 'edit'
  | 'edit-end'
  | 'fold'
  | 'up'
  | 'down'
  | 'add-above'
  | 'add-below'
  | 'duplicate'
  | 'delete'
  | 'link'
  /** Draws its rows in a chart under it. */
  | 'chart'
  /** Scrolls to it and selects it. */
  | 'show'
  | Eagerness;

/** Dispatches one of `CellEvents`; false where a listener took it over. */
export function emit<K extends keyof CellEvents>(
  from: EventTarget,
  type: K,
  detail: CellEvents[K]['detail'],
): boolean {
  return from.dispatchEvent(
    new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable: true }),
  );
}

export type { Cell, CellKind, CellResult, CellState };
