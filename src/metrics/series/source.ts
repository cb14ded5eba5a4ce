import type { DatasetContext } from '../../warehouse/types.ts';
import { columnSql, tableSql } from '../parameters/source.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import type { FactQuery, TableStage } from '../types.ts';
import { ofEvents } from './events.ts';
import type { SeriesParameters } from './parameters.ts';

/** Series of one table that are worked out; of more, those with the most rows. */
export const MOST_SERIES = 12;

/**
 * Text of a moment → seconds since 1970: years, months, days (also as eight digits), instants, and epochs in seconds or
 * milliseconds.
 */
const seconds = (
  text: string,
) => `CASE WHEN regexp_full_match(${text}, '(19|20)[0-9]{6}') THEN epoch(TRY_STRPTIME(${text}, '%Y%m%d')) ELSE coalesce(
  epoch(TRY_CAST(CASE length(${text}) WHEN 4 THEN ${text} || '-01-01' WHEN 7 THEN ${text} || '-01' ELSE ${text} END AS TIMESTAMP)),
  CASE WHEN abs(TRY_CAST(${text} AS DOUBLE)) >= 1e11 THEN TRY_CAST(${text} AS DOUBLE) / 1000
    WHEN abs(TRY_CAST(${text} AS DOUBLE)) >= 1e7 THEN TRY_CAST(${text} AS DOUBLE) END) END`;

/** `name, time, value` of a table's rows. */
function ofTable({ table, time, value, series }: SeriesParameters): Sql {
  const name = series === null ? sql`''` : sql`coalesce(CAST(${columnSql(series)} AS VARCHAR), '')`;
  return sql`SELECT name, CAST(${seconds('moment')} AS DOUBLE) AS time, value FROM (
      SELECT ${name} AS name, trim(CAST(${columnSql(time)} AS VARCHAR)) AS moment, TRY_CAST(${columnSql(value)} AS DOUBLE) AS value
      FROM ${tableSql(table ?? '')})`;
}

export interface SeriesSource {
  /** Tables that `rows` and `names` read. */
  readonly stages: readonly TableStage[];
  /** Input of the model: `series, time, value`. */
  readonly rows: Sql;
  /** The same by another way. */
  readonly again: Sql;
  /** Table of `series, name`. */
  readonly names: string;
  readonly facts: readonly FactQuery[];
}

/** What the models read, as SQL. */
export function sourceOf(
  parameters: SeriesParameters,
  context: DatasetContext,
  relation: string,
): SeriesSource {
  const names = `${relation}_names`;
  if (parameters.table === null) {
    const numbered = (way: 'first' | 'again') =>
      sql`SELECT CAST(1 AS BIGINT) AS series, time, value FROM (${ofEvents(parameters, context, way)}) ORDER BY time`;
    return {
      stages: [{ table: names, query: sql`SELECT CAST(1 AS BIGINT) AS series, '' AS name` }],
      rows: numbered('first'),
      again: numbered('again'),
      names,
      facts: [],
    };
  }
  const all = `${relation}_read`;
  const numbered = sql`SELECT series, time, value FROM ${all} JOIN ${names} USING (name)
    WHERE time IS NOT NULL ORDER BY series, time`;
  return {
    stages: [
      { table: all, query: ofTable(parameters) },
      {
        table: names,
        query: sql`SELECT CAST(row_number() OVER (ORDER BY count(*) DESC, name) AS BIGINT) AS series, name
          FROM ${all} GROUP BY name ORDER BY count(*) DESC, name LIMIT ${MOST_SERIES}`,
      },
    ],
    rows: numbered,
    again: numbered,
    names,
    facts: [
      {
        columns: [
          { name: 'rows_read', type: 'count' },
          { name: 'unread', type: 'count' },
          { name: 'series_found', type: 'count' },
        ],
        query: sql`SELECT count(*) AS rows_read, count(*) FILTER (time IS NULL OR value IS NULL) AS unread,
            count(DISTINCT name) AS series_found FROM ${all}`,
      },
    ],
  };
}

/** SQL of the time as text: a day, or a day with its time where periods are shorter. */
export function moment(seconds: string, daily: string): string {
  const written = (format: string) =>
    `strftime(make_timestamp(CAST(${seconds} * 1000000 AS BIGINT)), '${format}')`;
  return `CASE WHEN ${daily} THEN ${written('%Y-%m-%d')} ELSE ${written('%Y-%m-%d %H:%M:%S')} END`;
}
