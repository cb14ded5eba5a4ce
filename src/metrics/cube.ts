import type { Database } from '../engine/types.ts';
import type { DatasetContext } from '../warehouse/types.ts';
import { groundOf, type RunOptions } from './asked.ts';
import { prepare } from './narrowing.ts';
import { readParameters } from './parameters/field.ts';
import { scopeFields, scopeOf } from './parameters/scope.ts';
import { readRows } from './read.ts';
import { standing } from './run.ts';
import { sql, where } from './sql/fragment.ts';
import { narrowed } from './sql/narrowed.ts';
import { filterConditions, filtered, scopedEvents } from './sql/scope.ts';
import type { RawParameters } from './types.ts';

/** Sums of the events of each day and hour that have any, under some filters; rows by day, then hour. */
export interface DayHourCube {
  /** `YYYY-MM-DD` of each row. */
  readonly days: readonly string[];
  readonly hours: Int8Array;
  readonly events: Float64Array;
  readonly views: Float64Array;
  readonly purchases: Float64Array;
  /** Sum of the purchases' amounts; NaN where the data carry no money. */
  readonly gmv: Float64Array;
}

/**
 * What all sums over any days and hours can be told from without asking again: at most 24 rows a day. `raw` are
 * `filters` alone; they are answered by the hours of all events, else by the events that pass them.
 */
export async function dayHourCube(
  database: Database,
  raw: RawParameters,
  context: DatasetContext,
  options: RunOptions = {},
): Promise<DayHourCube> {
  const scope = scopeOf(readParameters(scopeFields, raw, context), context);
  const ground = groundOf(database, { kind: 'cube' }, options);
  const onlyHours = Object.keys(scope.filters).every((column) => column === 'hour');
  const sum = (name: string) => `CAST(sum(${name}) AS DOUBLE) AS ${name}`;
  const sums = ['events', 'views', 'purchases', 'gmv'].map(sum).join(', ');
  const key = 'CAST(day AS VARCHAR) AS day, CAST(coalesce(hour, 0) AS DOUBLE) AS hour';
  await standing(ground, scope, context, options);
  if (filtered(scope) && !onlyHours) await prepare(ground, narrowed(scope.filters, context));
  const of = (word: string) => `FILTER (event_type = '${word}')`;
  const query = onlyHours
    ? sql`SELECT ${key}, ${sums} FROM dws_hour
        ${where([...filterConditions(scope.filters, context), sql`events > 0`])} GROUP BY ALL ORDER BY ALL`
    : sql`SELECT ${key}, CAST(count(*) AS DOUBLE) AS events, CAST(count(*) ${of('view')} AS DOUBLE) AS views,
        CAST(count(*) ${of('purchase')} AS DOUBLE) AS purchases,
        CAST(coalesce(sum(amount) ${of('purchase')}, 0) AS DOUBLE) AS gmv
        FROM ${scopedEvents(scope, context)} GROUP BY ALL ORDER BY ALL`;
  const rows = readRows(await database.query(query.sql, query.parameters, ground.options));
  const figures = (name: string) =>
    Float64Array.from(rows, (row) => Number(row[name] ?? Number.NaN));
  return {
    days: rows.map((row) => String(row.day)),
    hours: Int8Array.from(rows, (row) => Number(row.hour)),
    events: figures('events'),
    views: figures('views'),
    purchases: figures('purchases'),
    gmv: figures('gmv'),
  };
}
