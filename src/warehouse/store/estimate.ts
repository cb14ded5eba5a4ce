import type { FileShape } from '../../sources/types.ts';
import type { Storage } from '../types.ts';
import type { Speed } from './records.ts';

export interface Cost {
  readonly seconds: number;
  /** Bytes in OPFS, or in the engine's memory. */
  readonly bytes: number;
}

/** Measured with 10 M Taobao-shaped rows on two cores in Chromium; packed files unpack to several times their size. */
const BYTES_PER_SECOND = 45e6;
const START_SECONDS = 0.5;
const UNPACKED = { none: 1, gzip: 4, zip: 4 } as const;
const FORMAT_FACTOR: Readonly<Record<FileShape['format'], number>> = {
  delimited: 1,
  ndjson: 0.6,
  json: 0.6,
  excel: 6,
  parquet: 5,
};
/**
 * Stored bytes: of any data set, per row of the narrowest source (with 10 M Taobao-shaped rows, DWD, dims and DWS
 * together), and what each further column adds to a row.
 */
const START_BYTES = 6e6;
const ROW_BYTES = 15.5;
const COLUMN_BYTES = 3;
const MEMORY_FACTOR = 4;
const NARROW_COLUMNS = 5;
/** Share of a load's time that reading takes, of users outside of the sample too. */
const READING = 0.4;
/** Smaller loads say more of how long a start takes than of speed. */
const TELLING_ROWS = 500_000;

/** Bytes that the readers will see once files are unpacked. */
const readable = (shape: FileShape) =>
  shape.size * UNPACKED[shape.compression] * FORMAT_FACTOR[shape.format];

/** Rows of all files, estimated. */
export const rowsOf = (shapes: readonly FileShape[]) =>
  shapes.reduce((sum, { estimatedRows }) => sum + estimatedRows, 0);

/**
 * What a load will take, said before it begins. Constants are measured; the last loads on this machine correct
 * them where there are some. `sample` is the share of the users that is loaded.
 */
export function estimateCost(
  shapes: readonly FileShape[],
  storage: Storage,
  speeds: readonly Speed[] = [],
  sample = 1,
): Cost {
  const own = telling(speeds, storage);
  const all =
    own.length > 0
      ? rowsOf(shapes) / rate(own)
      : shapes.reduce((sum, shape) => sum + readable(shape), 0) / BYTES_PER_SECOND;
  const stored = shapes.reduce(
    (sum, { estimatedRows, columns }) =>
      sum +
      estimatedRows * (ROW_BYTES + Math.max(0, columns.length - NARROW_COLUMNS) * COLUMN_BYTES),
    0,
  );
  const factor = correction(speeds) * (storage === 'memory' ? MEMORY_FACTOR : 1);
  return {
    seconds: START_SECONDS + all * (READING + (1 - READING) * sample),
    bytes: Math.round((START_BYTES + stored * sample) * factor),
  };
}

/** The loads that tell how fast the next one will be. */
export const telling = (speeds: readonly Speed[], storage: Storage) =>
  speeds.filter((speed) => speed.storage === storage && speed.rows >= TELLING_ROWS);

/** How much more or less than was expected the last loads took, in bytes. */
function correction(speeds: readonly Speed[]): number {
  const own = speeds.filter(({ rows, expected }) => rows >= TELLING_ROWS && expected);
  const bytes = own.reduce((sum, speed) => sum + (speed.bytes ?? 0), 0);
  const expected = own.reduce((sum, speed) => sum + (speed.expected ?? 0), 0);
  return bytes > 0 && expected > 0 ? Math.min(3, Math.max(0.5, bytes / expected)) : 1;
}

/** Rows per second. */
function rate(speeds: readonly Speed[]): number {
  const rows = speeds.reduce((sum, speed) => sum + speed.rows, 0);
  const seconds = speeds.reduce((sum, speed) => sum + speed.seconds, 0);
  return rows / Math.max(seconds, 0.001);
}
