import { joined, type Rows, type Translation } from './bucket.ts';
import { duplicateMarks } from './duplicates.ts';
import type { Lane, Lanes, Page } from './lanes.ts';
import { mix } from './route.ts';
import { BOT_EVENTS } from './rules.ts';
import { sortedOrder } from './sort.ts';

/** Source sessions with their events; entry i of each. */
export interface SessionCounts {
  readonly low: Uint32Array<ArrayBuffer>;
  readonly high: Int32Array<ArrayBuffer>;
  readonly events: Uint32Array<ArrayBuffer>;
}

/** Counts per 64-bit key: open addressing, keys in the order of first sight. */
export class SessionTally {
  private low = new Uint32Array(1 << 12);
  private high = new Int32Array(1 << 12);
  private events = new Uint32Array(1 << 12);
  private table = new Uint32Array(1 << 13);
  private size = 0;

  /** Place of a session among those counted, −1 where it is not. */
  find(low: number, high: number): number {
    const mask = this.table.length - 1;
    let slot = mix(low ^ Math.imul(high, 0x9e3779b1)) & mask;
    for (let held = this.table[slot] as number; held !== 0; held = this.table[slot] as number) {
      if (this.low[held - 1] === low && this.high[held - 1] === high) return held - 1;
      slot = (slot + 1) & mask;
    }
    return -1 - slot;
  }

  add(low: number, high: number, events: number): void {
    let at = this.find(low, high);
    if (at < 0) {
      if (this.size === this.low.length) {
        this.grow();
        at = this.find(low, high);
      }
      this.low[this.size] = low;
      this.high[this.size] = high;
      this.table[-1 - at] = ++this.size;
      at = this.size - 1;
    }
    this.events[at] = (this.events[at] as number) + events;
  }

  addAll({ low, high, events }: SessionCounts): void {
    for (let i = 0; i < low.length; i++)
      this.add(low[i] as number, high[i] as number, events[i] as number);
  }

  /** Sessions with more than `events` events. */
  above(events: number): SessionCounts {
    const rows: number[] = [];
    for (let i = 0; i < this.size; i++) if ((this.events[i] as number) > events) rows.push(i);
    const order = Uint32Array.from(rows);
    return {
      low: order.map((i) => this.low[i] as number),
      high: Int32Array.from(rows, (i) => this.high[i] as number),
      events: order.map((i) => this.events[i] as number),
    };
  }

  private grow(): void {
    const { low, high, events, size } = this;
    this.low = new Uint32Array(size * 2);
    this.high = new Int32Array(size * 2);
    this.events = new Uint32Array(size * 2);
    this.low.set(low);
    this.high.set(high);
    this.events.set(events);
    this.table = new Uint32Array(size * 4);
    const mask = this.table.length - 1;
    for (let i = 0; i < size; i++) {
      let slot = mix((low[i] as number) ^ Math.imul(high[i] as number, 0x9e3779b1)) & mask;
      while (this.table[slot] !== 0) slot = (slot + 1) & mask;
      this.table[slot] = i + 1;
    }
  }
}

/** Whether and which session a row of a page is in. */
interface SessionReader {
  has(row: number): boolean;
  low(row: number): number;
  high(row: number): number;
}

function sessionReader(
  lanes: Lanes,
  keys: Uint32Array | undefined,
  textual: boolean,
): SessionReader | null {
  const low = lanes.session_id;
  if (!low) return null;
  const high = lanes['session_id.high'];
  const valid = lanes['session_id.valid'];
  return {
    has: (row) => (textual ? low[row] !== 0 : !valid || valid[row] === 1),
    low: (row) => (keys ? (keys[low[row] as number] as number) : (low[row] as number)),
    high: (row) => (high ? (high[row] as number) : 0),
  };
}

/**
 * Source sessions that may have more than 500 events over `parts` parts, judged by one part's pages: one part then
 * holds more than its share. Repeated records still count here.
 */
export function suspects(
  pages: Iterable<Page>,
  textual: boolean,
  translation: Translation,
  parts: number,
): SessionCounts {
  const tally = new SessionTally();
  for (const { lanes, rows, reader } of pages) {
    const sessions = sessionReader(lanes, translation('session_id', reader), textual);
    if (!sessions) continue;
    for (let row = 0; row < rows; row++)
      if (sessions.has(row)) tally.add(sessions.low(row), sessions.high(row), 1);
  }
  return tally.above(Math.floor(BOT_EVENTS / parts));
}

/** Events of the suspected sessions among a bucket's pages; repeated records only where `distinct` is false. */
export function countSuspects(
  pages: readonly Page[],
  suspected: SessionTally,
  textual: ReadonlySet<string>,
  translation: Translation,
  distinct: boolean,
): SessionTally {
  const tally = new SessionTally();
  const text = textual.has('session_id');
  const found = pages.flatMap((page) => {
    const sessions = sessionReader(page.lanes, translation('session_id', page.reader), text);
    const rows: number[] = [];
    for (let row = 0; sessions && row < page.rows; row++)
      if (sessions.has(row) && suspected.find(sessions.low(row), sessions.high(row)) >= 0)
        rows.push(row);
    return rows.length === 0 ? [] : [pick(page, rows)];
  });
  if (found.length === 0) return tally;
  const rows = joined(found, textual, translation);
  const sessions = sessionReader(rows.lanes, undefined, text);
  const order = sortedOrder(rows);
  const marks = distinct ? duplicateMarks(rows, order) : null;
  for (let at = 0; sessions && at < rows.rows; at++) {
    const row = order[at] as number;
    if (!marks || marks[at] === 0) tally.add(sessions.low(row), sessions.high(row), 1);
  }
  return tally;
}

function pick(page: Page, rows: readonly number[]): Page {
  const lanes: Lanes = {};
  for (const [name, lane] of Object.entries(page.lanes)) {
    const made = lane.slice(0, rows.length) as Lane;
    for (const [at, row] of rows.entries()) made[at] = lane[row] as number;
    lanes[name] = made;
  }
  return { ...page, rows: rows.length, lanes };
}

/** 1 for each row whose source session is a robot's. */
export function inRobotSessions(
  { rows, lanes }: Rows,
  robots: SessionTally,
  textual: boolean,
): Uint8Array<ArrayBuffer> {
  const marks = new Uint8Array(rows);
  const sessions = sessionReader(lanes, undefined, textual);
  for (let row = 0; sessions && row < rows; row++)
    if (sessions.has(row) && robots.find(sessions.low(row), sessions.high(row)) >= 0)
      marks[row] = 1;
  return marks;
}
