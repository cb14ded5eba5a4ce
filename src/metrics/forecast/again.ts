import type { DatasetContext } from '../../warehouse/types.ts';
import { normalQuantile } from '../distributions/normal.ts';
import { placedAgain, retoldStage } from '../series/again.ts';
import { cutFrom } from '../series/clock.ts';
import type { SeriesSource } from '../series/source.ts';
import { sql } from '../sql/fragment.ts';
import type { AuditPlan, ModelStage } from '../types.ts';
import { coverage, ERRORS, ROUNDING, relative } from './errors.ts';
import type { ForecastParameters } from './index.ts';

const PARTS = ['trend', 'season_1', 'season_2', 'season_3'] as const;
const ENDS = ['lower', 'upper', 'inner_lower', 'inner_upper'] as const;
/** States that the model goes on from, in its summary. */
export const STATES = ['alpha', 'beta', 'phi', 'gamma', 'level', 'slope', 'cycle'] as const;

/**
 * The rows once more. Values: put on equal steps in SQL (from single events, where there are such). Their parts, and
 * what comes next with its intervals: by another decomposition and another form of the states, for which only the
 * seasons, the smoothing parameters and the first states are the model's. The naive forecast: the last known value that
 * lies whole seasons before. The backtest is told in the same second way from every origin, with the model's candidate and
 * states of it; its errors are worked out in SQL, in units of the values' own differences to one season before.
 */
