import { type Dictionary, type DictionaryData, hashBytes } from '../../sources/read/index.ts';
import type { DatasetContext } from '../types.ts';
import type { Rows } from './bucket.ts';
import type { Lane, Lanes, Page } from './lanes.ts';
import type { SessionTally } from './robots.ts';
import { BOT_EVENTS } from './rules.ts';

/*
 * Sessions that the source names by texts, such as UUIDs, are nearly always one user's, and all rows of a user go to
 * one bucket. So their texts travel with the rows: each page has those of its own rows, and keys are given where the
 * rows of a bucket lie sorted. No dictionary of all sessions is ever held, and keys rise with the rows. Only sessions
 * of several buckets need keys that all of these know; see `shared-sessions.ts`.
 */

/** True where the texts of sessions travel with the rows. */
export const carriesSessions = ({
  columns,
  textual,
}: Pick<DatasetContext, 'columns' | 'textual'>): boolean =>
  columns.includes('user_id') && textual.includes('session_id');

const SESSION = 'session_id';
/** Lanes of a page that are not as long as it has rows: the packed texts of its sessions, and where they end. */
const BYTES = '@session.bytes';
const ENDS = '@session.ends';

/** True for lanes that belong to the page and not to its rows. */
export const isPageLane = (name: string): boolean => name.startsWith('@');

const UUID = 36;
const PACKED_UUID = 17;
/** First byte of a packed text. */
const IS_UUID = 1;
const IS_TEXT = 0;
const DASHES = new Set([8, 13, 18, 23]);

/** Value of each byte that is a lower-case hexadecimal digit, 255 of others. */
const DIGITS = Uint8Array.from({ length: 256 }, (_, code) => {
  const value = '0123456789abcdef'.indexOf(String.fromCharCode(code));
  return value < 0 ? 255 : value;
});
const HEX = new TextEncoder().encode('0123456789abcdef');

/** Writes a text at `at`: a UUID as its 128 bits, anything else as it is. Answers the end, at most `at` + length + 1. */
export function packText(text: Uint8Array, to: Uint8Array, at: number): number {
  if (text.length === UUID) {
    let end = at + 1;
    let place = 0;
    for (; place < UUID; ) {
      if (DASHES.has(place)) {
        if (text[place] !== 45) break;
        place++;
        continue;
      }
      const high = DIGITS[text[place] as number] as number;
      const low = DIGITS[text[place + 1] as number] as number;
      if ((high | low) > 15) break;
      to[end++] = high * 16 + low;
      place += 2;
    }
    if (place === UUID) {
      to[at] = IS_UUID;
      return end;
    }
  }
  to[at] = IS_TEXT;
  to.set(text, at + 1);
  return at + 1 + text.length;
}

const unpackedLength = (packed: Uint8Array, start: number, end: number): number =>
  packed[start] === IS_UUID ? UUID : end - start - 1;

/** Writes the text of packed bytes at `at`; answers its end. */
function unpackText(
  packed: Uint8Array,
  start: number,
  end: number,
  to: Uint8Array,
  at: number,
): number {
  if (packed[start] !== IS_UUID) {
    to.set(packed.subarray(start + 1, end), at);
    return at + end - start - 1;
  }
  let place = at;
  for (let from = start + 1; from < start + PACKED_UUID; from++) {
    if (DASHES.has(place - at)) to[place++] = 45;
    const byte = packed[from] as number;
    to[place++] = HEX[byte >> 4] as number;
    to[place++] = HEX[byte & 15] as number;
  }
  return place;
}

/** The texts of packed entries, in the given order of their keys. */
export function unpacked(packed: Dictionary, keys: Uint32Array): DictionaryData {
  let size = 0;
  for (const key of keys) {
    const bytes = packed.bytesOf(key);
    size += unpackedLength(bytes, 0, bytes.length);
  }
  const made = {
    bytes: new Uint8Array(size),
    offsets: new Uint32Array(keys.length + 1),
    counts: new Uint32Array(0),
  };
  let at = 0;
  for (const [index, key] of keys.entries()) {
    const bytes = packed.bytesOf(key);
    at = unpackText(bytes, 0, bytes.length, made.bytes, at);
    made.offsets[index + 1] = at;
  }
  return made;
}

/** Puts the texts of a reader's sessions into the pages that it sends. */
export class SessionCarrier {
  private texts: Dictionary | null = null;
  /** Key of the reader → key of the page that is being packed; told by `last` which entries are this page's. */
  private places = new Uint32Array(0);
  private pages = new Uint32Array(0);
  private page = 0;
  private prints: number[] = [];
  private destinations: number[] = [];

  /** Pages of a slice follow: `texts` are its sessions'. */
  begin(texts: Dictionary | null): void {
    this.texts = texts;
  }

