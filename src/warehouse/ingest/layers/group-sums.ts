import type { Data } from 'apache-arrow';
import { EVENT_TYPES } from '../../../sources/types.ts';
import { COUNT_COLUMNS } from '../../tables/counts.ts';
import { counts, decimals } from '../arrow.ts';
import type { Lane } from '../lanes.ts';

/** What a row's mark says: its event type, and whether it is its user's (its buyer's) first in the group. */
export const MARK = { type: 7, user: 8, buyer: 16 } as const;

/** What is summed up of the rows. */
export interface Summed {
  readonly mark: Lane;
  /** Decimals × 10,000, without NULL. */
  readonly quantity?: Lane | undefined;
  readonly amount?: Lane | undefined;
}

/** Rows that stand in groups: group g is rows `starts[g]` to `starts[g + 1]`, of `order` where there is one. */
export interface Groups {
  readonly starts: Uint32Array<ArrayBuffer>;
  readonly order: Uint32Array | null;
}

export const PURCHASE = EVENT_TYPES.indexOf('purchase');
const REFUND = EVENT_TYPES.indexOf('refund');

/** The counts block and the people of each group, in one pass over the rows. */
export class GroupSums {
  readonly groups: number;
  private readonly rows: Summed;
  private readonly of: Groups;
  /** Rows of each event type and group: type × groups + group. */
  private readonly types: Int32Array<ArrayBuffer>;
  private readonly users: Int32Array<ArrayBuffer>;
  private readonly buyers: Int32Array<ArrayBuffer>;

  constructor(rows: Summed, groups: Groups) {
    this.rows = rows;
    this.of = groups;
    this.groups = groups.starts.length - 1;
    this.types = new Int32Array(EVENT_TYPES.length * this.groups);
    this.users = new Int32Array(this.groups);
    this.buyers = new Int32Array(this.groups);
    this.count();
  }

  /** Rows of a type in each group. */
  ofType(type: number): Int32Array<ArrayBuffer> {
    return this.types.subarray(type * this.groups, (type + 1) * this.groups);
  }

  /** A column of the counts block or of the people; null where it is none of them. */
  column(name: string): Data | null {
    if (name === 'users') return counts(this.users);
    if (name === 'buyers') return counts(this.buyers);
    if (name === 'quantity') return decimals(this.sum(this.rows.quantity, PURCHASE));
    if (name === 'gmv') return decimals(this.sum(this.rows.amount, PURCHASE));
    if (name === 'refunded') return decimals(this.sum(this.rows.amount, REFUND));
    const type = typeOfColumn(name);
    return type < 0 ? null : counts(this.ofType(type));
  }

  private count(): void {
    const { groups, types, users, buyers } = this;
    const { starts, order } = this.of;
    const { mark } = this.rows;
    for (let group = 0; group < groups; group++) {
      const end = starts[group + 1] as number;
      for (let at = starts[group] as number; at < end; at++) {
        const marks = mark[order ? (order[at] as number) : at] as number;
        const cell = (marks & MARK.type) * groups + group;
        types[cell] = (types[cell] as number) + 1;
        if ((marks & MARK.user) !== 0) users[group] = (users[group] as number) + 1;
        if ((marks & MARK.buyer) !== 0) buyers[group] = (buyers[group] as number) + 1;
      }
    }
  }

  private sum(lane: Lane | undefined, type: number): Float64Array<ArrayBuffer> {
    const made = new Float64Array(this.groups);
    if (!lane) return made;
    const { starts, order } = this.of;
    const { mark } = this.rows;
    for (let group = 0; group < made.length; group++) {
      const end = starts[group + 1] as number;
      let sum = 0;
      for (let at = starts[group] as number; at < end; at++) {
        const row = order ? (order[at] as number) : at;
        if (((mark[row] as number) & MARK.type) === type) sum += lane[row] as number;
      }
      made[group] = sum;
    }
    return made;
  }
}

/** Index of the event type that a column of the counts block counts; −1 where it is no such column. */
export const typeOfColumn = (name: string) =>
  EVENT_TYPES.findIndex((word) => COUNT_COLUMNS[word] === name);

/** Where each run of rows begins that are equal in all lanes, and the end; in `order` where there is one. */
export function runs(
  rows: number,
  lanes: readonly Lane[],
  order: Uint32Array | null,
): Uint32Array<ArrayBuffer> {
  const begins = new Uint8Array(rows);
  for (const lane of lanes) differences(lane, order, begins);
  let count = 0;
  if (rows > 0) begins[0] = 1;
  for (let at = 0; at < rows; at++) count += begins[at] as number;
  const starts = new Uint32Array(count + 1);
  count = 0;
  for (let at = 0; at < rows; at++) if (begins[at] === 1) starts[count++] = at;
  starts[count] = rows;
  return starts;
}

/** Marks each place where the lane has another value than at the one before. */
function differences(lane: Lane, order: Uint32Array | null, begins: Uint8Array): void {
  const rows = begins.length;
  if (rows === 0) return;
  let before = lane[order ? (order[0] as number) : 0];
  for (let at = 1; at < rows; at++) {
    const now = lane[order ? (order[at] as number) : at];
    if (now !== before) begins[at] = 1;
    before = now;
  }
}
