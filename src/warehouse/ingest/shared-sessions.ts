import { Dictionary, hashBytes } from '../../sources/read/index.ts';
import { joined, type Translation } from './bucket.ts';
import { type BucketSessions, eachSession, type SessionPrints } from './carried.ts';
import { duplicateMarks } from './duplicates.ts';
import type { Page } from './lanes.ts';
import type { PageStore } from './page-store.ts';
import { mix } from './route.ts';
import { sortedOrder } from './sort.ts';

/** Of `table`, filled at most so far. */
const FILL = 0.7;

/**
 * Which sessions went to several destinations, as far as hashes of their texts tell: two sessions of one hash are
 * taken for shared until their texts are looked at.
 */
export class SharedPrints {
  private prints = new Uint32Array(1 << 12);
  /** Destination + 1; 0 where the slot is empty. */
  private destinations = new Uint16Array(1 << 12);
  private size = 0;
  private readonly several = new Set<number>();

  add({ prints, destinations }: SessionPrints): void {
    for (let i = 0; i < prints.length; i++)
      this.put(prints[i] as number, (destinations[i] as number) + 1);
  }

  /** Hashes met at several destinations. The rest is forgotten. */
  end(): Uint32Array<ArrayBuffer> {
    this.prints = new Uint32Array(1 << 4);
    this.destinations = new Uint16Array(1 << 4);
    this.size = 0;
    return Uint32Array.from(this.several);
  }

  private put(print: number, destination: number): void {
    const mask = this.prints.length - 1;
    let slot = mix(print) & mask;
    for (; this.destinations[slot] !== 0; slot = (slot + 1) & mask) {
      if (this.prints[slot] !== print) continue;
      if (this.destinations[slot] !== destination) this.several.add(print);
      return;
    }
    this.prints[slot] = print;
    this.destinations[slot] = destination;
    if (++this.size > this.prints.length * FILL) this.grow();
  }

  private grow(): void {
    const { prints, destinations } = this;
    this.prints = new Uint32Array(prints.length * 2);
    this.destinations = new Uint16Array(prints.length * 2);
    const mask = this.prints.length - 1;
    for (let i = 0; i < prints.length; i++) {
      if (destinations[i] === 0) continue;
      let slot = mix(prints[i] as number) & mask;
      while (this.destinations[slot] !== 0) slot = (slot + 1) & mask;
      this.prints[slot] = prints[i] as number;
      this.destinations[slot] = destinations[i] as number;
    }
  }
}

/** What a part knows of sessions that may be in several buckets. */
export interface SharedSessions {
  /** Packed texts, a character a byte. */
  readonly texts: readonly string[];
  /** Buckets of the part that have each. */
  readonly buckets: readonly number[];
  /** Rows of each; repeated ones count. */
  readonly events: readonly number[];
}

const textOf = (bytes: Uint8Array, start: number, end: number): string =>
  String.fromCharCode(...bytes.subarray(start, end));

/** The sessions of a part's pages whose hash is among the given ones. */
export function findShared(pages: PageStore, prints: Uint32Array): SharedSessions {
  const wanted = new Set(prints);
  const found = new Map<string, { buckets: number; events: number; last: number }>();
  for (let bucket = 0; wanted.size > 0 && bucket < pages.count; bucket++)
    for (const page of pages.pages(bucket))
      for (const [key, text] of wantedIn(page, wanted)) {
        const entry = found.get(text) ?? { buckets: 0, events: 0, last: -1 };
        found.set(text, entry);
        if (entry.last !== bucket) entry.buckets++;
        entry.last = bucket;
        entry.events += rowsOf(page, key);
      }
  const all = [...found];
  return {
    texts: all.map(([text]) => text),
    buckets: all.map(([, { buckets }]) => buckets),
    events: all.map(([, { events }]) => events),
  };
}

function wantedIn(page: Page, wanted: ReadonlySet<number>): [number, string][] {
  const found: [number, string][] = [];
  eachSession(page, (bytes, start, end, key) => {
    if (wanted.has(hashBytes(bytes, start, end))) found.push([key, textOf(bytes, start, end)]);
  });
  return found;
}

function rowsOf({ lanes, rows }: Page, key: number): number {
  const lane = lanes.session_id;
  let count = 0;
  for (let row = 0; lane && row < rows; row++) if (lane[row] === key) count++;
  return count;
}

/** Sessions of several buckets over all parts, in an order of their own: the key of text n is n + 1. */
export function sharedOver(parts: readonly SharedSessions[]): SharedSessions {
  const all = new Map<string, { buckets: number; events: number }>();
  for (const { texts, buckets, events } of parts)
    for (const [index, text] of texts.entries()) {
      const entry = all.get(text) ?? { buckets: 0, events: 0 };
      entry.buckets += buckets[index] as number;
      entry.events += events[index] as number;
      all.set(text, entry);
    }
  const shared = [...all]
    .filter(([, { buckets }]) => buckets > 1)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    texts: shared.map(([text]) => text),
    buckets: shared.map(([, { buckets }]) => buckets),
    events: shared.map(([, { events }]) => events),
  };
}

/** Keys of shared sessions by their packed texts: key n + 1 is text n. */
export function sharedKeys(texts: readonly string[]): Dictionary {
  const made = new Dictionary();
  for (const text of texts) {
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    made.intern(bytes, 0, bytes.length);
  }
  return made;
}

/** Events of shared sessions in a part, entry by entry; repeated records count only where `distinct` is false. */
export function countShared(
  pages: PageStore,
  texts: readonly string[],
  textual: ReadonlySet<string>,
  translation: Translation,
  distinct: boolean,
): readonly number[] {
  const keys = sharedKeys(texts);
  const counts = new Array<number>(texts.length).fill(0);
  for (let bucket = 0; bucket < pages.count; bucket++) {
    const own = pages.pages(bucket).filter((page) => hasAny(page, keys));
    if (own.length === 0) continue;
    const rows = joined(own, textual, translation);
    const lane = rows.lanes.session_id;
    if (!lane || !rows.sessions) continue;
    const { shared } = withShared(rows.sessions, keys);
    const order = sortedOrder(rows);
    const marks = distinct ? duplicateMarks(rows, order) : null;
    for (let at = 0; at < order.length; at++) {
      const key = shared[lane[order[at] as number] as number] as number;
      if (key > 0 && marks?.[at] !== 1) counts[key - 1] = (counts[key - 1] as number) + 1;
    }
  }
  return counts;
}

function hasAny(page: Page, keys: Dictionary): boolean {
  let found = false;
  eachSession(page, (bytes, start, end) => {
    found ||= keys.keyOf(bytes, start, end) > 0;
  });
  return found;
}

/** A bucket's sessions with the keys of those that are shared. */
export function withShared(packed: Dictionary, keys: Dictionary): BucketSessions {
  const shared = new Uint32Array(packed.size + 1);
  if (keys.size > 0)
    for (let key = 1; key <= packed.size; key++) {
      const bytes = packed.bytesOf(key);
      shared[key] = keys.keyOf(bytes, 0, bytes.length);
    }
  return { packed, shared };
}
