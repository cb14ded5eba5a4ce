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

/** Below this a second worker costs more than it brings. */
const SMALL_BYTES = 6 << 20;
/** Bytes of a slice: small enough that workers end together. */
const SLICE_BYTES = 16 << 20;
/** Rows of a bucket: what is sorted, kept twice and inserted at a time. */
const BUCKET_ROWS = 1 << 20;
const MOST_BUCKETS = 64;
const MOST_WORKERS = 4;

const UNPACKED = { none: 1, gzip: 5, zip: 5 } as const;

/** `cores` as the browser tells them. In memory there is one part: the page's engine holds it whole. */
export function shares(shapes: readonly FileShape[], storage: Storage, cores: number): Shares {
  const bytes = shapes.reduce((sum, shape) => sum + shape.size * UNPACKED[shape.compression], 0);
  const workers = bytes < SMALL_BYTES ? 1 : Math.max(1, Math.min(cores, MOST_WORKERS));
  const parts = storage === 'memory' ? 1 : workers;
  const rows = shapes.reduce((sum, { estimatedRows }) => sum + estimatedRows, 0);
  const buckets = Math.max(1, Math.min(MOST_BUCKETS, Math.ceil(rows / parts / BUCKET_ROWS)));
  return {
    workers,
    destinations: { parts, buckets },
    pageRows: 1 << 14,
    slices: shapes.map(({ size }) => Math.max(workers, Math.ceil(size / SLICE_BYTES))),
  };
}
