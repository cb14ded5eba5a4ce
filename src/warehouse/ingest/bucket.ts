import { Dictionary } from '../../sources/read/index.ts';
import { isPageLane, sessionKeys } from './carried.ts';
import {
  absent,
  isDecimalLane,
  isIdLane,
  isKeyLane,
  type Lane,
  type Lanes,
  NO_DECIMAL,
  type Page,
} from './lanes.ts';

/** Rows of one bucket, each lane in one array. */
export interface Rows {
  readonly rows: number;
  readonly lanes: Lanes;
  /** Packed texts of sessions that came with the rows, by the keys in the lane. */
  readonly sessions?: Dictionary;
}

/** Global keys by column and reader: entry k of `translation(column, reader)` stands for that reader's key k. */
export type Translation = (column: string, reader: number) => Uint32Array | undefined;

/** Puts the pages of a bucket one after the other, in the order of their slices, with global keys. */
export function joined(
  pages: readonly Page[],
  textual: ReadonlySet<string>,
  translation: Translation,
): Rows {
  const ordered = [...pages].sort((a, b) => a.order - b.order);
  const rows = ordered.reduce((sum, page) => sum + page.rows, 0);
  const lanes: Lanes = {};
  const carried = new Dictionary();
  const carriedKeys = new Map<Page, Uint32Array>();
  for (const page of ordered) {
    const keys = sessionKeys(page, carried);
    if (keys) carriedKeys.set(page, keys);
  }
  const keysOf = (name: string, page: Page) =>
    (name === 'session_id' ? carriedKeys.get(page) : undefined) ?? translation(name, page.reader);
  for (const name of laneNames(ordered, textual))
    lanes[name] = lane(name, ordered, rows, textual, keysOf);
  return { rows, lanes, ...(carriedKeys.size > 0 && { sessions: carried }) };
}

/** Lanes of any page, and a validity where a page lacks an integer identifier altogether. */
function laneNames(pages: readonly Page[], textual: ReadonlySet<string>): string[] {
  const names = new Set(
    pages.flatMap((page) => Object.keys(page.lanes).filter((name) => !isPageLane(name))),
  );
  for (const name of [...names])
    if (isIdLane(name) && !textual.has(name) && pages.some((page) => !page.lanes[name]))
      names.add(`${name}.valid`);
  return [...names].sort();
}

function lane(
  name: string,
  pages: readonly Page[],
  rows: number,
  textual: ReadonlySet<string>,
  keysOf: (name: string, page: Page) => Uint32Array | undefined,
): Lane {
  const parts = pages.map((page) => page.lanes[name]);
  const made = widest(parts, rows);
  const keys = isKeyLane(name) && (!isIdLane(name) || textual.has(name));
  let at = 0;
  for (const page of pages) {
    const from = page.lanes[name];
    const end = at + page.rows;
    if (!from) made.fill(blankOf(name, made, page), at, end);
    else if (keys) translate(from, made, at, keysOf(name, page));
    else if (from.constructor === made.constructor) made.set(from as never, at);
    else widen(name, from, made, at);
    at = end;
  }
  return made;
}

function blankOf(name: string, made: Lane, page: Page): number {
  if (name.endsWith('.valid')) return page.lanes[name.slice(0, -'.valid'.length)] ? 1 : 0;
  return absent(name, made);
}

function widest(parts: readonly (Lane | undefined)[], rows: number): Lane {
  if (parts.some((part) => part instanceof Float64Array)) return new Float64Array(rows);
  if (parts.some((part) => part instanceof Uint32Array)) return new Uint32Array(rows);
  if (parts.some((part) => part instanceof Int32Array)) return new Int32Array(rows);
  return new Uint8Array(rows);
}

function translate(from: Lane, to: Lane, at: number, keys: Uint32Array | undefined): void {
  if (keys) for (let i = 0; i < from.length; i++) to[at + i] = keys[from[i] as number] as number;
  else to.set(from as never, at);
}

function widen(name: string, from: Lane, to: Lane, at: number): void {
  const unit = name === 'time' ? 1e6 : 1;
  const decimal = isDecimalLane(name);
  for (let i = 0; i < from.length; i++) {
    const value = from[i] as number;
    to[at + i] = decimal && value === NO_DECIMAL ? Number.NaN : value * unit;
  }
}

/** The rows of `order`, in that order. */
export function gathered({ lanes }: Rows, order: Uint32Array): Rows {
  const rows = order.length;
  const out: Lanes = {};
  for (const name of Object.keys(lanes)) out[name] = gather(lanes[name] as Lane, order);
  return { rows, lanes: out };
}

function gather(from: Lane, order: Uint32Array): Lane {
  const rows = order.length;
  if (from instanceof Uint32Array) return gatherUint32(from, order);
  if (from instanceof Uint8Array) return gatherUint8(from, order);
  const to = from instanceof Int32Array ? new Int32Array(rows) : new Float64Array(rows);
  for (let i = 0; i < rows; i++) to[i] = from[order[i] as number] as number;
  return to;
}

// One loop per kind of array: a loop that meets several kinds is several times slower.
function gatherUint32(from: Uint32Array, order: Uint32Array): Uint32Array<ArrayBuffer> {
  const to = new Uint32Array(order.length);
  for (let i = 0; i < to.length; i++) to[i] = from[order[i] as number] as number;
  return to;
}

function gatherUint8(from: Uint8Array, order: Uint32Array): Uint8Array<ArrayBuffer> {
  const to = new Uint8Array(order.length);
  for (let i = 0; i < to.length; i++) to[i] = from[order[i] as number] as number;
  return to;
}
