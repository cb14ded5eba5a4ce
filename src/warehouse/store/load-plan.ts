import { type StorageSpace, storageAvailable, storageSpace } from '../../engine/storage.ts';
import type { FileShape } from '../../sources/types.ts';
import {
  type Hands,
  type ShareWishes,
  shares,
  thisMachine,
  waitingOnDisk,
} from '../ingest/decide.ts';
import type { Shared, Storage } from '../types.ts';
import { type Cost, estimateCost, rowsOf, telling } from './estimate.ts';
import type { Speed } from './records.ts';

/** What a load can draw on here. */
export interface Means extends Hands {
  /** Null where the browser does not say. */
  readonly space: StorageSpace | null;
  /** True where the browser lets workers keep files. */
  readonly opfs: boolean;
  readonly speeds: readonly Speed[];
}

export interface PlanWishes extends ShareWishes {
  readonly storage: Storage;
}

/** What is decided about a load before it begins, and what it will take. */
export interface LoadPlan extends Shared, Cost {
  readonly storage: Storage;
  /** Why there: a dictionary key's last word. */
  readonly why: 'kept' | 'too-large' | 'chosen' | 'unavailable';
  /** Share of the users. */
  readonly sample: number;
  /** Rows of the files. */
  readonly rows: number;
  /** False where rows are estimated. */
  readonly exactRows: boolean;
  /** Bytes of rows that will wait in the browser's storage beside what is kept, until they are sorted; estimated. */
  readonly waiting: number;
  /** True where the time is told from earlier loads here. */
  readonly measured: boolean;
}

/** A load that does not fit where it is to be kept. */
export interface Shortage {
  readonly of: Storage;
  /** Bytes. */
  readonly needed: number;
  readonly given: number;
  /** The largest share of the users that fits; null where none does, or where nobody is named. */
  readonly fits: number | null;
  /** What the load takes in the other storage, where it fits there. */
  readonly elsewhere: Cost | null;
}

/** Shares of the users that are offered. */
export const SAMPLES = [1 / 2, 1 / 5, 1 / 10, 1 / 20, 1 / 50, 1 / 100, 1 / 1000] as const;

/** What the page's engine can hold: its heap ends at about 3 GB, of which queries need some. */
const HEAP_LINE = 1.5e9;
/** Share of the main memory that one tab may count on. */
const OWN_MEMORY = 0.4;
/** Of the quota that is left, what is not counted on: estimates err. */
const SLACK = 0.95;
const LEAST_SLICE = 1 << 20;

export async function meansOf(speeds: readonly Speed[]): Promise<Means> {
  const [space, opfs] = await Promise.all([storageSpace(), storageAvailable()]);
  return { ...thisMachine(), space, opfs, speeds };
}

/** How the files will be loaded, by their sizes, the machine and the caller's wishes. */
export function planLoad(
  shapes: readonly FileShape[],
  { storage, ...wishes }: PlanWishes,
  means: Means,
): LoadPlan {
  const { sample = 1 } = wishes;
  const { workers, destinations, slices } = shares(shapes, storage, means, wishes);
  const whole = estimateCost(shapes, 'memory').bytes > memoryLine(means);
  const kept = whole ? 'too-large' : 'kept';
  return {
    storage,
    why: storage === 'opfs' ? kept : means.opfs ? 'chosen' : 'unavailable',
    workers,
    ...destinations,
    slices: slices.reduce((sum, count, at) => sum + pieces(shapes[at], count), 0),
    sample,
    rows: rowsOf(shapes),
    exactRows: shapes.every(({ exactRows }) => exactRows),
    waiting: waitingOnDisk(shapes, storage, sample),
    measured: telling(means.speeds, storage).length > 0,
    ...estimateCost(shapes, storage, means.speeds, sample),
  };
}

/** What packed files and workbooks hold is read in one piece; a short file is not worth cutting. */
function pieces(shape: FileShape | undefined, count: number): number {
  if (shape?.compression !== 'none' || shape.format === 'excel') return 1;
  return Math.max(1, Math.min(count, Math.floor(shape.size / LEAST_SLICE)));
}

/** Bytes that a data set in memory may take. */
export const memoryLine = ({ memory }: Hands): number =>
  memory === null ? HEAP_LINE : Math.min(HEAP_LINE, memory * OWN_MEMORY);

/** Bytes that can still be kept; null where the browser does not say. */
export function roomIn({ space }: Pick<Means, 'space'>): number | null {
  if (!space || space.quota === 0) return null;
  return Math.max(0, space.quota - space.used) * SLACK;
}

/** Null where the load fits, or where nobody can tell. `users` says whether the files name users. */
export function shortageOf(
  shapes: readonly FileShape[],
  { storage, sample, bytes }: Pick<LoadPlan, 'storage' | 'sample' | 'bytes'>,
  means: Means,
  users: boolean,
): Shortage | null {
  const room = (where: Storage) => (where === 'memory' ? memoryLine(means) : roomIn(means));
  const given = room(storage);
  if (given === null || bytes <= given) return null;
  const cost = (share: number, where = storage) => estimateCost(shapes, where, means.speeds, share);
  const other: Storage = storage === 'memory' ? 'opfs' : 'memory';
  const there = cost(sample, other);
  const possible = other === 'memory' || means.opfs;
  return {
    of: storage,
    needed: bytes,
    given,
    fits: users
      ? (SAMPLES.find((share) => share < sample && cost(share).bytes <= given) ?? null)
      : null,
    elsewhere: possible && there.bytes <= (room(other) ?? Number.POSITIVE_INFINITY) ? there : null,
  };
}
