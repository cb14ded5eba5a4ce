import { transitions, zoneTable } from '../../sources/zones.ts';
import type { DatasetContext } from '../types.ts';
import { storedTime } from './columns.ts';

const DAY = 86_400_000;

interface Offset {
  /** SQL literal of the instant from which another offset holds; null for the last. */
  readonly until: string | null;
  readonly seconds: number;
}

/** Offsets of the report zone over the data's days, in order. */
function offsets(context: DatasetContext): readonly Offset[] {
  const zone = context.reportTimezone;
  const from = Date.parse(`${context.from ?? '1970-01-01'}T00:00:00Z`) - 2 * DAY;
  const to = Date.parse(`${context.to ?? '1970-01-01'}T00:00:00Z`) + 3 * DAY;
  const found: Offset[] = [];
  let seconds = zoneTable(zone).offsetSecondsAt(from);
  for (const { at, offsetSeconds } of transitions(zone, from, to)) {
    if (offsetSeconds === seconds) continue;
    found.push({ until: timestamp(at), seconds });
    seconds = offsetSeconds;
  }
  return [...found, { until: null, seconds }];
}

const timestamp = (utcMs: number) =>
  `TIMESTAMP '${new Date(utcMs).toISOString().slice(0, 19).replace('T', ' ')}'`;

/** `shifted` by each offset, chosen by the instants of change: the engine knows no zones, so they are written out. */
function byOffset(
  context: DatasetContext,
  column: string,
  shifted: (seconds: number) => string,
): string {
  const all = offsets(context);
  const last = shifted(all[all.length - 1]?.seconds ?? 0);
  if (all.length === 1) return last;
  const cases = all
    .slice(0, -1)
    .map(({ until, seconds }) => `WHEN ${column} < ${until} THEN ${shifted(seconds)}`);
  return `(CASE ${cases.join(' ')} ELSE ${last} END)`;
}

/** SQL of the wall clock in the report zone, TIMESTAMP, for a TIMESTAMP or TIMESTAMP_S column in UTC. */
export function localTime(context: DatasetContext, column = 'event_time'): string {
  const utc = storedTime(context) === 'TIMESTAMP' ? column : `CAST(${column} AS TIMESTAMP)`;
  return byOffset(context, column, (seconds) =>
    seconds === 0
      ? utc
      : `(${utc} ${seconds < 0 ? '-' : '+'} INTERVAL ${Math.abs(seconds)} SECOND)`,
  );
}

/** SQL of the calendar day in the report zone, DATE. */
export function localDay(context: DatasetContext, column = 'event_time'): string {
  return `CAST(${localTime(context, column)} AS DATE)`;
}

/** SQL of the hour of day in the report zone, TINYINT 0 to 23. */
export function localHour(context: DatasetContext, column = 'event_time'): string {
  return `CAST(hour(${localTime(context, column)}) AS TINYINT)`;
}

/** Added before dividing, so that integer division rounds times before 1970 down too. */
const EPOCHS = 1_000_000;

/**
 * SQL of the number of local hours, BIGINT, from a far past day on: grouping by it costs a third of grouping by
 * `localDay` and `localHour`. `dayOfHours` and `hourOfHours` turn it into those.
 */
export function localHours(context: DatasetContext, column = 'event_time'): string {
  const micros = byOffset(
    context,
    column,
    (seconds) => `(epoch_us(${column}) + ${seconds * 1e6 + EPOCHS * DAY * 1000})`,
  );
  return `(${micros} // 3600000000)`;
}

/** The same in days. */
export function localDays(context: DatasetContext, column = 'event_time'): string {
  const micros = byOffset(
    context,
    column,
    (seconds) => `(epoch_us(${column}) + ${seconds * 1e6 + EPOCHS * DAY * 1000})`,
  );
  return `(${micros} // 86400000000)`;
}

export const dayOfDays = (days: string) =>
  `(DATE '1970-01-01' + CAST(${days} - ${EPOCHS} AS INTEGER))`;
export const dayOfHours = (hours: string) => dayOfDays(`${hours} // 24`);
export const hourOfHours = (hours: string) => `CAST(${hours} % 24 AS TINYINT)`;
