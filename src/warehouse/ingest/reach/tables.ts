import { bits, counts, dates, ipcOf, labels, optionalDates } from '../arrow.ts';
import type { HoursSeen } from './hours-seen.ts';
import type { Returns } from './returns.ts';
import type { StepsReached } from './steps-reached.ts';

export interface ReachTable {
  readonly name: string;
  readonly rows: number;
  /** The rows as the Arrow stream that the table takes. */
  readonly ipc: () => Uint8Array<ArrayBuffer>;
}

const ints = <Row>(rows: readonly Row[], value: (row: Row) => number) =>
  Int32Array.from(rows, value);

/** `first`: the day, since 1970-01-01, from which days are counted. */
export function stepsTable(steps: StepsReached, first: number): ReachTable {
  const { names } = steps;
  const rows: (readonly [steps: number, start: number, end: number, users: number])[] = [];
  steps.each((...row) => rows.push(row));
  return {
    name: 'dws_user_reach',
    rows: rows.length,
    ipc: () =>
      ipcOf(
        [
          {
            name: 'steps',
            data: labels(
              ints(rows, ([kind]) => kind),
              names,
            ),
          },
          { name: 'start_day', data: dates(ints(rows, ([, start]) => first + start)) },
          { name: 'end_day', data: dates(ints(rows, ([, , end]) => first + end)) },
          { name: 'users', data: counts(ints(rows, ([, , , users]) => users)) },
        ],
        rows.length,
      ),
  };
}

export function hourTable(hours: HoursSeen, first: number): ReachTable {
  const rows = hours.rows();
  return {
    name: 'dws_hour_reach',
    rows: rows.length,
    ipc: () =>
      ipcOf(
        [
          { name: 'by_weekday', data: bits(rows.map(({ weekly }) => weekly)) },
          { name: 'hour', data: counts(ints(rows, ({ hour }) => hour)) },
          { name: 'start_day', data: dates(ints(rows, ({ start }) => first + start)) },
          { name: 'end_day', data: dates(ints(rows, ({ end }) => first + end)) },
          { name: 'users', data: counts(ints(rows, ({ users }) => users)) },
          { name: 'buyers', data: counts(ints(rows, ({ buyers }) => buyers)) },
        ],
        rows.length,
      ),
  };
}

export function returnTable(returns: Returns, first: number): ReachTable {
  const rows = returns.rows();
  const day = (value: number) => (value < 0 ? null : first + value);
  const words = <Row, Word extends string>(list: readonly Row[], word: (row: Row) => Word) => {
    const names = [...new Set(list.map(word))];
    return labels(
      ints(list, (row) => names.indexOf(word(row))),
      names,
    );
  };
  return {
    name: 'dws_user_return',
    rows: rows.length,
    ipc: () =>
      ipcOf(
        [
          { name: 'cohort', data: words(rows, ({ cohort }) => cohort) },
          { name: 'event', data: words(rows, ({ event }) => event) },
          { name: 'first_day', data: dates(ints(rows, (row) => first + row.first)) },
          { name: 'previous_day', data: optionalDates(rows.map((row) => day(row.previous))) },
          { name: 'day', data: dates(ints(rows, (row) => first + row.day)) },
          { name: 'users', data: counts(ints(rows, ({ users }) => users)) },
        ],
        rows.length,
      ),
  };
}
