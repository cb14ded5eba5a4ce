import type { Cell } from './types.ts';

/** A column with its DuckDB type; the type is empty where nobody knows it. */
export interface KnownColumn {
  readonly name: string;
  readonly type: string;
}

/** A table or view that SQL can read. */
export interface KnownTable {
  readonly name: string;
  readonly columns: readonly KnownColumn[];
  /** What a row of it is, in the reader's language; empty where nobody has said. */
  readonly about: string;
  /** True where another table is offered in its place; known where it is written. */
  readonly unlisted?: boolean;
}

/** One way to call a function of DuckDB. */
export interface KnownFunction {
  readonly name: string;
  readonly kind: 'scalar' | 'aggregate' | 'table' | 'macro';
  /** As `round(x DOUBLE, precision INTEGER) → DOUBLE`, one a way to call it. */
  readonly signatures: readonly string[];
  readonly about: string;
  readonly examples: readonly string[];
}

/** A named cell of the notebook as others see it. */
export interface KnownCell {
  readonly cell: Cell;
  readonly name: string;
  /** Columns of its result; empty before it has one. */
  readonly columns: readonly KnownColumn[];
  /** An input's value. */
  readonly value: unknown;
  /** First values of a column in its result, for completion. */
  readonly values: (column: string) => readonly string[];
}

/** What the editors of cells ask of the page. */
export interface Assist {
  tables(): Promise<readonly KnownTable[]>;
  functions(): Promise<readonly KnownFunction[]>;
  /** In the order of the notebook. */
  cells(): readonly KnownCell[];
  /** What the engine finds wrong with a cell's SQL without running it; null where it would run or cannot be told. */
  check(cell: Cell, sql: string, signal: AbortSignal): Promise<unknown>;
}

/** Asks the page for `Assist`; the listener puts it into `answer`. */
export type AssistRequest = CustomEvent<{ answer: Assist | null }>;

/** Null where nobody answers, as in a test of one element. */
export function assistOf(from: EventTarget): Assist | null {
  const detail: { answer: Assist | null } = { answer: null };
  from.dispatchEvent(new CustomEvent('th-assist', { detail, bubbles: true, composed: true }));
  return detail.answer;
}
