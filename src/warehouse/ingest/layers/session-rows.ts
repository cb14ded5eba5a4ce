import type { Data } from 'apache-arrow';
import type { ColumnDefinition } from '../../table.ts';
import type { Arranged } from '../arrange.ts';
import { counts, dates, integers, numbered, timestamps } from '../arrow.ts';
import type { Lane } from '../lanes.ts';
import { sortedOrder } from '../sort.ts';
import { GroupSums, runs, type Summed } from './group-sums.ts';
import { at, keysAt, timesAt } from './keys.ts';
import { type Batch, batchOf, type LayerOptions } from './layer.ts';

export const SESSIONS = 'dws_session';
export const SPANS = 'dws_session_span';
export const SESSION_COLUMNS = [
  'session_key',
  'user_key',
  'started_at',
  'ended_at',
  'first_day',
  'last_day',
  'seconds',
  'more_days',
];
export const SPAN_COLUMNS = ['session_key', 'day'];

/** A bucket's rows by session and time; those of no session are left out. */
export interface SessionOrder {
  /** The session of each row: its number in this part, or its key in the data set; 0 for none. */
  readonly keys: Uint32Array;
  readonly order: Uint32Array<ArrayBuffer>;
  readonly starts: Uint32Array<ArrayBuffer>;
}

/** Null where sessions are the source's and not texts: they have no dense keys. */
export function sessionOrder(
  { rows, sessions }: Arranged,
  { textual }: LayerOptions,
): SessionOrder | null {
  const own = rows.lanes.session_id;
  const keys = sessions ?? (textual.has('session_id') && own instanceof Uint32Array ? own : null);
  if (!keys) return null;
  const all = sessions ? identity(rows.rows) : sortedOrder(rows, 'session_id', 'time');
  const order = (
    all.some((row) => keys[row] === 0) ? all.filter((row) => keys[row] !== 0) : all
  ) as Uint32Array<ArrayBuffer>;
  return { keys, order, starts: runs(order.length, [keys as Lane], order) };
}

function identity(rows: number): Uint32Array<ArrayBuffer> {
  const order = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) order[row] = row;
  return order;
}

/** The rows of `dws_session` of a bucket, by their keys. */
export function sessionBatch(
  bucket: Arranged,
  { keys, order, starts }: SessionOrder,
  summed: Summed,
  columns: readonly ColumnDefinition[],
  options: LayerOptions,
): Batch {
  const { lanes } = bucket.rows;
  const sums = new GroupSums(summed, { starts, order });
  const first = starts.subarray(0, sums.groups).map((start) => order[start] as number);
  const last = starts.subarray(1).map((end) => order[end - 1] as number);
  const time = lanes.time as Lane;
  return batchOf(SESSIONS, columns, sums, (name) => {
    if (name === 'session_key') return sessionKeys(bucket, keys, first, options);
    if (name === 'user_key') return keysAt(lanes, 'user_id', first, options.textual);
    if (name === 'started_at') return timestamps(timesAt(time, first));
    if (name === 'ended_at') return timestamps(timesAt(time, last));
    if (name === 'first_day') return dates(at(bucket.days, first));
    if (name === 'last_day') return dates(at(bucket.days, last));
    if (name === 'seconds') return integers(secondsBetween(time, first, last), null, null);
    return name === 'more_days'
      ? counts(between(at(bucket.days, first), at(bucket.days, last)))
      : null;
  });
}

/** Seconds from row to row, each instant cut to its second as it is stored. */
function secondsBetween(time: Lane, first: Uint32Array, last: Uint32Array) {
  const unit = time instanceof Uint32Array ? 1 : 1e6;
  const second = (row: number) => Math.trunc((time[row] as number) / unit);
  return Uint32Array.from(first, (row, at) => second(last[at] as number) - second(row));
}

const between = (first: Int32Array, last: Int32Array): Int32Array<ArrayBuffer> =>
  Int32Array.from(first, (value, row) => (last[row] as number) - value);

/** The rows of `dws_session_span` of a bucket: the days of its sessions that touch more than one. */
export function spanBatch(
  bucket: Arranged,
  { keys, order, starts }: SessionOrder,
  summed: Summed,
  columns: readonly ColumnDefinition[],
  options: LayerOptions,
): Batch {
  const { days } = bucket;
  const long = new Uint8Array(order.length);
  for (let group = 0; group + 1 < starts.length; group++) {
    const [start, end] = [starts[group] as number, starts[group + 1] as number];
    if (days[order[start] as number] !== days[order[end - 1] as number]) long.fill(1, start, end);
  }
  const chosen = order.filter((_, place) => long[place] === 1);
  const each = runs(chosen.length, [keys as Lane, days], chosen);
  const sums = new GroupSums(summed, { starts: each, order: chosen });
  const first = each.subarray(0, sums.groups).map((start) => chosen[start] as number);
  return batchOf(SPANS, columns, sums, (name) => {
    if (name === 'session_key') return sessionKeys(bucket, keys, first, options);
    return name === 'day' ? dates(at(days, first)) : null;
  });
}

function sessionKeys(
  { sessions }: Arranged,
  keys: Uint32Array,
  rows: Uint32Array,
  { sessionKey }: LayerOptions,
): Data {
  const own = Uint32Array.from(rows, (row) => keys[row] as number);
  return sessions ? numbered(own, sessionKey) : integers(own, null, null);
}

/** Which sessions of the source were met in more than one bucket: their rows must be put together. */
export class SessionsSeen {
  readonly twice = new Set<number>();
  private bits = new Uint32Array(1 << 12);

  add({ keys, order, starts }: SessionOrder): void {
    for (let group = 0; group + 1 < starts.length; group++) {
      const key = keys[order[starts[group] as number] as number] as number;
      const word = key >>> 5;
      if (word >= this.bits.length) this.grow(word);
      const bit = 1 << (key & 31);
      const held = this.bits[word] as number;
      if ((held & bit) !== 0) this.twice.add(key);
      else this.bits[word] = held | bit;
    }
  }

  private grow(word: number): void {
    const wider = new Uint32Array(Math.max(word + 1, this.bits.length * 2));
    wider.set(this.bits);
    this.bits = wider;
  }
}