export function again(
  parameters: ForecastParameters,
  context: DatasetContext,
  relation: string,
  source: SeriesSource,
  model: ModelStage,
): AuditPlan {
  const { level, inner_level, table, gather, seasons } = parameters;
  const cut = cutFrom(parameters, context);
  const second: ModelStage = {
    ...model,
    outputs: model.outputs.map((output) => ({
      ...output,
      table: output.table.replace(relation, `${relation}_again`),
    })),
  };
  const [points, , told, summary] = second.outputs.map((output) => output.table) as [
    string,
    string,
    string,
    string,
  ];
  const [values, tests, known, folds] = ['values', 'tests', 'ends', 'folds'].map(
    (name) => `${relation}_${name}`,
  ) as [string, string, string, string];
  const retold = retoldStage(relation, summary, {
    values: sql`SELECT * FROM ${values} JOIN ${known} USING (series) WHERE n <= upto`,
    asked: sql`SELECT series, upto AS many, method = 'mstl' AS apart, horizon, spread, transform, ${STATES.join(', ')}
      FROM ${summary} JOIN ${known} USING (series) WHERE method <> ''`,
    numbers: ['apart', 'horizon', 'spread', ...STATES],
    seasons,
    robust: false,
  });
  const [parts, coming] = retold.outputs.map((output) => output.table) as [string, string];
  // Each origin of the backtest is a series of its own, which ends there.
  const tried = retoldStage(folds, folds, {
    values: sql`SELECT f.series, n, value FROM ${folds} f JOIN ${values} v ON v.series = f.origin_of WHERE n <= many`,
    asked: sql`SELECT * FROM ${folds}`,
    numbers: ['apart', 'horizon', 'spread', ...STATES],
    seasons,
    robust: false,
  });
  const [, spoken] = tried.outputs.map((output) => output.table) as [string, string];
  const back = (told: string) => `CASE WHEN transform = 'log' THEN exp(${told}) ELSE ${told} END`;
  const bounded = (told: string) => (table === null ? `greatest(0, ${back(told)})` : back(told));
  const half = (percent: number) =>
    `CAST(${normalQuantile((1 - percent / 100) / 2)} AS DOUBLE) * deviation`;
  const end = (name: (typeof ENDS)[number]) => {
    const to = `middle ${name.endsWith('lower') ? '-' : '+'} ${half(name.startsWith('inner') ? inner_level : level)}`;
    return `CASE WHEN middle IS NOT NULL THEN ${bounded(`(${to})`)} END AS ${name}`;
  };
  // Another order of the same sums: as near as rounding beside the largest value lets them be.
  const near = (name: string) =>
    `CASE WHEN abs(r.${name} - p.${name}) <= 1e-9 * greatest(largest, abs(p.${name})) THEN r.${name} ELSE p.${name} END AS ${name}`;
  // Means of the same errors in another order.
  const alike = (name: string) =>
    `CASE WHEN abs(r.${name} - t.${name}) <= 1e-9 * greatest(1, abs(t.${name})) THEN r.${name} ELSE t.${name} END AS ${name}`;
  return {
    stages: [
      ...source.stages,
      second,
      { table: values, query: placedAgain(source.again, summary, gather) },
      {
        // The last period that is learned from.
        table: known,
        query: sql`SELECT p.series, coalesce(max(p.n) FILTER (value IS NOT NULL ${cut === null ? '' : `AND time < ${cut}`}), 0) AS upto,
            coalesce(max(abs(value)), 0) AS largest
          FROM (SELECT series, time, row_number() OVER (PARTITION BY series ORDER BY time) AS n FROM ${points}) p
          LEFT JOIN ${values} USING (series, n) GROUP BY p.series`,
      },
      retold,
      {
        table: folds,
        query: sql`SELECT row_number() OVER (ORDER BY t.series, t.known) AS series, t.series AS origin_of, t.known AS many,
            t.method = 'mstl' AS apart, s.horizon, t.spread, t.transform, s.seasons, s.benchmark, ${STATES.map((name) => `t.${name}`).join(', ')}
          FROM ${told} t JOIN ${summary} s USING (series)`,
      },
      tried,
      {
        // Of each forecast from an origin the last value whole seasons before, and the mean difference of those before.
        table: tests,
        query: sql`WITH begun AS (SELECT f.origin_of AS series, many, n, benchmark, ${back('middle')} AS forecast,
            ${back(`(middle - ${half(Math.max(level, inner_level))})`)} AS lower, ${back(`(middle + ${half(Math.max(level, inner_level))})`)} AS upper
            FROM ${spoken} s JOIN ${folds} f USING (series)),
          units AS (SELECT f.origin_of AS series, f.many, avg(abs(a.value - b.value)) AS unit,
            ${ROUNDING} * max(greatest(abs(a.value), abs(b.value))) AS rounding FROM ${folds} f
            JOIN ${values} a ON a.series = f.origin_of AND a.n <= f.many JOIN ${values} b ON b.series = f.origin_of AND b.n = a.n - f.benchmark
            GROUP BY ALL),
          before AS (SELECT b.series, b.many, b.n, max_by(v.value, v.n) AS naive FROM begun b
            JOIN ${values} v ON v.series = b.series AND v.n <= b.many AND (b.n - v.n) % benchmark = 0 GROUP BY ALL)
          SELECT b.series, count(*) AS tried, sum(abs(v.value - forecast) / unit) / count(*) AS mase,
            sum(abs(v.value - l.naive) / unit) / count(*) AS naive_mase,
            ${relative('v.value', 'forecast', 'unit')} AS smape, ${relative('v.value', 'l.naive', 'unit')} AS naive_smape,
            ${coverage('v.value', 'unit')} AS coverage
          FROM begun b JOIN ${values} v USING (series, n) JOIN units u ON u.series = b.series AND u.many = b.many AND unit > rounding
          JOIN before l ON l.series = b.series AND l.many = b.many AND l.n = b.n GROUP BY b.series`,
      },
    ],
    query: sql`WITH placed AS (SELECT p.series, p.time, p.n, upto, largest, transform = 'log' AS logged,
          ${PARTS.map((name) => `${back(`t.${name}`)} AS ${name}`).join(', ')},
          CASE WHEN transform = 'log' THEN exp(told) ELSE told END AS told,
          CASE WHEN middle IS NOT NULL THEN ${bounded('middle')} END AS forecast, ${ENDS.map(end).join(', ')}
        FROM (SELECT series, time, row_number() OVER (PARTITION BY series ORDER BY time) AS n FROM ${points}) p
        JOIN ${summary} USING (series) JOIN ${known} USING (series)
        LEFT JOIN ${parts} t USING (series, n) LEFT JOIN ${coming} USING (series, n))
      SELECT coalesce(p.series, v.series) AS number, p.time AS seconds, v.value,
        CASE WHEN r.n > r.known THEN k.value END AS naive,
        ${[...PARTS, 'forecast', ...ENDS].map(near).join(', ')},
        CASE WHEN abs(r.remainder - rest) <= 1e-9 * greatest(largest, abs(rest)) THEN r.remainder ELSE rest END AS remainder,
        ${ERRORS.map(alike).join(', ')}, p.upto AS known
      FROM (SELECT p.*, CASE WHEN p.n <= upto THEN CASE WHEN logged THEN v.value / told ELSE v.value - told END END AS rest
        FROM placed p LEFT JOIN ${values} v USING (series, n)) p
      FULL JOIN ${values} v USING (series, n) LEFT JOIN ${relation} r ON r.number = p.series AND r.n = p.n
      LEFT JOIN ${tests} t ON t.series = p.series
      LEFT JOIN (SELECT a.number, a.n, max_by(b.value, b.n) AS value FROM ${relation} a JOIN ${values} b
        ON b.series = a.number AND b.n <= a.known AND (a.n - b.n) % a.benchmark = 0
        WHERE a.n > a.known AND a.naive IS NOT NULL GROUP BY ALL) k ON k.number = r.number AND k.n = r.n`,
    key: ['number', 'seconds'],
    compare: ['value', 'naive', ...PARTS, 'remainder', 'forecast', ...ENDS, ...ERRORS, 'known'],
    way: 'forecast.audit',
  };
}
