import type { Value } from '../engine/types.ts';
import type { DatasetContext } from '../warehouse/types.ts';

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
  readonly facts: Readonly<Record<string, unknown>>;
}

/** A metric worked out to SQL: pure data, made from parameters and context alone. */
export interface MetricPlan<P> {
  readonly kind: string;
  readonly parameters: P;
  /** SQL of the rows, in their final order. */
  readonly query: Query;
  /** Single-row queries whose columns join `definition.facts`. */
  readonly facts?: readonly Query[];
  /** Columns of the rows, in order. */
  readonly columns: readonly string[];
  /** An independent way to the same figures. */
  readonly audit: AuditPlan;
}

export interface AuditPlan {
  /** Computes the same rows from another layer or by another method. */
  readonly query: Query;
  /** Columns that must agree, and those that name a row. */
  readonly key: readonly string[];
  readonly compare: readonly string[];
}

/** A metric: parameters in, SQL out. One file each, one line in the index. */
export interface Metric<P = RawParameters> {
  readonly kind: string;
  readonly version: number;
  /** Fills defaults and refuses what cannot be meant, with `TabhouseError('metric-parameter')`. */
  parameters(raw: RawParameters, context: DatasetContext): P;
  plan(parameters: P, context: DatasetContext): MetricPlan<P>;
  /** `title` and `text` in the current language. */
  define(
    parameters: P,
    context: DatasetContext,
    facts: Readonly<Record<string, unknown>>,
  ): Definition;
}

export type Row = Readonly<Record<string, unknown>>;

export interface Audit {
  readonly agrees: boolean;
  readonly detail: string;
}

export interface MetricResult {
  readonly kind: string;
  readonly definition: Definition;
  readonly sql: string;
  readonly parameters: RawParameters;
  /** At most `limit` of `total` rows. */
  readonly rows: readonly Row[];
  readonly total: number;
  /** Relation that holds the whole result. */
  readonly relation: string;
  readonly audit: Audit;
}
