/** One variant's figures; the first of a list is the control. */
export interface Variant {
  readonly units: number;
  readonly conversions: number;
  /** Units that have a value, their mean and their sample variance; NaN where there is none. */
  readonly valued: number;
  readonly mean: number;
  readonly variance: number;
}

export type Correction = 'holm' | 'bonferroni' | 'none';

export interface ExperimentOptions {
  /** Two-sided level of all tests together; intervals are at 1 − alpha each. */
  readonly alpha: number;
  readonly correction: Correction;
  /** How often the results will be looked at; each look takes its share of `alpha`. */
  readonly looks: number;
  /** Planned shares of the units in the order of the variants; null: equal ones. */
  readonly split: readonly number[] | null;
  /** What is planned for: a difference in conversion, or of means. */
  readonly plans: 'rates' | 'values';
  /** Conversion that the planner begins at; null: the control's. */
  readonly baseline: number | null;
  /** Mean and standard deviation that it begins at where values are planned for; null: the control's. */
  readonly mean: number | null;
  readonly deviation: number | null;
  /** The least difference that matters: of the baseline where `relative`, else in points or units of the value. */
  readonly effect: number;
  readonly relative: boolean;
  /** Probability with which that difference is to be found. */
  readonly power: number;
}

/** An estimate with its interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export const UNKNOWN: Estimate = { value: Number.NaN, low: Number.NaN, high: Number.NaN };
