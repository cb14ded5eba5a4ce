/** The shapes that a sample can have. */
export type SampleShape = 'taobao' | 'rees46';

export interface SampleOptions {
  readonly shape: SampleShape;
  /** Data lines in the file, broken and repeated ones included. */
  readonly events: number;
  /** Whole number; the same seed gives the same bytes. */
  readonly seed: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: SampleProgress) => void;
}

export interface SampleProgress {
  readonly rows: number;
  readonly totalRows: number;
  readonly bytes: number;
}

/** A shop that writes its events piece by piece. */
export interface SampleWriter {
  /** Data lines written so far. */
  readonly rows: number;
  /** Writes some lines; false when all are written. */
  step(): boolean;
}
