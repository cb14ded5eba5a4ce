import { type Sql, sql } from './sql/fragment.ts';

/**
 * SELECT of `cut, hour`: whether the events of the day `last` stop at an hour at which no day before stopped so early
 * (where it is the only day: before 22:00), and the hour in which they stop. `hours` tells the `day, hour` of events.
 */
export const lastDayCut = (hours: Sql, last: Sql): Sql =>
  sql`SELECT coalesce(max(hour) FILTER (day = last) < coalesce(min(hour) FILTER (day < last), 22), false) AS cut,
      max(hour) FILTER (day = last) AS hour
    FROM (SELECT day, max(hour) AS hour FROM (${hours}) GROUP BY day), (SELECT ${last} AS last)`;
