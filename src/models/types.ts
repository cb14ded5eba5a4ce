import type { ModelInput } from '../metrics/types.ts';

/** Columns of equal length by name. NaN is NULL. */
export type Columns = Readonly<
  Record<string, Float64Array | Int32Array | BigInt64Array | readonly string[]>
>;

export type Inputs = Readonly<Record<string, ModelInput>>;

/** What a model is given beside its rows. */
export interface Work {
  /** Called now and then where the work is long: steps done, and steps in all. */
  tell(done: number, total: number): void;
}

/**
 * Arithmetic that SQL does not do well: the same answer for the same rows and options, wherever it runs. It runs in a
 * worker of its own, so that it may take its time; to cancel it is to end the worker.
 */
export type Model = (
  inputs: Inputs,
  options: Readonly<Record<string, unknown>>,
  work: Work,
) => Readonly<Record<string, Columns>> | Promise<Readonly<Record<string, Columns>>>;
