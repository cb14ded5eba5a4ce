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
  /** Where `sql` holds a table to one figure of the events, to which others are held too: it is worked out once. */
  readonly figure?: {
    /** SELECT of one number. */
    readonly sql: string;
    /** `Check.sql` with the number in its place. */
    readonly against: (number: string) => string;
  };
}

/** All parts' rows of a table as an expression that can stand after `from`. */
export type Union = (table: string) => string;

/** Where tables are combined: schemas of the parts, and the one where what is combined before lies. */
export interface Combined {
  readonly parts: readonly string[];
  readonly main: string;
}

/**
 * A table of the warehouse. A data set is built in *parts*, each holding all events of a disjoint set of users
 * (the events of nobody are in one part), so that distinct users add up over parts. `sql` fills the table of one
 * part; `combine` says how the parts' tables become the relation that metrics read.
 */
export interface TableDefinition {
  readonly name: string;
  readonly layer: Layer;
  /** Columns that name a row. */
  readonly grain: readonly string[];
  /** What is stored: columns that the source cannot fill are left out. */
  readonly columns: (context: DatasetContext) => readonly ColumnDefinition[];
  /** What people and metrics see, whatever the source has. */
  readonly relation: readonly RelationColumn[];
  readonly dependencies: readonly string[];
  /** False where the source lacks what the table needs; its relation is then there, and empty. */
  readonly applies: (context: DatasetContext) => boolean;
  /** SELECT of the rows of one part; the part's other tables are `${schema}.<name>`. Null where ingest fills it. */
  readonly sql: ((context: DatasetContext, schema: string) => string) | null;
  /**
   * `union`: the parts' rows are disjoint. Otherwise a SELECT over all parts that makes one table, stored in the
   * data set's main file.
   */
  readonly combine:
    | 'union'
    | ((context: DatasetContext, union: Union, combined: Combined) => string);
  /**
   * Where it names a column, `combine` makes only the rows whose value of that column several parts hold: the
   * relation is those and the parts' rows of all other values. Null: the parts' rows are disjoint after all.
   */
  readonly overlay?: (context: DatasetContext) => string | null;
  readonly checks: (context: DatasetContext) => readonly Check[];
}

/** A column of a relation. */
export interface RelationColumn {
  readonly name: string;
  readonly type: string;
  /** SQL expression that stands in where the column is not stored. */
  readonly missing: (context: DatasetContext) => string;
}
