import type { Value } from '../engine/types.ts';
import type { Key } from '../i18n/index.ts';
import type { DatasetContext } from '../warehouse/types.ts';
import type { MemberKind, RowConditions } from './segments/types.ts';
import type { Sql } from './sql/fragment.ts';

/** Parameters as they come from the scripting face or a notebook: unchecked. */
export type RawParameters = Readonly<Record<string, unknown>>;

export interface Query {
  readonly sql: string;
  readonly parameters: readonly Value[];
}

/** What a figure means, in the reader's language, with the facts that belong to it. */
export interface Definition {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  /** Sentences of the definition with every parameter spelled out. */
  readonly text: string;
  /** Facts of the result that are not rows: Gini, head count, order basis, what is left out and why. */
  readonly facts: Facts;
}

export type Facts = Readonly<Record<string, unknown>>;

/**
 * How a column's values become JavaScript: `count` and `number` as number, `id` as bigint or string, `day` as
 * `YYYY-MM-DD`, `text` as string, `flag` as boolean. NULL is null.
 */
export type ColumnType = 'count' | 'number' | 'id' | 'day' | 'text' | 'flag';

export interface PlanColumn {
  readonly name: string;
  readonly type: ColumnType;
}

/** What is made before the rows and dropped after the facts; `query` and `facts` name its tables. */
export type Stage = TableStage | ModelStage;

