import { EVENT_TYPES } from '../../../sources/types.ts';
import type { ColumnDefinition } from '../../table.ts';
import { type ArrowColumn, bytes, counts, dates, decimals, ipcOf } from '../arrow.ts';
import { PURCHASE, type Summed, typeOfColumn } from './group-sums.ts';
import type { Batch } from './layer.ts';

export const HOURS = 'dws_hour';
export const HOUR_COLUMNS = ['day', 'hour', 'users', 'buyers'];

const TYPES = EVENT_TYPES.length;
const REFUND = EVENT_TYPES.indexOf('refund');
/** Places of an hour's sums: event types, then these. */
const QUANTITY = TYPES;
const GMV = TYPES + 1;
const REFUNDED = TYPES + 2;
const USERS = TYPES + 3;
const BUYERS = TYPES + 4;
const WIDTH = TYPES + 5;

/** The rows of `dws_hour` of a part, summed up bucket by bucket. */
export class HourSums {
  /** Local hour, counted from 1970, → its sums. */
  private readonly sums = new Map<number, Float64Array>();

  add({ mark, quantity, amount }: Summed, hours: Int32Array): void {
    let known = Number.NaN;
    let sums = new Float64Array(WIDTH);
    for (let row = 0; row < hours.length; row++) {
      const hour = hours[row] as number;
      if (hour !== known) {
        sums = this.of(hour);
        known = hour;
      }
      const type = mark[row] as number;
      sums[type] = (sums[type] as number) + 1;
      if (type === PURCHASE) {
        if (quantity) sums[QUANTITY] = (sums[QUANTITY] as number) + (quantity[row] as number);
        if (amount) sums[GMV] = (sums[GMV] as number) + (amount[row] as number);
      } else if (type === REFUND && amount)
        sums[REFUNDED] = (sums[REFUNDED] as number) + (amount[row] as number);
    }
  }

  /** One user-day each: its day, and the hours with rows and with purchases as bits. */
  addPeople(days: Int32Array, all: Int32Array, buy: Int32Array): void {
    for (let i = 0; i < days.length; i++) {
      const from = (days[i] as number) * 24;
      this.addBits(from, all[i] as number, USERS);
      this.addBits(from, buy[i] as number, BUYERS);
    }
  }

  private addBits(from: number, mask: number, place: number): void {
    for (let rest = mask; rest !== 0; rest &= rest - 1) {
      const sums = this.of(from + 31 - Math.clz32(rest & -rest));
      sums[place] = (sums[place] as number) + 1;
    }
  }

  private of(hour: number): Float64Array<ArrayBuffer> {
    const known = this.sums.get(hour);
    if (known) return known as Float64Array<ArrayBuffer>;
    const made = new Float64Array(WIDTH);
    this.sums.set(hour, made);
    return made;
  }

  batch(columns: readonly ColumnDefinition[]): Batch {
    const hours = Int32Array.from(this.sums.keys()).sort();
    const all = Array.from(hours, (hour) => this.of(hour));
    const column = (place: number) => Float64Array.from(all, (sums) => sums[place] as number);
    const data = columns.map(({ name }): ArrowColumn => {
      if (name === 'day') return { name, data: dates(hours.map((hour) => Math.floor(hour / 24))) };
      if (name === 'hour') {
        const ofDay = Uint8Array.from(hours, (hour) => hour - Math.floor(hour / 24) * 24);
        return { name, data: bytes(ofDay) };
      }
      const money = { quantity: QUANTITY, gmv: GMV, refunded: REFUNDED }[name];
      if (money !== undefined) return { name, data: decimals(column(money)) };
      const place = { users: USERS, buyers: BUYERS }[name] ?? typeOfColumn(name);
      return { name, data: counts(Int32Array.from(column(place))) };
    });
    return { table: HOURS, rows: hours.length, ipc: ipcOf(data, hours.length) };
  }
}
