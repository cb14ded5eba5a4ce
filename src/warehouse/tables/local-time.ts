import { transitions, zoneTable } from '../../sources/zones.ts';
import type { DatasetContext } from '../types.ts';

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

function timestamp(utcMs: number): string {
  return `TIMESTAMP '${new Date(utcMs).toISOString().slice(0, 19).replace('T', ' ')}'`;
}

function shifted(column: string, seconds: number): string {
  if (seconds === 0) return column;
  return `(${column} ${seconds < 0 ? '-' : '+'} INTERVAL ${Math.abs(seconds)} SECOND)`;
}

/**
 * SQL of the wall clock in the report zone for a UTC TIMESTAMP column. The engine knows no zones: where the
 * offset changes inside the data's days, the instants of change are written out.
 */
export function localTime(context: DatasetContext, column = 'event_time'): string {
  const all = offsets(context);
  const last = all[all.length - 1];
  if (all.length === 1) return shifted(column, last?.seconds ?? 0);
  const cases = all
    .slice(0, -1)
    .map((o) => `WHEN ${column} < ${o.until} THEN ${shifted(column, o.seconds)}`);
  return `(CASE ${cases.join(' ')} ELSE ${shifted(column, last?.seconds ?? 0)} END)`;
}

/** SQL of the calendar day in the report zone, DATE. */
export function localDay(context: DatasetContext, column = 'event_time'): string {
  return `CAST(${localTime(context, column)} AS DATE)`;
}

/** SQL of the hour of day in the report zone, BIGINT 0 to 23. */
export function localHour(context: DatasetContext, column = 'event_time'): string {
  return `hour(${localTime(context, column)})`;
}
