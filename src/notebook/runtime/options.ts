import type { Cell, CellProgress, CellResult, Source } from '../types.ts';

/** What a cell sees of the cells it reads. */
export interface Environment {
  /** Results of the cells it reads, by name. */
  readonly results: ReadonlyMap<string, CellResult>;
  /** Results of everything that stands behind it, near or far, by name. */
  readonly behind: ReadonlyMap<string, CellResult>;
  /** For text, which makes do without: what failed for those it reads that have no result, by name. */
  readonly failed?: ReadonlyMap<string, unknown>;
}

export interface ExecuteOptions {
  readonly signal: AbortSignal;
  readonly priority: 'screen' | 'normal' | 'background';
  /** Equal keys mean equal results: text, inputs and data are what they were. */
  readonly key: string;
  /** True where a person asked to compute it again: a kept result will not do. */
  readonly anew: boolean;
  /** Shows how far the run is. */
  readonly onProgress: (progress: CellProgress) => void;
  /** Shows what is known already while the rest is on its way; cells that read this one wait for all of it. */
  readonly onPartial: (result: CellResult) => void;
}

/** Does the work of one cell; rejects where it fails. */
export type Execute = (
  cell: Cell,
  environment: Environment,
  options: ExecuteOptions,
) => Promise<CellResult>;

/** The data that a notebook stands on. */
export interface NotebookGround {
  /** Tables and files; their versions say which cells a change of the data concerns. */
  readonly sources: readonly Source[];
  /** Changes with what concerns every cell, such as the report zone. */
  readonly version: string;
}

export interface RuntimeOptions {
  /**
   * Asked whenever a document is opened: where it answers, its version stands for the one that `open` is given, which
   * may change with any of the rows.
   */
  readonly ground?: () => NotebookGround | null;
  readonly execute: Execute;
  /** A result kept of an earlier visit under the same key; a failure is as good as none. */
  readonly recall?: (cell: Cell, key: string) => Promise<CellResult | null>;
  /** Tables in an SQL text as the engine binds them; rejects or answers with none where it cannot. */
  readonly tableNames?: (sql: string) => Promise<readonly string[]>;
  /** Cells that take longer than this by their own last time wait to be asked, in milliseconds; default: none does. */
  readonly lazyAbove?: number;
  /** Cells that may work at once; default 4. */
  readonly slots?: number;
  readonly now?: () => number;
}
