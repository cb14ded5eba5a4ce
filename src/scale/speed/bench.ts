import results from '../../../bench/results.json';

/** A file that `npm run bench` measured; seconds and bytes. */
export interface Measured {
  readonly shape: string;
  readonly format: string;
  readonly rows: number;
  readonly bytes: number;
  readonly native: number;
  readonly layers: number;
  readonly overview: number;
  readonly machine: string;
  readonly date: string;
}

/** The rows of `bench/RESULTS.md`, from the file that it is written from. */
export const MEASURED: readonly Measured[] = results.measured;
