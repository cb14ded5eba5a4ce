import type { ReadonlySignal } from '@preact/signals-core';
import type { RowCounts, Stage, Storage } from '../../warehouse/types.ts';

/** How long the same work took, run after run, in milliseconds. */
export interface Times {
  readonly runs: readonly number[];
  readonly median: number;
}

/** The way of the made file into the warehouse. Seconds. */
export interface LoadFigures {
  readonly rows: RowCounts;
  /** Bytes of the CSV file. */
  readonly bytes: number;
  readonly storage: Storage;
  readonly make: number;
  readonly stages: Readonly<Partial<Record<Stage, number>>>;
  /** From the file to the end of DWS and its checks. */
  readonly layers: number;
  /** From the file to the last cell of the overview notebook. */
  readonly overview: number;
  /** Bytes that the warehouse keeps. */
  readonly stored: number;
}

/** What is asked of both formats: the rows of each behaviour; those of one category; all columns. */
export const SCANS = ['column', 'filter', 'whole'] as const;
export type Scan = (typeof SCANS)[number];

/** What a scan found: equal for both formats, or one of them is read wrongly. */
export interface ScanAnswer {
  readonly rows: number;
  /** Purchases; purchases of the category; a sum over all columns. */
  readonly figure: number;
}

export interface ScanFigures {
  readonly csv: Times;
  readonly parquet: Times;
  readonly answer: ScanAnswer;
  readonly agrees: boolean;
}

export interface FormatFigures {
  readonly rows: number;
  readonly csvBytes: number;
  readonly parquetBytes: number;
  /** Milliseconds that writing the Parquet file took. */
  readonly write: number;
  readonly scans: Readonly<Record<Scan, ScanFigures>>;
}

/** One way to aggregate: at once, or salted in two stages. */
export interface Aggregation {
  readonly groups: number;
  /** Rows counted over all groups. */
  readonly rows: number;
  /** Values summed over all groups. */
  readonly sum: number;
}

/** An aggregation over several workers. */
export interface SpreadFigures extends Aggregation {
  /** Rows that each worker was sent, in their order. */
  readonly load: readonly number[];
  /** The busiest worker's own time, both stages. */
  readonly busiest: Times;
  /** Until all workers are done. */
  readonly whole: Times;
  /** Of that, the second stage; 0 where there is none. */
  readonly second: Times;
}

export interface SkewFigures {
  readonly rows: number;
  /** Share of the rows that have the hot key. */
  readonly hot: number;
  readonly salts: number;
  readonly workers: number;
  readonly spread: { readonly plain: SpreadFigures; readonly salted: SpreadFigures };
  readonly engine: {
    readonly plain: Times & Aggregation;
    readonly salted: Times & Aggregation;
  };
}

/** The same figure from the events and from a summary. */
export const QUESTIONS = ['daily', 'hourly', 'categories'] as const;
export type Question = (typeof QUESTIONS)[number];

export interface LayerAnswer {
  readonly dwd: Times;
  readonly dws: Times;
  /** Rows of the answer. */
  readonly rows: number;
  /** Rows of the table that the summary's answer reads. */
  readonly dwsRows: number;
  readonly table: string;
  readonly agrees: boolean;
}

export interface LayerFigures {
  readonly dwdRows: number;
  readonly questions: Readonly<Record<Question, LayerAnswer>>;
}

/** Everything that a run measures, as far as it is there. */
export interface SpeedFigures {
  readonly load?: LoadFigures;
  readonly formats?: FormatFigures;
  readonly skew?: SkewFigures;
  readonly layers?: LayerFigures;
}

/** The parts of a run, in order; each but `overview` is shown by a cell. */
export const STEPS = ['make', 'load', 'overview', 'formats', 'skew', 'layers'] as const;
export type Step = (typeof STEPS)[number];

export interface SpeedProgress {
  readonly step: Step;
  /** What is at work: a stage of the load, a scan. */
  readonly subject: string;
  /** Share of this step, 0 to 1; null where it is not known. */
  readonly fraction: number | null;
  readonly rows: number | null;
  readonly bytes: number | null;
  readonly rowsPerSecond: number | null;
  readonly secondsLeft: number | null;
}

export interface SpeedOptions {
  /** Rows of the made file. */
  readonly rows: number;
  readonly seed: number;
  /** Runs of each measurement. */
  readonly runs: number;
  /** Share of the rows that get the hot key. */
  readonly hot: number;
  readonly salts: number;
  /** Workers that aggregate; by default as many as cores, at most four. */
  readonly workers: number;
}

/** `CellResult.detail` of a speed cell: what measures this machine, the same for all cells of the page. */
export interface SpeedDetail {
  readonly lab: {
    readonly figures: ReadonlySignal<SpeedFigures>;
    /** Null while nothing is measured. */
    readonly progress: ReadonlySignal<SpeedProgress | null>;
    /** What ended the last run before its end. */
    readonly problem: ReadonlySignal<unknown>;
    run(options: SpeedOptions): Promise<void>;
    cancel(): void;
  };
}
