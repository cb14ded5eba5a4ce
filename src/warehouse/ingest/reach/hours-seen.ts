import { EVENT_TYPES } from '../../../sources/types.ts';
import { Spans } from './spans.ts';
import type { UserEvents } from './users.ts';

const HOURS = 24;
const WEEK = 7;
const PURCHASE = EVENT_TYPES.indexOf('purchase');

/** What the `dws_hour_reach` of one part is counted by: hours in which users are seen, or buy. */
class Seen {
  private readonly daily: Spans;
  private readonly weekly: Spans;
  /** Last day on which the user was seen in each hour, and in each hour of each weekday. */
  private readonly days = new Int32Array(HOURS);
  private readonly weekdays = new Int32Array(HOURS * WEEK);

  constructor(days: number) {
    this.daily = new Spans(HOURS, days);
    this.weekly = new Spans(HOURS, days, WEEK);
  }

  begin(): void {
    this.days.fill(-1);
    this.weekdays.fill(-1);
  }

  see(hour: number, day: number): void {
    const last = this.days[hour] as number;
    if (last === day) return;
    this.days[hour] = day;
    this.daily.add(hour, last + 1, day, day);
    const weekday = day % WEEK;
    const slot = hour * WEEK + weekday;
    const earlier = this.weekdays[slot] as number;
    this.weekdays[slot] = day;
    this.weekly.add(hour, earlier < 0 ? weekday : earlier + WEEK, day, day);
  }

  each(
    tell: (weekly: boolean, hour: number, start: number, end: number, count: number) => void,
  ): void {
    this.daily.each((hour, start, end, count) => tell(false, hour, start, end, count));
    this.weekly.each((hour, start, end, count) => tell(true, hour, start, end, count));
  }
}

export interface HourRow {
  readonly weekly: boolean;
  readonly hour: number;
  readonly start: number;
  readonly end: number;
  users: number;
  buyers: number;
}

export class HoursSeen {
  private readonly users: Seen;
  private readonly buyers: Seen;

  constructor(days: number) {
    this.users = new Seen(days);
    this.buyers = new Seen(days);
  }

  add({ size, hour: hours, day: days, type }: UserEvents): void {
    this.users.begin();
    let before = -1;
    let bought = false;
    for (let at = 0; at < size; at++) {
      bought ||= type[at] === PURCHASE;
      const hour = hours[at] as number;
      if (hour === before) continue;
      before = hour;
      const day = days[at] as number;
      this.users.see(hour - day * HOURS, day);
    }
    if (!bought) return;
    this.buyers.begin();
    for (let at = 0; at < size; at++) {
      if (type[at] !== PURCHASE) continue;
      const day = days[at] as number;
      this.buyers.see((hours[at] as number) - day * HOURS, day);
    }
  }

  /** Every row: whoever buys in an hour is seen in it. */
  rows(): readonly HourRow[] {
    const rows = new Map<string, HourRow>();
    const row = (weekly: boolean, hour: number, start: number, end: number) => {
      const name = `${weekly} ${hour} ${start} ${end}`;
      const found = rows.get(name) ?? { weekly, hour, start, end, users: 0, buyers: 0 };
      rows.set(name, found);
      return found;
    };
    this.users.each((weekly, hour, start, end, count) => {
      row(weekly, hour, start, end).users = count;
    });
    this.buyers.each((weekly, hour, start, end, count) => {
      row(weekly, hour, start, end).buyers = count;
    });
    return [...rows.values()];
  }
}
