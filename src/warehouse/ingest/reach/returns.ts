import { EVENT_TYPES } from '../../../sources/types.ts';
import { Tally } from './tally.ts';
import type { UserEvents } from './users.ts';

const VIEW = EVENT_TYPES.indexOf('view');
const PURCHASE = EVENT_TYPES.indexOf('purchase');

const COHORTS = ['any', 'purchase'] as const;
const EVENTS = ['any', 'view', 'purchase'] as const;

export interface ReturnRow {
  readonly cohort: (typeof COHORTS)[number];
  readonly event: (typeof EVENTS)[number];
  readonly first: number;
  /** -1: no day before. */
  readonly previous: number;
  readonly day: number;
  readonly users: number;
}

/** What the `dws_user_return` of one part is counted by. */
export class Returns {
  private readonly days: number;
  private readonly tally: Tally;
  /** Days of the user with any event, with a view, with a purchase. */
  private readonly lists: readonly [Int32Array, Int32Array, Int32Array];
  private readonly lengths = new Int32Array(EVENTS.length);

  constructor(days: number) {
    this.days = days;
    this.tally = new Tally(COHORTS.length * EVENTS.length * days * (days + 1) * days);
    this.lists = [new Int32Array(days), new Int32Array(days), new Int32Array(days)];
  }

  add({ size, day: days, type }: UserEvents): void {
    this.lengths.fill(0);
    for (let at = 0; at < size; at++) {
      const day = days[at] as number;
      this.note(0, day);
      if (type[at] === VIEW) this.note(1, day);
      else if (type[at] === PURCHASE) this.note(2, day);
    }
    this.follow(0, this.lists[0][0] as number);
    if ((this.lengths[2] as number) > 0) this.follow(1, this.lists[2][0] as number);
  }

  rows(): readonly ReturnRow[] {
    const { days } = this;
    return this.tally.entries().map(([cell, users]) => {
      const day = cell % days;
      const rest = (cell - day) / days;
      const previous = (rest % (days + 1)) - 1;
      const higher = Math.floor(rest / (days + 1));
      const first = higher % days;
      const kind = Math.floor(higher / days);
      const cohort = COHORTS[Math.floor(kind / EVENTS.length)] as ReturnRow['cohort'];
      const event = EVENTS[kind % EVENTS.length] as ReturnRow['event'];
      return { cohort, event, first, previous, day, users };
    });
  }

  private note(event: 0 | 1 | 2, day: number): void {
    const list = this.lists[event];
    const length = this.lengths[event] as number;
    if (length > 0 && list[length - 1] === day) return;
    list[length] = day;
    this.lengths[event] = length + 1;
  }

  private follow(cohort: 0 | 1, first: number): void {
    const { days, tally } = this;
    for (const event of [0, 1, 2] as const) {
      const list = this.lists[event];
      const base = ((cohort * EVENTS.length + event) * days + first) * (days + 1);
      let previous = -1;
      for (let i = 0; i < (this.lengths[event] as number); i++) {
        const day = list[i] as number;
        if (day < first) continue;
        tally.add((base + previous + 1) * days + day);
        previous = day;
      }
    }
  }
}
