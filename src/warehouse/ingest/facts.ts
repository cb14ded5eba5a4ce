import {
  CANONICAL_COLUMNS,
  type DecodePlan,
  EVENT_TYPES,
  ID_COLUMNS,
  type TimeGrain,
} from '../../sources/types.ts';
import { localDay, zoneTable } from '../../sources/zones.ts';
import type { LoadTask } from '../load.ts';
import { hasSessions } from '../tables/columns.ts';
import type { DatasetContext, SessionBasis } from '../types.ts';
import type { DwdResult } from './messages.ts';

const GRAIN_SECONDS: Readonly<Record<TimeGrain, number>> = {
  subsecond: 0,
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
};

/** What is known of a data set before its rows are counted. */
export function contextBefore(task: LoadTask, plans: readonly DecodePlan[]): DatasetContext {
  const columns = CANONICAL_COLUMNS.filter((name) =>
    plans.some(({ mapping }) => mapping.columns[name] !== undefined),
  );
  const textual = ID_COLUMNS.filter((id) => plans.some((plan) => plan.textual.includes(id)));
  const coarse = GRAIN_SECONDS[task.grain] > task.sessionGapSeconds;
  const sessions: SessionBasis = columns.includes('session_id') ? 'source' : coarse ? 'day' : 'gap';
  const context: DatasetContext = {
    id: task.dataset,
    name: task.name,
    source: plans[0]?.source ?? 'custom',
    columns,
    textual,
    from: null,
    to: null,
    lastEvent: null,
    dataTimezone: task.timezone,
    reportTimezone: task.reportTimezone,
    weekStart: task.weekStart,
    ...(task.currency !== undefined && { currency: task.currency }),
    grain: task.grain,
    orders: 'row',
    sessions,
    sessionGapSeconds: task.sessionGapSeconds,
    eventTypes: [],
    lengths: true,
    pathDays: true,
    version: crypto.randomUUID(),
  };
  const orders = columns.includes('order_id')
    ? 'order_id'
    : hasSessions(context)
      ? 'session'
      : 'row';
  return { ...context, orders };
}

/** With what the rows of all parts say. */
export function contextAfter(context: DatasetContext, parts: readonly DwdResult[]): DatasetContext {
  const first = Math.min(...parts.map(({ firstTime }) => firstTime));
  const last = Math.max(...parts.map(({ lastTime }) => lastTime));
  const eventTypes = typesIn(parts);
  if (!Number.isFinite(first)) return { ...context, eventTypes };
  const zone = context.reportTimezone;
  const day = (micros: number) => localDay(Math.floor(micros / 1000), zone);
  return { ...context, eventTypes, from: day(first), to: day(last), lastEvent: clock(last, zone) };
}

/** Event types that occur in any part. */
export const typesIn = (parts: readonly Pick<DwdResult, 'types'>[]) =>
  EVENT_TYPES.filter((_, code) => parts.some(({ types }) => (types[code] ?? 0) > 0));

/** ISO text of what a clock in the zone shows, to the second. */
function clock(micros: number, zone: string): string {
  const ms = Math.floor(micros / 1000);
  return new Date(ms + zoneTable(zone).offsetSecondsAt(ms) * 1000).toISOString().slice(0, 19);
}