/** Tables that a model of `src/models` makes of rows that SQL gives. */
export interface ModelStage {
  /** Its name in `src/models/registry.ts`. */
  readonly model: string;
  /** Columns are BIGINT or DOUBLE, or integers of at most 32 bits; NULL is allowed in numbers alone. */
  readonly inputs: Readonly<Record<string, Query>>;
  /** Inputs that can have about as many rows as there are events, cut by ranges of a key. */
  readonly sliced?: Readonly<Record<string, Slice>>;
  /** What can be cloned to a worker. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly outputs: readonly ModelOutput[];
}

/** One of a model's tables: `name` is the model's word for it, `table` what it is called in the engine. */
export interface ModelOutput {
  readonly name: string;
  readonly table: string;
  readonly columns: Readonly<Record<string, ModelColumn>>;
}

export type ModelColumn = 'DOUBLE' | 'INTEGER' | 'BIGINT' | 'VARCHAR';

/** Columns of equal length by name: integers of 64 bits as such, all other numbers as doubles, NULL as NaN. */
export type ModelInput = Readonly<Record<string, Float64Array | BigInt64Array>>;

/** Runs a model; the answer holds an Arrow IPC stream for each output. */
export type RunModel = (
  stage: Pick<ModelStage, 'model' | 'options' | 'outputs'>,
  inputs: Readonly<Record<string, ModelInput>>,
  how: {
    readonly signal?: AbortSignal;
    readonly tell?: (done: number, total: number) => void;
  },
) => Promise<Readonly<Record<string, Uint8Array>>>;

/** A table that SQL makes. */
export interface TableStage {
  readonly table: string;
  readonly query: Query;
  readonly slice?: Slice;
}

/** Where the work can be cut by ranges of a key: the rows of all ranges together are those of the whole query. */
export interface Slice {
  readonly column: SliceColumn;
  /** The part of the work that a condition on the column leaves. */
  readonly query: (range: Sql) => Query;
}

export type SliceColumn = 'user_key' | 'session_key';

/**
 * A fact of the result. Without `name` the query gives one row, whose columns each become a fact; with `name` its
 * rows become one fact, a list of objects.
 */
export interface FactQuery {
  readonly name?: string;
  readonly columns: readonly PlanColumn[];
  readonly query: Query;
}

/** A metric worked out to SQL: pure data, made from parameters and context alone. */
export interface MetricPlan {
  readonly kind: string;
  /** Name of the table that holds the whole result; facts read it. */
  readonly relation: string;
  readonly stages: readonly Stage[];
  /** SQL of the rows, in their final order. May give more columns than `columns`. */
  readonly query: Query;
  /** Columns of the rows, in order. */
  readonly columns: readonly PlanColumn[];
  readonly facts: readonly FactQuery[];
  /** Facts that take much longer than the rows, and what is made for them: worked out only where they are asked for. */
  readonly slow?: { readonly stages: readonly Stage[]; readonly facts: readonly FactQuery[] };
  /** Facts that follow from parameters and context alone. */
  readonly known: Facts;
  /** Absent where nothing can be told before the rows are. */
  readonly early?: EarlyPlan;
  /** How rows of two periods are known to be of the same thing, where the key does not tell: SQL of the row named. */
  readonly pair?: (row: string) => string;
  /** An independent way to the same figures. */
  readonly audit: AuditPlan;
}

/** Figures of a plan that a small layer tells at once, exactly, while the others are still being counted. */
export interface EarlyPlan {
  /** Rows that are kept in the page for every question under the same filters: the layer is gone through once. */
  readonly days?: EarlyDays;
  /** SQL of the rows; it reads the table of `days` where there is one. */
  readonly query: Query;
  readonly columns: readonly PlanColumn[];
  /** Names of the plan's columns that it cannot tell. */
  readonly pending: readonly string[];
}

/** A row of sums for each day, out of which a question under the same filters is worked out without the engine. */
export interface EarlyDays {
  /** Names them, in the page and in the SQL that is shown. */
  readonly table: string;
  readonly query: Query;
  readonly columns: readonly PlanColumn[];
  /** What the plan's `query` gives, out of these. */
  readonly rows: (days: readonly Row[]) => readonly Row[];
}

export interface AuditPlan {
  /** Tables that `query` names and the first way does not leave behind. */
  readonly stages?: readonly Stage[];
  /** Computes the same rows from another layer or by another method. */
  readonly query: Query;
  /** Columns that name a row. */
  readonly key: readonly string[];
  /** Columns that must agree. */
  readonly compare: readonly string[];
  /** How the second way goes, as a sentence. */
  readonly way: Key;
}

/** What a form needs to offer one parameter; the scripting face reads by the same schema. */
export interface ParameterField {
  readonly name: string;
  readonly type:
    | 'choice'
    | 'number'
    | 'number-or-choice'
    | 'day'
    | 'words'
    | 'steps'
    | 'ranges'
    | 'filters'
    /** Days in a list that can be edited. */
    | 'day-list'
    /** `previous`, or a period `{ from, to }`, beside which another is shown. */
    | 'comparison'
    /** The name of a table or a cell whose rows are read in the place of the events. */
    | 'relation'
    /** A column of that table. */
    | 'column'
    | 'text';
  readonly label: Key;
  readonly choices?: readonly { readonly value: string; readonly label: Key }[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** True where no value at all has a meaning. */
  readonly optional: boolean;
}

/** A metric: parameters in, SQL out. One file or folder each, one line in the index. */
export interface Metric<P = unknown> {
  readonly kind: string;
  readonly version: number;
  readonly schema: readonly ParameterField[];
  /**
   * Fills defaults and refuses what cannot be meant, with `TabhouseError('metric-parameter')`; where the data lack
   * what the metric needs, `TabhouseError('metric-not-applicable')`.
   */
  parameters(raw: RawParameters, context: DatasetContext): P;
  /** Columns of marks that stand for a parameter of the metric itself, which takes `most` values of them. */
  readonly picks?: Readonly<Record<string, { readonly parameter: string; readonly most: number }>>;
  /** Fetches what `plan` needs besides the page's own code; awaited before it. */
  ready?(parameters: P): Promise<void>;
  plan(parameters: P, context: DatasetContext): MetricPlan;
  /** Rows and facts with what is said of them in the current language: asked whenever they are read, never kept. */
  worded?(
    rows: readonly Row[],
    facts: Facts,
    parameters: P,
    context: DatasetContext,
  ): { readonly rows: readonly Row[]; readonly facts: Facts };
  /** `title` and `text` in the current language. */
  define(parameters: P, context: DatasetContext, facts: Facts): Definition;
  /** Who stands behind a row, where rows are put together of many users or items. */
  readonly members?: Members<P>;
}

/** The users or items behind a row of a metric. */
export interface Members<P> {
  /** Columns that tell rows apart: a row's values of these are its `where`. */
  columns(parameters: P): readonly string[];
  /** Which of those behind a row can be asked for; the first are meant where nobody says which. */
  who(parameters: P): readonly string[];
  /** What its rows tell; where it is left out, both. */
  of?(parameters: P): readonly MemberKind[];
  /**
   * SELECT of `user_key` (`item_key`), NULLs and repeats allowed; null where the rows do not tell. It may read the
   * metric's `relation`. Throws `metric-parameter` where `where` or `who` cannot be meant.
   */
  query(parameters: P, asked: MembersAsked): Pick<TableStage, 'query' | 'slice'> | null;
}

export interface MembersAsked {
  readonly context: DatasetContext;
  readonly relation: string;
  readonly of: MemberKind;
  /** Values of the row's columns; what is not named is not asked of it. */
  readonly where: RowConditions;
  readonly who?: string;
}

export type Row = Readonly<Record<string, unknown>>;

export interface Audit {
  /** Null where the second way has not been gone yet. */
  readonly agrees: boolean | null;
  /** A sentence. */
  readonly detail: string;
}

export interface MetricResult {
  readonly kind: string;
  readonly definition: Definition;
  /** The statement as it ran, with its parameters as values. */
  readonly sql: string;
  readonly parameters: RawParameters;
  /** The parameters as they were given, where a model took part: to ask the same again. */
  readonly asked?: RawParameters;
  /** Columns that are still being counted: their values are null until then. Absent where all are there. */
  readonly pending?: readonly string[];
  /** At most `limit` of `total` rows. */
  readonly rows: readonly Row[];
  readonly total: number;
  /** Table that holds the whole result, until the engine restarts or room is needed; see `runMetric`. */
  readonly relation: string;
  /** True where a model took part, so that `sql` alone does not give the rows again. */
  readonly modelled?: boolean;
  readonly audit: Audit;
}
