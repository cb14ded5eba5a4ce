import type { DatasetContext } from '../../warehouse/types.ts';
import { normalQuantile } from '../distributions/normal.ts';
import { placedAgain } from '../series/again.ts';
import { cutFrom } from '../series/clock.ts';
import type { SeriesSource } from '../series/source.ts';
import { sql } from '../sql/fragment.ts';
import type { AuditPlan, ModelStage } from '../types.ts';
import { ERRORS } from './errors.ts';
import type { ForecastParameters } from './index.ts';

const SEASONS = ['season_1', 'season_2', 'season_3'] as const;
const ENDS = ['lower', 'inner_lower', 'inner_upper'] as const;

/**
 * The rows once more. Values: put on equal steps in SQL (from single events, where there are such), where the parts give
 * them back (added, or multiplied). The naive forecast: the last known value that lies whole seasons before. Of the model
 * gone through again only the middle and the upper end of the coming periods, and of the backtest what was forecast with
 * its interval; other ends of intervals lie as far from the middle as the normal distribution has them, and errors are
 * those against the values in SQL, in units of their own differences to one season before.
 */
export function again(
  parameters: ForecastParameters,
  context: DatasetContext,
  relation: string,
  source: SeriesSource,
  model: ModelStage,
): AuditPlan {
  const { level, inner_level, table, gather } = parameters;
  const cut = cutFrom(parameters, context);
  const second: ModelStage = {
    ...model,
    outputs: model.outputs.map((output) => ({
      ...output,
      table: output.table.replace(relation, `${relation}_again`),
    })),
  };
  const [points, tried, summary] = second.outputs.map((output) => output.table) as [
    string,
    string,
    string,
  ];
  const [values, tests] = [`${relation}_values`, `${relation}_tests`];
  const ratio = normalQuantile((1 - inner_level / 100) / 2) / normalQuantile((1 - level / 100) / 2);
  // Where no value can be below 0 the ends are cut there; with the middle at 0 nothing tells where they lay.
  const floored = table === null ? 'log = 0' : 'false';
  const end = (name: (typeof ENDS)[number]) => {
    const times = { lower: -1, inner_lower: -ratio, inner_upper: ratio }[name];
    const told = `CASE WHEN log = 1 THEN forecast * exp(${times} * ln(upper / forecast)) ELSE forecast + ${times} * (upper - forecast) END`;
    return `CASE WHEN ${floored} AND forecast <= 0 THEN ${name} WHEN ${floored} AND forecast > 0 THEN greatest(0, ${told}) ELSE ${told} END AS ${name}`;
  };
  const parts = (by: '*' | '+', none: 0 | 1) =>
    ['trend', ...SEASONS.map((name) => `coalesce(${name}, ${none})`), 'remainder'].join(` ${by} `);
  // Means of the same errors in another order.
  const alike = (name: string) =>
    `CASE WHEN abs(r.${name} - t.${name}) <= 1e-9 * greatest(1, abs(t.${name})) THEN r.${name} ELSE t.${name} END AS ${name}`;
  return {
    stages: [
      ...source.stages,
      second,
      { table: values, query: placedAgain(source.again, summary, gather) },
      {
        // Where each test began, with the last value whole seasons before and the mean difference of those before.
        table: tests,
        query: sql`WITH placed AS (SELECT series, time, row_number() OVER (PARTITION BY series ORDER BY time) AS n FROM ${points}),
          begun AS (SELECT t.*, o.n AS first, o.n + t.step - 1 AS n, benchmark FROM ${tried} t JOIN ${summary} USING (series)
            JOIN placed o ON o.series = t.series AND o.time = t.origin),
          units AS (SELECT o.series, o.first, avg(abs(a.value - b.value)) AS unit
            FROM (SELECT DISTINCT series, first, benchmark FROM begun) o
            JOIN ${values} a ON a.series = o.series AND a.n < o.first JOIN ${values} b ON b.series = o.series AND b.n = a.n - o.benchmark
            GROUP BY ALL),
          before AS (SELECT b.series, b.first, b.n, max_by(v.value, v.n) AS naive FROM begun b
            JOIN ${values} v ON v.series = b.series AND v.n < b.first AND (b.n - v.n) % benchmark = 0 GROUP BY ALL)
          SELECT b.series, count(*) AS tried, sum(abs(v.value - forecast) / unit) / count(*) AS mase,
            sum(abs(v.value - l.naive) / unit) / count(*) AS naive_mase,
            2 * sum(coalesce(abs(v.value - forecast) / nullif(abs(v.value) + abs(forecast), 0), 0)) / count(*) AS smape,
            2 * sum(coalesce(abs(v.value - l.naive) / nullif(abs(v.value) + abs(l.naive), 0), 0)) / count(*) AS naive_smape,
            count(*) FILTER (v.value >= lower AND v.value <= upper) / count(*) AS coverage
          FROM begun b JOIN ${values} v USING (series, n) JOIN units u ON u.series = b.series AND u.first = b.first
          JOIN before l ON l.series = b.series AND l.first = b.first AND l.n = b.n GROUP BY b.series`,
      },
    ],
    query: sql`WITH told AS (SELECT *, CASE WHEN log = 1 THEN ${parts('*', 1)} ELSE ${parts('+', 0)} END AS told FROM ${relation}),
      placed AS (SELECT series, time, forecast, upper, ${ENDS.map(end).join(', ')},
        row_number() OVER (PARTITION BY series ORDER BY time) AS n FROM ${points})
      SELECT coalesce(p.series, v.series) AS number, p.time AS seconds,
        CASE WHEN r.told IS NULL OR abs(r.told - v.value) <= 1e-9 * greatest(1, abs(v.value)) THEN v.value ELSE r.told END AS value,
        CASE WHEN r.n > r.known THEN k.value END AS naive, p.forecast, p.upper, ${ENDS.map((name) => `p.${name}`).join(', ')},
        ${ERRORS.map(alike).join(', ')},
        coalesce(max(p.n) FILTER (v.value IS NOT NULL ${cut === null ? '' : `AND p.time < ${cut}`}) OVER (PARTITION BY p.series), 0) AS known
      FROM placed p FULL JOIN ${values} v USING (series, n) LEFT JOIN told r ON r.number = p.series AND r.n = p.n
      LEFT JOIN ${tests} t ON t.series = p.series
      LEFT JOIN (SELECT a.number, a.n, max_by(b.value, b.n) AS value FROM ${relation} a JOIN ${values} b
        ON b.series = a.number AND b.n <= a.known AND (a.n - b.n) % a.benchmark = 0
        WHERE a.n > a.known AND a.naive IS NOT NULL GROUP BY ALL) k ON k.number = r.number AND k.n = r.n`,
    key: ['number', 'seconds'],
    compare: ['value', 'naive', 'forecast', 'upper', ...ENDS, ...ERRORS, 'known'],
    way: 'forecast.audit',
  };
}
