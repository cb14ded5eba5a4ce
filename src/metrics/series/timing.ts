import type { PlanColumn } from '../types.ts';
import type { SeriesParameters } from './parameters.ts';

/** How the periods of a series are told in rows. */
export interface Timing {
  /** Counted from events, not read from a table. */
  readonly events: boolean;
  /** SQL that is true where periods have no hours; it reads the table `points`. */
  readonly daily: string;
  /** The first columns of the rows: which series, and when. */
  readonly columns: readonly PlanColumn[];
}

export function timingOf({ table, by, series }: SeriesParameters, points: string): Timing {
  const events = table === null;
  const hourly = events && by === 'hour';
  return {
    events,
    daily: events ? `${!hourly}` : `(SELECT coalesce(max(time % 86400), 0) = 0 FROM ${points})`,
    columns: [
      ...(series === null ? [] : [{ name: 'series', type: 'text' } as const]),
      { name: 'time', type: 'text' },
      ...(events ? [{ name: 'day', type: 'day' } as const] : []),
      ...(hourly ? [{ name: 'hour', type: 'count' } as const] : []),
    ],
  };
}

/** SQL of the `day` and the `hour` of a column of seconds. */
export const calendarSql = (time: string): string =>
  `CAST(make_timestamp(CAST(${time} * 1000000 AS BIGINT)) AS DATE) AS day, CAST((${time} % 86400) // 3600 AS INTEGER) AS hour`;
