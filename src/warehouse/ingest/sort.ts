import type { Rows } from './bucket.ts';
import type { Lane } from './lanes.ts';

const DIGIT = 11;
const RADIX = 1 << DIGIT;
/** Runs up to this length are sorted by insertion. */
const SHORT = 24;

/**
 * Row numbers in the order of an identifier and then of `by` (a user's times), NULL first; rows that are equal in
 * both stay in their order. Identifiers by radix sort, then the rows of each, which mostly come sorted already.
 */
export function sortedOrder(
  { rows, lanes }: Rows,
  id = 'user_id',
  by = 'time',
): Uint32Array<ArrayBuffer> {
  const keys = idKeys(lanes[id], lanes[`${id}.high`], lanes[`${id}.valid`], rows);
  let order: Uint32Array<ArrayBuffer> = new Uint32Array(rows);
  for (let i = 0; i < rows; i++) order[i] = i;
  for (const key of keys) order = radix(key, order);
  sortRuns(order, lanes[by] as Lane, keys, rows);
  return order;
}

/**
 * As `sortedOrder` by an identifier and then by `by` of few different values, such as days: without comparing, so that
 * an identifier with a great share of all rows costs no more than others.
 */
export function sortedByFew(
  { rows, lanes }: Rows,
  id: string,
  by: string,
): Uint32Array<ArrayBuffer> {
  const values = lanes[by] as Lane;
  let least = 0;
  for (let i = 0; i < rows; i++) least = Math.min(least, values[i] as number);
  const first = new Uint32Array(rows);
  for (let i = 0; i < rows; i++) first[i] = (values[i] as number) - least;
  let order: Uint32Array<ArrayBuffer> = new Uint32Array(rows);
  for (let i = 0; i < rows; i++) order[i] = i;
  for (const key of [first, ...idKeys(lanes[id], lanes[`${id}.high`], lanes[`${id}.valid`], rows)])
    order = radix(key, order);
  return order;
}

/** Unsigned 32-bit sort keys of an identifier, least significant first. NULL sorts first. */
function idKeys(
  low: Lane | undefined,
  high: Lane | undefined,
  valid: Lane | undefined,
  rows: number,
): Uint32Array[] {
  if (!(low instanceof Uint32Array)) return [];
  const keys: Uint32Array[] = [low];
  if (high) {
    const flipped = new Uint32Array(rows);
    for (let i = 0; i < rows; i++) flipped[i] = (high[i] as number) ^ 0x80000000;
    keys.push(flipped);
  }
  if (valid) keys.push(Uint32Array.from(valid));
  return keys;
}

/** Stable: `order` by `keys[order[i]]`, in as many passes as the keys' span needs. */
function radix(keys: Uint32Array, order: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const rows = order.length;
  let least = 0xffffffff;
  let most = 0;
  for (let i = 0; i < rows; i++) {
    const key = keys[i] as number;
    if (key < least) least = key;
    if (key > most) most = key;
  }
  if (least >= most) return order;
  let from = order;
  let to = new Uint32Array(rows);
  let fromKeys = new Uint32Array(rows);
  let toKeys = new Uint32Array(rows);
  for (let i = 0; i < rows; i++) fromKeys[i] = (keys[from[i] as number] as number) - least;
  const span = most - least;
  const counts = new Uint32Array(RADIX);
  for (let shift = 0; shift < 32 && span >>> shift > 0; shift += DIGIT) {
    counts.fill(0);
    for (let i = 0; i < rows; i++) {
      const digit = ((fromKeys[i] as number) >>> shift) & (RADIX - 1);
      counts[digit] = (counts[digit] as number) + 1;
    }
    let sum = 0;
    for (let digit = 0; digit < RADIX; digit++) {
      const count = counts[digit] as number;
      counts[digit] = sum;
      sum += count;
    }
    for (let i = 0; i < rows; i++) {
      const key = fromKeys[i] as number;
      const digit = (key >>> shift) & (RADIX - 1);
      const place = counts[digit] as number;
      counts[digit] = place + 1;
      toKeys[place] = key;
      to[place] = from[i] as number;
    }
    [from, to] = [to, from];
    [fromKeys, toKeys] = [toKeys, fromKeys];
  }
  return from;
}

/** Sorts the rows of each identifier by time. */
function sortRuns(order: Uint32Array, time: Lane, ids: readonly Uint32Array[], rows: number): void {
  let start = 0;
  while (start < rows) {
    const first = order[start] as number;
    let end = start + 1;
    let rising = true;
    let before = time[first] as number;
    while (end < rows && sameId(ids, first, order[end] as number)) {
      const now = time[order[end] as number] as number;
      if (now < before) rising = false;
      before = now;
      end++;
    }
    if (!rising) sortRun(order, time, start, end);
    start = end;
  }
}

function sameId(ids: readonly Uint32Array[], a: number, b: number): boolean {
  for (let k = 0; k < ids.length; k++) {
    const keys = ids[k] as Uint32Array;
    if (keys[a] !== keys[b]) return false;
  }
  return true;
}

/** Merge sort from the bottom up, over blocks sorted by insertion. */
function sortRun(order: Uint32Array, time: Lane, start: number, end: number): void {
  for (let at = start; at < end; at += SHORT) insertion(order, time, at, Math.min(end, at + SHORT));
  const length = end - start;
  if (length <= SHORT) return;
  const spare = new Uint32Array(length);
  for (let width = SHORT; width < length; width *= 2) {
    spare.set(order.subarray(start, end));
    for (let at = 0; at < length; at += width * 2)
      merge(
        spare,
        order,
        time,
        at,
        Math.min(length, at + width),
        Math.min(length, at + width * 2),
        start,
      );
  }
}

function insertion(order: Uint32Array, time: Lane, start: number, end: number): void {
  for (let i = start + 1; i < end; i++) {
    const row = order[i] as number;
    const value = time[row] as number;
    let at = i;
    while (at > start && (time[order[at - 1] as number] as number) > value) {
      order[at] = order[at - 1] as number;
      at--;
    }
    order[at] = row;
  }
}

/** Merges `from[left, middle)` and `from[middle, right)` into `to` at `left + shift`. */
function merge(
  from: Uint32Array,
  to: Uint32Array,
  time: Lane,
  left: number,
  middle: number,
  right: number,
  shift: number,
): void {
  let a = left;
  let b = middle;
  for (let at = left; at < right; at++) {
    const takeLeft =
      a < middle &&
      (b >= right || (time[from[a] as number] as number) <= (time[from[b] as number] as number));
    to[shift + at] = from[takeLeft ? a++ : b++] as number;
  }
}
