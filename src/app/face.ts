import type { Audit, Definition, RawParameters } from '../metrics/index.ts';
import type { SourceId } from '../sources/types.ts';
import type { TableStatus } from '../warehouse/index.ts';
import type { LoadReport, Rules, Storage } from '../warehouse/types.ts';

/** Canonical column → source column (name), position (from 0) or `{constant}`. */
export type FaceMapping = Readonly<Record<string, string | number | { readonly constant: string }>>;

export interface OpenOptions {
  readonly source?: SourceId;
  readonly mapping?: FaceMapping;
  /** Zone in which the file's times are written. */
  readonly timezone?: string;
  /** Zone in which days and hours are counted; the data's by default. */
  readonly report_timezone?: string;
  readonly append?: boolean;
  readonly storage?: Storage;
  /** Share of the users to load, 0.001 to 1: whole users, drawn by a hash of their identifier. */
  readonly sample?: number;
  /** Ingest workers, 1 to 16, and buckets of each one's part, 1 to 256; decided by files and machine by default. */
  readonly workers?: number;
  readonly buckets?: number;
  /** Begin although the browser seems to give too little space. */
  readonly anyway?: boolean;
  readonly rules?: Partial<Rules>;
  readonly name?: string;
  /** Cancels the load. */
  readonly signal?: AbortSignal;
}

export interface FaceMetric {
  readonly definition: Definition;
  readonly sql: string;
  readonly parameters: RawParameters;
  readonly rows: readonly object[];
  readonly total: number;
  readonly relation: string;
  readonly audit: Audit;
}

/** `window.tabhouse`: everything the page can do, for scripts and tests; see docs/api.md. */
export interface TabhouseFace {
  /** Resolves when the engine is up and what was kept is open again. */
  readonly ready: Promise<void>;
  /** The same path as picking, without dialogs; resolves when DWS is built. */
  open(files: readonly File[], options?: OpenOptions): Promise<LoadReport>;
  /** One statement, read-only. BIGINT is bigint, DECIMAL its exact text, TIMESTAMP a Date, or ISO text below a millisecond. */
  query(sql: string, parameters?: readonly unknown[]): Promise<object[]>;
  metric(kind: string, parameters?: RawParameters): Promise<FaceMetric>;
  tables(): Promise<readonly TableStatus[]>;
  engine(): Promise<{
    readonly version: string;
    readonly memoryBytes: number;
    readonly opfsBytes: number;
    readonly restarts: number;
  }>;
  /** Deletes everything that the page keeps on this machine. */
  reset(): Promise<void>;
}

declare global {
  interface Window {
    tabhouse: TabhouseFace;
  }
}
