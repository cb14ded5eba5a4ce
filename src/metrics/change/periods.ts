import type { DatasetContext } from '../../warehouse/types.ts';

const DAY = 86_400_000;

export interface Period {
  readonly from: string;
  readonly to: string;
}

/** Two periods to compare; both ends included. */
export interface Periods {
  readonly before: Period;
  readonly after: Period;
}

/** What was asked; null: not said. */
export interface AskedPeriods {
  readonly from: string | null;
  readonly to: string | null;
  readonly before_from: string | null;
  readonly before_to: string | null;
}

/**
 * The periods that are meant. Where only the later one is said, it is compared with the same number of days before it;
 * where none is, the data's days are cut in two halves, the first day left out where they are odd. Null where the data
 * have no two periods.
 */
export function periodsOf(asked: AskedPeriods, context: DatasetContext): Periods | null {
  if (context.from === null || context.to === null) return null;
  const [first, last] = [dayOf(context.from), dayOf(context.to)];
  const said = asked.from !== null || asked.to !== null;
  const half = Math.floor((last - first + 1) / 2);
  const to = asked.to === null ? last : dayOf(asked.to);
  const from = asked.from === null ? (said ? first : to - half + 1) : dayOf(asked.from);
  const beforeTo = asked.before_to === null ? from - 1 : dayOf(asked.before_to);
  const beforeFrom = asked.before_from === null ? beforeTo - (to - from) : dayOf(asked.before_from);
  if (to < from || beforeTo < beforeFrom || beforeTo < first || from > last) return null;
  return {
    before: { from: iso(beforeFrom), to: iso(beforeTo) },
    after: { from: iso(from), to: iso(to) },
  };
}

const dayOf = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY;
const iso = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);
