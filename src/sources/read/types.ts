import type { EventChunk, IdColumn, Reject, TextColumn } from '../types.ts';
import type { Dictionary } from './dictionary.ts';

/** A part of a picked file that one worker reads by itself. */
export interface Slice {
  /** Position among the slices of its file, from 0. */
  readonly index: number;
  /** Byte range of the picked file; both ends are record ends. */
  readonly start: number;
  readonly end: number;
  /** True where the ends were found by counting quotes, so that quoted fields may hold line breaks. */
  readonly quoted: boolean;
  /** Parquet: row groups of this slice. */
  readonly rowGroups?: readonly number[];
}

export interface ByteOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told how many more bytes of the picked file were read. */
  readonly onBytes?: (bytes: number) => void;
  /** Bytes that are asked of the file at a time. */
  readonly block?: number;
}

/** A range of the picked file. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** What a reader has done so far. */
export interface ReadProgress {
  /** Bytes of the picked file (packed ones, where it is packed). */
  readonly bytes: number;
  /** Data records, rejected ones included. */
  readonly records: number;
  /** Empty or delimiter-only lines, which are not records. */
  readonly blank: number;
  /** Lines from the slice's start; at the end of the slice, what later slices add to their line numbers. */
  readonly lines: number;
}

/** Where a row stands in its file. */
export interface Location {
  /** Line from the slice's start (1 is its first), or record where the format has no lines. */
  readonly line: number;
  /** The record as it stands in the file, at most 2,000 characters. */
  readonly text: string;
}

/** One chunk, with what is needed to say where its rows come from. */
export interface ReadResult {
  readonly chunk: EventChunk;
  readonly progress: ReadProgress;
  /** The source record of a row of this chunk; only until the next result is asked for. */
  locate(row: number): Location;
}

/** Exact counts per reason, and the first records of each. */
export interface RejectLog {
  readonly counts: Readonly<Record<string, number>>;
  /** At most 10,000 of each reason; `line` is counted from the slice's start. */
  readonly kept: readonly Reject[];
}

/** Text columns and textual identifiers of a reader: key 0 is NULL. */
export type Dictionaries = Partial<Record<IdColumn | TextColumn, Dictionary>>;

/**
 * The events of one slice. Iterate it once. `rejects` and `progress` are final when the iteration ends.
 * Throws `Reread` where the plan does not hold for the file.
 */
export interface EventReader extends AsyncIterable<ReadResult> {
  readonly dictionaries: Dictionaries;
  readonly rejects: RejectLog;
  readonly progress: ReadProgress;
}

export interface ReadOptions {
  readonly signal?: AbortSignal;
  /** Dictionaries to go on with, so that all slices of one worker share their keys. */
  readonly dictionaries?: Dictionaries;
  /** Parquet: only these columns are decoded; the plan's shape names exactly them. */
  readonly columns?: readonly string[];
}

/** Records of a plain table, as text. */
export interface RecordBatch {
  readonly rows: number;
  /** One array per column of the shape; null is an empty or NULL field. */
  readonly columns: readonly (readonly (string | null)[])[];
  /** Fields of the widest record so far: those beyond the shape's columns stand together in the last one. */
  readonly widest: number;
  readonly progress: ReadProgress;
}