  /** The lanes with sessions counted within the page and their texts beside them. */
  packed(lanes: Lanes, destination: number): Lanes {
    const { texts } = this;
    const own = lanes[SESSION];
    if (!texts || !own) return lanes;
    this.atLeast(texts.size + 1);
    const page = ++this.page;
    const { places, pages } = this;
    const keys: number[] = [];
    const made = new Uint32Array(own.length);
    let size = 0;
    for (let row = 0; row < own.length; row++) {
      const key = own[row] as number;
      if (key === 0) continue;
      if (pages[key] !== page) {
        pages[key] = page;
        places[key] = keys.push(key);
        size += texts.lengthOf(key) + 1;
      }
      made[row] = places[key] as number;
    }
    const bytes = new Uint8Array(size);
    const ends = new Uint32Array(keys.length);
    let at = 0;
    for (const [index, key] of keys.entries()) {
      const start = at;
      at = packText(texts.bytesOf(key), bytes, at);
      ends[index] = at;
      this.prints.push(hashBytes(bytes, start, at));
      this.destinations.push(destination);
    }
    return { ...lanes, [SESSION]: made, [BYTES]: bytes.slice(0, at), [ENDS]: ends };
  }

  /** Sessions packed since the last call, as hashes of their texts, with their destinations; dealt out to `parts`. */
  taken(parts: number): readonly SessionPrints[] {
    const { prints, destinations } = this;
    this.prints = [];
    this.destinations = [];
    return Array.from({ length: parts }, (_, part) => {
      const own = prints.flatMap((print, at) => (print % parts === part ? at : []));
      return {
        prints: Uint32Array.from(own, (at) => prints[at] as number),
        destinations: Uint32Array.from(own, (at) => destinations[at] as number),
      };
    });
  }

  private atLeast(size: number): void {
    if (this.pages.length >= size) return;
    this.places = new Uint32Array(size * 2);
    this.pages = new Uint32Array(size * 2);
  }
}

/** Hashes of sessions' texts; entry i went to destination i. */
export interface SessionPrints {
  readonly prints: Uint32Array<ArrayBuffer>;
  readonly destinations: Uint32Array<ArrayBuffer>;
}

/** Puts the packed texts of a page's sessions into `packed`; entry k is the key there of the page's key k. Null: it has none. */
export function sessionKeys({ lanes }: Page, packed: Dictionary): Uint32Array | null {
  const bytes = lanes[BYTES];
  const ends = lanes[ENDS];
  if (!(bytes instanceof Uint8Array) || !ends) return null;
  const keys = new Uint32Array(ends.length + 1);
  let start = 0;
  for (let index = 0; index < ends.length; index++) {
    const end = ends[index] as number;
    keys[index + 1] = packed.intern(bytes, start, end);
    start = end;
  }
  return keys;
}

/** Calls `each` with the packed text of every session of a page and its key there. */
export function eachSession(
  { lanes }: Page,
  each: (bytes: Uint8Array, start: number, end: number, key: number) => void,
): void {
  const bytes = lanes[BYTES];
  const ends = lanes[ENDS];
  if (!(bytes instanceof Uint8Array) || !ends) return;
  let start = 0;
  for (let index = 0; index < ends.length; index++) {
    const end = ends[index] as number;
    each(bytes, start, end, index + 1);
    start = end;
  }
}

/** A bucket's sessions: packed texts by the keys that its rows have until they get their own. */
export interface BucketSessions {
  readonly packed: Dictionary;
  /** Entry k is the key in the data set of the session with key k, where it is shared with other buckets; else 0. */
  readonly shared: Uint32Array;
}

/**
 * What marks the rows of sessions with too many events, by the keys of the bucket: those of the bucket alone are counted
 * in `lane`, of the others `robots` has the keys in the data set. Null where there are none.
 */
export function longCarried(
  lane: Lane | undefined,
  { packed, shared }: BucketSessions,
  robots: SessionTally | null,
): (rows: Rows) => Uint8Array<ArrayBuffer> | null {
  const events = new Uint32Array(packed.size + 1);
  for (let row = 0; lane && row < lane.length; row++) {
    const session = lane[row] as number;
    events[session] = (events[session] as number) + 1;
  }
  const long = new Uint8Array(packed.size + 1);
  for (let session = 1; session < long.length; session++) {
    const key = shared[session] as number;
    if (key === 0 ? (events[session] as number) > BOT_EVENTS : (robots?.find(key, 0) ?? -1) >= 0)
      long[session] = 1;
  }
  if (!long.includes(1)) return () => null;
  return ({ lanes, rows }) => {
    const marks = new Uint8Array(rows);
    const own = lanes.session_id;
    for (let row = 0; own && row < rows; row++) marks[row] = long[own[row] as number] as number;
    return marks;
  };
}

/** Sessions that were given their keys. */
export interface NamedSessions {
  readonly lane: Lane;
  /** The bucket's keys of the sessions that are this bucket's alone, in the order of their new keys. */
  readonly own: Uint32Array<ArrayBuffer>;
  /** The last key that was given. */
  readonly last: number;
}

/** Gives the sessions of sorted rows their keys in the data set: those of the bucket alone rise from `last` + 1. */
export function named(lane: Lane, { packed, shared }: BucketSessions, last: number): NamedSessions {
  const given = new Uint32Array(packed.size + 1);
  const own = new Uint32Array(packed.size);
  const made = new Uint32Array(lane.length);
  let count = 0;
  for (let row = 0; row < made.length; row++) {
    const session = lane[row] as number;
    if (session === 0) continue;
    let key = given[session] as number;
    if (key === 0) {
      key = shared[session] as number;
      if (key === 0) {
        own[count++] = session;
        key = last + count;
      }
      given[session] = key;
    }
    made[row] = key;
  }
  return { lane: made, own: own.slice(0, count), last: last + count };
}
