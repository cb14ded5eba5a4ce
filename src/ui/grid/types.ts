import type { Table } from 'apache-arrow';
import type { Row } from '../../metrics/types.ts';

export interface GridColumn {
  readonly name: string;
  /** DuckDB's type: `BIGINT`, `DECIMAL(18,4)`, `VARCHAR[]`; `ENUM` without its values. */
  readonly type: string;
}

export interface SortKey {
  readonly column: string;
  readonly descending: boolean;
}

/** What a column's values must be. Values are text as the reader types it; they are cast to the column's type. */
export type Condition =
  /** Without regard to case; numbers and dates by their text. */
  | { readonly kind: 'contains'; readonly text: string }
  /** Both ends included; null: open. A day as the end of times means the whole day. */
  | { readonly kind: 'range'; readonly from: string | null; readonly to: string | null }
  /** One of these; null is NULL. */
  | { readonly kind: 'in'; readonly values: readonly (string | null)[] }
  | { readonly kind: 'null'; readonly is: boolean };

export type ColumnFilter = Condition & { readonly column: string };

/** Which rows, in which order. Rows that the keys leave tied stay in the order of the relation; NULL comes last. */
export interface GridView {
  readonly sort: readonly SortKey[];
  readonly filters: readonly ColumnFilter[];
}

export const WHOLE: GridView = { sort: [], filters: [] };

export interface Bin {
  /** Ends in the column's unit; times in milliseconds since 1970. The upper end is the next bin's lower one. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

export interface TopValue {
  /** As text; null is NULL. */
  readonly text: string | null;
  readonly count: number;
}

/** What stands in a column's head. */
export interface Summary {
  /** Rows that were looked at. */
  readonly rows: number;
  /** Of these many; more than `rows` where a sample was drawn. */
  readonly of: number;
  readonly nulls: number;
  /** Numbers and times; empty for others. */
  readonly bins: readonly Bin[];
  readonly kind: 'numbers' | 'times' | 'values';
  /** Most frequent values of what has no bins. */
  readonly top: readonly TopValue[];
  readonly distinct: number;
}

/** All that is told about a column of the whole view. */
export interface Profile {
  readonly rows: number;
  readonly nulls: number;
  readonly distinct: number;
  /** False where `distinct` is estimated. */
  readonly exact: boolean;
  /** Values as text with every digit; null where the type has none. */
  readonly least: string | null;
  readonly most: string | null;
  readonly mean: string | null;
  /** At 5, 25, 50, 75 and 95 %. */
  readonly quantiles: readonly string[];
  /** Rows that the quantiles and most frequent values were drawn from. */
  readonly sample: number;
  readonly top: readonly TopValue[];
}

export interface Asked {
  readonly signal?: AbortSignal;
}

export interface PageAsked extends Asked {
  /** True for rows that nobody sees yet. */
  readonly ahead?: boolean;
  /** Called when columns that came later than the rest, until then `undefined`, are in their rows. */
  readonly onLate?: () => void;
  /** Called where they will not come: the page is to be asked for again. */
  readonly onLost?: () => void;
}

/**
 * Rows by position, none of them held beyond what was asked for. Positions count from 0. All reject with
 * `TabhouseError`, `cancelled` where the signal was aborted.
 */
export interface GridRows {
  columns(asked?: Asked): Promise<readonly GridColumn[]>;
  count(view: GridView, asked?: Asked): Promise<number>;
  /** Rows from `from` up to but without `to`; fewer at the end. */
  page(view: GridView, from: number, to: number, asked?: PageAsked): Promise<Row[]>;
  summary(view: GridView, column: string, asked?: Asked): Promise<Summary>;
  profile(view: GridView, column: string, asked?: Asked): Promise<Profile>;
  /** Position of the next row after `after` (-1: the first) whose column holds the text; null where there is none. */
  find(
    view: GridView,
    column: string,
    text: string,
    after: number,
    asked?: Asked,
  ): Promise<number | null>;
  /** All rows in pieces, in order: for saving them without holding them. */
  batches(view: GridView, asked?: Asked): AsyncGenerator<Table>;
  /** Frees what the engine keeps for it. */
  close(): void;
}
