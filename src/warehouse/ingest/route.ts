import type { Dictionary } from '../../sources/read/index.ts';
import { SessionCarrier, type SessionPrints } from './carried.ts';
import { emptyLane, type Lane, type Lanes, NOWHERE, type Page, packed } from './lanes.ts';

/** Where rows are sent: bucket `b` of part `p` is destination `p × buckets + b`. */
export interface Destinations {
  readonly parts: number;
  readonly buckets: number;
}

/** Mixes 32 bits so that all of them depend on all others (murmur3's finalizer). */
export function mix(value: number): number {
  let h = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** `sampleLimit` of all users. */
export const EVERYBODY = 2 ** 32;

/** The bound under which a user is in a sample of this share of the users. */
export const sampleLimit = (share: number): number => Math.round(share * EVERYBODY);

/** True where the user with this hash is in the sample; by bits that have no part in choosing part and bucket. */
export const isDrawn = (hash: number, limit: number): boolean => mix(hash ^ 0x9e3779b9) < limit;

/** Hashes of a growing dictionary's texts by key, each worked out once; the same in every worker. */
export class TextHashes {
  private hashes = new Uint32Array(1024);
  private known = 0;
  private readonly dictionary: Dictionary;

  constructor(dictionary: Dictionary) {
    this.dictionary = dictionary;
  }

  of(key: number): number {
    while (this.known < key) this.learn(++this.known);
    return this.hashes[key] as number;
  }

  private learn(key: number): void {
    if (key >= this.hashes.length) {
      const wider = new Uint32Array(this.hashes.length * 2);
      wider.set(this.hashes);
      this.hashes = wider;
    }
    const bytes = this.dictionary.bytesOf(key);
    let hash = 0x811c9dc5 | 0;
    for (let i = 0; i < bytes.length; i++)
      hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
    this.hashes[key] = mix(hash);
  }
}

/**
 * Destination of each row by an identifier: all rows of a user go to one bucket. Rows without one are all in part 0,
 * spread over its buckets by their session, or else by `spread` (a user's time), so that equal rows meet. `texts` and
 * `sessions` are given where those are texts with keys of the reader's own. Rows outside of the sample that `limit`
 * bounds go `NOWHERE`: whole users, and of the rows of nobody whole sessions and seconds.
 */
export function destinationsOf(
  lanes: Lanes,
  rows: number,
  { parts, buckets }: Destinations,
  texts: TextHashes | null,
  {
    id = 'user_id',
    spread = 'time',
    textual = texts !== null,
    limit = EVERYBODY,
    sessions = null as TextHashes | null,
  } = {},
): Int32Array<ArrayBuffer> {
  const to = new Int32Array(rows);
  const low = lanes[id];
  const high = lanes[`${id}.high`];
  const valid = lanes[`${id}.valid`];
  const other = lanes[spread] as Lane;
  for (let row = 0; row < rows; row++) {
    const key = low ? (low[row] as number) : 0;
    if (!low || (valid ? valid[row] === 0 : textual && key === 0)) {
      const session = sessions ? ((lanes.session_id as Lane)[row] as number) : 0;
      const value = other[row] as number;
      const hash =
        sessions && session !== 0
          ? sessions.of(session)
          : mix(Math.floor(value / (spread === 'time' ? 1e6 : 1)) | 0);
      to[row] = limit < EVERYBODY && !isDrawn(hash, limit) ? NOWHERE : hash % buckets;
      continue;
    }
    const hash = texts ? texts.of(key) : mix(high ? key ^ Math.imul(high[row] as number, 31) : key);
    if (limit < EVERYBODY && !isDrawn(hash, limit)) {
      to[row] = NOWHERE;
      continue;
    }
    const part = hash % parts;
    to[row] = part * buckets + (((hash - part) / parts) % buckets);
  }
  return to;
}

interface Filling {
  rows: number;
  lanes: Lanes;
}

export interface OutboxOptions {
  readonly destinations: Destinations;
  /** Rows of a full page. */
  readonly capacity: number;
  readonly reader: number;
  readonly send: (destination: number, page: Page) => void;
  /** Told to which destinations the sessions went whose texts the pages carry, part by part. */
  readonly sendSessions?: (prints: readonly SessionPrints[]) => void;
}

/** Sorts rows into pages by destination and sends each page when it is full. */
export class Outbox {
  private readonly filling: Filling[];
  private readonly counts: Int32Array;
  private order = new Int32Array(0);
  private slice = 0;
  private readonly carrier = new SessionCarrier();
  private readonly options: OutboxOptions;

  constructor(options: OutboxOptions) {
    const size = options.destinations.parts * options.destinations.buckets;
    this.options = options;
    this.filling = Array.from({ length: size }, () => ({ rows: 0, lanes: {} }));
    this.counts = new Int32Array(size + 1);
  }

  /** Rows of another slice follow: pages never mix slices. `sessions`: texts that are to travel with the rows. */
  begin(slice: number, sessions: Dictionary | null = null): void {
    this.flush();
    this.slice = slice;
    this.carrier.begin(sessions);
  }

  add(lanes: Lanes, rows: number, to: Int32Array): void {
    const { counts } = this;
    if (this.order.length < rows) this.order = new Int32Array(rows);
    counts.fill(0);
    for (let row = 0; row < rows; row++) {
      const d = to[row] as number;
      if (d !== NOWHERE) counts[d + 1] = (counts[d + 1] as number) + 1;
    }
    for (let d = 1; d < counts.length; d++)
      counts[d] = (counts[d] as number) + (counts[d - 1] as number);
    const at = counts.slice();
    const { order } = this;
    for (let row = 0; row < rows; row++) {
      const d = to[row] as number;
      if (d === NOWHERE) continue;
      const place = at[d] as number;
      order[place] = row;
      at[d] = place + 1;
    }
    for (let d = 0; d < this.filling.length; d++)
      this.fill(d, lanes, counts[d] as number, counts[d + 1] as number);
  }

  /** Sends what is left, full or not. */
  flush(): void {
    for (let d = 0; d < this.filling.length; d++) this.dispatch(d);
    const { destinations, sendSessions } = this.options;
    sendSessions?.(this.carrier.taken(destinations.parts));
  }

  private fill(destination: number, lanes: Lanes, from: number, to: number): void {
    const { capacity } = this.options;
    let start = from;
    while (start < to) {
      const page = this.filling[destination] as Filling;
      const end = Math.min(to, start + capacity - page.rows);
      for (const name of Object.keys(lanes)) {
        const lane = lanes[name] as Lane;
        let target = page.lanes[name];
        if (!target) {
          target = emptyLane(name, lane, capacity);
          page.lanes[name] = target;
        }
        copy(lane, target, this.order, start, end, page.rows);
      }
      page.rows += end - start;
      if (page.rows === capacity) this.dispatch(destination);
      start = end;
    }
  }

  private dispatch(destination: number): void {
    const page = this.filling[destination] as Filling;
    if (page.rows === 0) return;
    this.filling[destination] = { rows: 0, lanes: {} };
    const { rows } = page;
    const cut: Lanes = {};
    for (const [name, lane] of Object.entries(page.lanes))
      cut[name] = rows === lane.length ? lane : lane.slice(0, rows);
    const { reader, send } = this.options;
    const lanes = this.carrier.packed(packed(cut, rows), destination);
    send(destination, { order: this.slice, reader, rows, lanes });
  }
}

function copy(
  from: Lane,
  to: Lane,
  order: Int32Array,
  start: number,
  end: number,
  at: number,
): void {
  if (from instanceof Uint32Array) copyUint32(from, to, order, start, end, at);
  else if (from instanceof Float64Array) copyFloat64(from, to, order, start, end, at);
  else for (let i = start; i < end; i++) to[at + i - start] = from[order[i] as number] as number;
}

// The same loop per kind of array: one that meets several kinds is several times slower.
function copyUint32(
  from: Uint32Array,
  to: Lane,
  order: Int32Array,
  start: number,
  end: number,
  at: number,
): void {
  for (let i = start; i < end; i++) to[at + i - start] = from[order[i] as number] as number;
}

function copyFloat64(
  from: Float64Array,
  to: Lane,
  order: Int32Array,
  start: number,
  end: number,
  at: number,
): void {
  for (let i = start; i < end; i++) to[at + i - start] = from[order[i] as number] as number;
}
