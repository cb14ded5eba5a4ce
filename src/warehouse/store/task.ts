import type { LoadTask } from '../load.ts';
import type { DatasetContext, LoadOptions } from '../types.ts';
import type { PreparedEvents } from './prepare.ts';

/** A pause of more than this starts a new session, where the source tells none. */
const SESSION_GAP_SECONDS = 1800;

/** All that ingest is told. */
export function taskOf(
  dataset: string,
  name: string,
  events: PreparedEvents,
  options: LoadOptions & Required<Pick<LoadOptions, 'storage'>>,
): LoadTask {
  const { files, plans, rules, window, timezone, grain, currency, stored, earlier } = events;
  const {
    storage,
    sample,
    workers,
    buckets,
    signal,
    onProgress,
    reportTimezone = timezone,
    weekStart = 1,
  } = options;
  return {
    dataset,
    name,
    files,
    plans,
    rules,
    window,
    timezone,
    reportTimezone,
    weekStart,
    ...(currency ? { currency } : {}),
    grain,
    sessionGapSeconds: SESSION_GAP_SECONDS,
    storage,
    ...(sample === undefined ? {} : { sample }),
    ...(workers === undefined ? {} : { workers }),
    ...(buckets === undefined ? {} : { buckets }),
    ...(stored ? { stored } : {}),
    ...(earlier ? { earlier } : {}),
    ...(signal ? { signal } : {}),
    ...(onProgress ? { onProgress } : {}),
  };
}

/** The context of a data set that holds tables and no events. */
export const emptyContext = (id: string, name: string): DatasetContext => ({
  id,
  name,
  source: 'custom',
  columns: [],
  textual: [],
  from: null,
  to: null,
  lastEvent: null,
  dataTimezone: 'UTC',
  reportTimezone: 'UTC',
  weekStart: 1,
  grain: 'second',
  orders: 'row',
  sessions: 'source',
  sessionGapSeconds: SESSION_GAP_SECONDS,
  eventTypes: [],
  version: id,
});
