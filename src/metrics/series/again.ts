import { type Sql, sql } from '../sql/fragment.ts';
import type { ModelStage } from '../types.ts';

/**
 * SELECT of `series, n, value`: what was observed in the `n`th period of each series, from 1, put on equal steps in SQL.
 * `rows` gives `series, time, value`; the table `summary` the step of each series; several values of one period are
 * gathered. Periods without a value have no row.
 */
export function placedAgain(rows: Sql, summary: string, gather: 'mean' | 'sum'): Sql {
  const months = (time: string) =>
    `date_diff('month', TIMESTAMP '1970-01-01', make_timestamp(CAST(${time} * 1000000 AS BIGINT)))`;
  const steps = `CASE WHEN step_unit = 'month' THEN ${months('time')} - ${months('begun')} ELSE time - begun END`;
  return sql`SELECT series, n, ${gather === 'mean' ? 'avg' : 'sum'}(value) AS value
    FROM (SELECT series, value, 1 + CAST(floor((${steps}) / step_size + CAST(0.5 AS DOUBLE)) AS BIGINT) AS n
      FROM (SELECT *, min(time) OVER (PARTITION BY series) AS begun FROM (${rows})) JOIN ${summary} USING (series))
    WHERE value IS NOT NULL AND isfinite(value) GROUP BY series, n`;
}

/**
 * The stage of the second way to a decomposition: `${relation}_parts_again` (`series, n, trend, season_1, …, told`) and
 * `${relation}_coming_again` (`series, n, middle, deviation`), in logarithms where that is the transform. `values` gives
 * `series, n, value`; `asked` a row a series: `series, many, transform` and the `numbers`; `summary` tells the
 * seasons where none are asked for; those count of which there are two cycles.
 */
export function retoldStage(
  relation: string,
  summary: string,
  {
    values,
    asked,
    numbers,
    seasons,
    robust,
  }: {
    readonly values: Sql;
    readonly asked: Sql;
    readonly numbers: readonly string[];
    readonly seasons: readonly number[] | null;
    readonly robust: boolean;
  },
): ModelStage {
  const double = (name: string) => `CAST(${name} AS DOUBLE) AS ${name}`;
  const told = `string_split(nullif(seasons, ''), ', ')`;
  const periods =
    seasons === null
      ? sql`SELECT series, ${double('period')}
          FROM (SELECT series, unnest(${told}) AS period, unnest(range(len(${told}))) AS place FROM ${summary}) JOIN (${asked}) USING (series)
          WHERE many >= 2 * CAST(period AS BIGINT) ORDER BY series, place`
      : sql`SELECT series, period
          FROM (${asked}), (SELECT unnest(CAST([${[...new Set(seasons)].filter((one) => one > 1).join(', ')}] AS DOUBLE[])) AS period)
          WHERE many >= 2 * period ORDER BY series, period`;
  const typed = (...names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, 'DOUBLE' as const]));
  const key = { series: 'BIGINT', n: 'INTEGER' } as const;
  return {
    model: 'series_second',
    inputs: {
      values: sql`SELECT series, ${double('n')}, ${double('value')} FROM (${values})`,
      asked: sql`SELECT series, ${['many', ...numbers].map(double).join(', ')}, CAST(transform = 'log' AS DOUBLE) AS log FROM (${asked})`,
      periods,
    },
    options: { robust },
    outputs: [
      {
        name: 'parts',
        table: `${relation}_parts_again`,
        columns: { ...key, ...typed('trend', 'season_1', 'season_2', 'season_3', 'told') },
      },
      {
        name: 'coming',
        table: `${relation}_coming_again`,
        columns: { ...key, ...typed('middle', 'deviation') },
      },
    ],
  };
}
