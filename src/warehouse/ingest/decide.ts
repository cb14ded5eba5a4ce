import type { FileShape } from '../../sources/types.ts';
import type { Storage } from '../types.ts';
import type { Destinations } from './route.ts';

/** How a load is shared out. */
export interface Shares {
  readonly workers: number;
  readonly destinations: Destinations;
  readonly pageRows: number;
  /** Slices of each file. */
  readonly slices: readonly number[];
}

/** What a caller may say of it; what is left out is decided by files and machine. */
export interface ShareWishes {
  readonly workers?: number;
  /** Buckets of each part. */
  readonly buckets?: number;
  /** Share of the users that is loaded, above 0 to 1. */
  readonly sample?: number;
}

/** Bytes of rows that may wait in memory, over all parts: some 75 million rows of five columns. */
const WAITING_BYTES = 1.25 * 2 ** 30;
/** What a column of a waiting row takes, as measured with 5 and with 9 of them. */
const WAITING_COLUMN_BYTES = 4.4;
/** Of no more than this, writing and reading again takes well under a second: memory is kept small instead. */
const SOON_WRITTEN_BYTES = 600e6;
const LEAN_WAITING_BYTES = 64 * 2 ** 20;

/** Bytes of rows that will have to wait until their part is sorted; estimated. */
const waitingOf = (shapes: readonly FileShape[], sample: number): number =>
  sample *
  shapes.reduce(
    (sum, { estimatedRows, columns }) =>
      sum + estimatedRows * columns.length * WAITING_COLUMN_BYTES,
    0,
  );

/** Bytes of waiting rows that may lie in memory, over all parts; the others wait in files. */
export const waitingInMemory = (shapes: readonly FileShape[], sample = 1): number =>
  waitingOf(shapes, sample) > SOON_WRITTEN_BYTES ? WAITING_BYTES : LEAN_WAITING_BYTES;

/** Bytes of rows that will have to wait in files of the browser's storage until their part is sorted; estimated. */
export function waitingOnDisk(
  shapes: readonly FileShape[],
  storage: Storage,
  sample: number,
): number {
  if (storage === 'memory') return 0;
  const bytes = waitingOf(shapes, sample) - waitingInMemory(shapes, sample);
  return Math.max(0, Math.round(bytes));
}

/** What the browser tells of the machine. */
export interface Hands {
  readonly cores: number;
  /** Bytes of main memory, in coarse steps and at most 8 GiB; null where the browser does not say. */
  readonly memory: number | null;
}

/** Below this a second worker costs more than it brings. */
const SMALL_BYTES = 6 << 20;
/** Bytes of a slice: small enough that workers end together. */
const SLICE_BYTES = 16 << 20;
/** Rows of a bucket: what is sorted, kept twice and inserted at a time. */
const BUCKET_ROWS = 1 << 18;
const USUAL_BUCKETS = 64;
const USUAL_WORKERS = 4;
/** Main memory that a worker with its database should find. */
const WORKER_MEMORY = 1 << 30;

/** The most that can be wished: each bucket of each part has a page of its own in every reader. */
export const MOST_WORKERS = 16;
export const MOST_BUCKETS = 256;

const UNPACKED = { none: 1, gzip: 5, zip: 5 } as const;

export function thisMachine(): Hands {
  const { hardwareConcurrency, deviceMemory }: Navigator & { readonly deviceMemory?: number } =
    navigator;
  return { cores: hardwareConcurrency || 2, memory: deviceMemory ? deviceMemory * 2 ** 30 : null };
}

/** In memory there is one part: the page's engine holds it whole. */
export function shares(
  shapes: readonly FileShape[],
  storage: Storage,
  hands: Hands,
  wishes: ShareWishes = {},
): Shares {
  const bytes = shapes.reduce((sum, shape) => sum + shape.size * UNPACKED[shape.compression], 0);
  const workers = wishes.workers ?? (bytes < SMALL_BYTES ? 1 : usualWorkers(hands));
  const parts = storage === 'memory' ? 1 : workers;
  const rows =
    shapes.reduce((sum, { estimatedRows }) => sum + estimatedRows, 0) * (wishes.sample ?? 1);
  const buckets = wishes.buckets ?? bucketsFor(rows / parts);
  return {
    workers,
    destinations: { parts, buckets },
    pageRows: 1 << 14,
    slices: shapes.map(({ size }) => Math.max(workers, Math.ceil(size / SLICE_BYTES))),
  };
}

/** Buckets of a part of so many rows. */
export const bucketsFor = (rows: number): number =>
  Math.max(1, Math.min(USUAL_BUCKETS, Math.ceil(rows / BUCKET_ROWS)));

/** As many workers as cores, as far as memory goes round. */
function usualWorkers({ cores, memory }: Hands): number {
  const held = memory === null ? USUAL_WORKERS : Math.floor(memory / WORKER_MEMORY);
  return Math.max(1, Math.min(cores, USUAL_WORKERS, held));
}
