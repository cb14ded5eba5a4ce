import type { DatasetContext } from '../../warehouse/types.ts';
import type { FactQuery, MetricPlan } from '../types.ts';
import type { Period } from './parameter.ts';

/** Tables of a comparison while its facts are worked out. */
export interface Sides {
  /** Rows of the period, each with its `place` among them. */
  readonly rows: string;
  /** Those of the earlier one. */
  readonly earlier: string;
}

/** What one kind needs beyond rows of two periods that are laid beside one another. */
export interface Comparison<P> {
  /**
   * A metric that lists only the first of its rows is asked with these for the earlier ones, so that none is told as
   * absent that was only further down.
   */
  readonly all?: Partial<P>;
  /** Whether these parameters have periods at all. */
  readonly applies?: (own: P) => boolean;
  /** False where no row of one period stands for one of the other, so that none is told as absent. */
  readonly listed?: boolean;
  /** False where the other period cannot be looked at as this one was. */
  readonly fair?: (own: P, other: Period, context: DatasetContext) => boolean;
  /** Parameters of the earlier period, where more than its days are others. */
  readonly earlier?: (own: P, other: Period, context: DatasetContext) => P;
  /** The plan of the period as it is compared. */
  readonly now?: (plan: MetricPlan, own: P, context: DatasetContext) => MetricPlan;
  /** The plan of the earlier period, where it is not that of the metric; it may read tables of the other's stages. */
  readonly plan?: (before: P, context: DatasetContext, now: MetricPlan) => MetricPlan;
  /** Columns of text that stand beside one another as figures do. */
  readonly texts?: readonly string[];
  /** Facts of both periods together. */
  readonly facts?: (sides: Sides, now: MetricPlan, before: MetricPlan) => readonly FactQuery[];
  /** How the earlier period was worked out, where its days do not tell. */
  readonly said?: (own: P, other: Period, context: DatasetContext) => string;
}
