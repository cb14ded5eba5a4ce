import type { Row } from '../metrics/types.ts';

/** Cell kinds that a fence may name; any other fence is kept as `unknown`. */
export type CellKind =
  | 'text'
  | 'sql'
  | 'metric'
  | 'chart'
  | 'input'
  | 'tile'
  | 'table'
  | 'segment'
  | 'lineage'
  | 'load-report'
  | 'speed'
  | 'unknown';

/** Why a block cannot be read; `problemText` is its sentence. */
export interface CellProblem {
  readonly code: 'yaml' | 'not-a-mapping' | 'unclosed' | 'name' | 'twice';
  /** What the sentence names: the parser's message, a name, the line of the first definition. */
  readonly parameters: Readonly<Record<string, string | number>>;
  /** 1-based line of the file. */
  readonly line: number;
}

/** A block of the document as it stands in the file. */
export interface Cell {
  /** Stable while the document is open; not stored in the file. */
  readonly id: string;
  readonly kind: CellKind;
  /** The info string's first word, as written: what `unknown` blocks keep. */
  readonly fence: string;
  /** At most one name; null for text and unnamed blocks. */
  readonly name: string | null;
  /** The text between the fences, or the Markdown of a text cell. */
  readonly body: string;
  /** Parsed YAML of metric, chart, input, tile and table blocks. */
  readonly spec: Readonly<Record<string, unknown>>;
  /** The block's exact text, with the blank lines after it: joined, the cells are the file again. */
  readonly source: string;
  /** 1-based line of the block in the file. */
  readonly line: number;
  /** Why the block cannot be read, and on which line of the file. */
  readonly error: CellProblem | null;
}

export interface NotebookDocument {
  readonly frontMatter: Readonly<Record<string, unknown>>;
  /** Why the front matter cannot be read; its text is kept. */
  readonly frontMatterError?: CellProblem | null;
  /** Everything before the first cell, fences of the front matter included. */
  readonly head: string;
  readonly title: string;
  readonly cells: readonly Cell[];
}

/** How far a run is; `total` null where nobody knows. */
export interface CellProgress {
  readonly done: number;
  readonly total: number | null;
  /** What is counted, such as `rows` or `steps`. */
  readonly unit: 'rows' | 'bytes' | 'steps';
}

export type CellState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'queued' }
  | { readonly phase: 'running'; readonly since: number; readonly progress?: CellProgress }
  | { readonly phase: 'done'; readonly milliseconds: number; readonly rows: number }
  /** `because`: the name of what changed or is itself stale; empty where it is the data. */
  | { readonly phase: 'stale'; readonly because: string }
  | { readonly phase: 'blocked'; readonly by: string }
  | { readonly phase: 'cancelled' }
  | { readonly phase: 'failed'; readonly error: unknown; readonly path?: readonly string[] };

/** What other cells can read of a cell: a relation, rows, or an input's value. */
export interface CellResult {
  readonly kind: 'rows' | 'value' | 'none';
  readonly rows: readonly Row[];
  readonly total: number;
  /** SQL relation of the whole result; null where there is none. */
  readonly relation: string | null;
  /** An input's value. */
  readonly value?: unknown;
  /** The kind's own result: a `MetricResult`, an Arrow schema, … */
  readonly detail?: unknown;
}

/** A table or file of the data set: a node of the graph that no cell defines. */
export interface Source {
  readonly name: string;
  readonly kind: 'file' | 'table';
  /** Names of the tables and files that it is built from. */
  readonly reads?: readonly string[];
  /** Changes whenever its rows do: the cells that read it then follow. */
  readonly version?: string;
}
