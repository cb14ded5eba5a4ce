import type { DatasetContext, Layer } from './types.ts';

export interface ColumnDefinition {
  readonly name: string;
  /** DuckDB type. */
  readonly type: string;
  readonly nullable: boolean;
}

/** A rule over one table: `sql` returns one row with one BIGINT, the number of rows that break it. */
export interface Check {
  readonly name: string;
  readonly sql: string;
}

/**
 * A table of the warehouse. A data set is built in *parts*, each holding all events of a disjoint set of users,
 * so that distinct users add up over parts. `sql` fills the table of one part; `combine` says how the parts'
 * tables become the relation that metrics read.
 */
export interface TableDefinition {
  readonly name: string;
  readonly layer: Layer;
  /** Columns that name a row. */
  readonly grain: readonly string[];
  readonly columns: (context: DatasetContext) => readonly ColumnDefinition[];
  readonly dependencies: readonly string[];
  /** False where the source lacks what the table needs. */
  readonly applies: (context: DatasetContext) => boolean;
  /** SELECT of the rows of one part; the part's other tables are `${schema}.<name>`. */
  readonly sql: (context: DatasetContext, schema: string) => string;
  /**
   * `union`: the parts' rows are disjoint. Otherwise a SELECT that makes one table of `union`, an expression
   * such as `(select * from p0.t union all select * from p1.t)`; it is stored in the data set's main file.
   */
  readonly combine: 'union' | ((context: DatasetContext, union: string) => string);
  readonly checks: (context: DatasetContext) => readonly Check[];
}
