import { type Sql, sql } from '../sql/fragment.ts';
import type { TableStage } from '../types.ts';

/** The constants of the model's band, which say what it is. */
const [NORMAL, TAIL_SHARE, TAIL_NORMAL, LEAST_POOLED, MOST_SCORE] = [
  'CAST(1.4826 AS DOUBLE)',
  'CAST(0.95 AS DOUBLE)',
  'CAST(1.959963984540054 AS DOUBLE)',
  '12.0',
  9999,
];

/**
 * Tables of the band once more, out of what was observed and what the `parts` of a second decomposition tell: `made` has
 * `series, n, time, value, expected, lower, upper, score, largest` of every period. Scales are medians of the
 * differences' sizes, pooled by phase in joins.
 */
export function bandStages(
  {
    values,
    points,
    parts,
    summary,
  }: Readonly<Record<'values' | 'points' | 'parts' | 'summary', string>>,
  relation: string,
  threshold: number,
): { readonly stages: readonly TableStage[]; readonly made: string } {
  const [rest, made] = [`${relation}_rest`, `${relation}_judged`];
  const pooled = 'period IS NOT NULL AND many >= 2 * period AND 2 * wing + 1 < period';
  const edge = (sign: '+' | '-') =>
    `CASE WHEN logged THEN exp(ln(expected) ${sign} half) ELSE expected ${sign} half END`;
  const query: Sql = sql`WITH whole AS (SELECT series, many, period, whole,
        greatest(floor(period / 48.0 + 0.5), ceil((ceil(${LEAST_POOLED} * period / many) - 1) / 2)) AS wing
      FROM (SELECT series, count(*) AS many, any_value(period) AS period,
          greatest(1e-9 * greatest(max(abs(scaled)), 1e-9), ${NORMAL} * median(abs(rest))) AS whole
        FROM ${rest} GROUP BY series)),
    pools AS (SELECT series, (n - 1 - w + period) % period AS phase, median(abs(rest)) AS middle
      FROM (SELECT *, unnest(range(CAST(-wing AS BIGINT), CAST(wing + 1 AS BIGINT))) AS w FROM ${rest} JOIN (SELECT series, many, wing FROM whole) USING (series) WHERE ${pooled})
      GROUP BY ALL),
    scales AS (SELECT r.*, CASE WHEN middle IS NULL THEN whole ELSE greatest(whole / 2, ${NORMAL} * middle) END AS scale
      FROM ${rest} r JOIN (SELECT series, whole FROM whole) USING (series)
      LEFT JOIN pools p ON p.series = r.series AND p.phase = (r.n - 1) % r.period),
    tails AS (SELECT series, greatest(1, least(${MOST_SCORE}, sizes[1 + CAST(floor(${TAIL_SHARE} * (len(sizes) - 1)) AS BIGINT)] / ${TAIL_NORMAL})) AS tail
      FROM (SELECT series, list_sort(list(abs(rest) / scale) FILTER (rest IS NOT NULL)) AS sizes FROM scales GROUP BY series))
    SELECT series, n, time, value, expected, ${edge('-')} AS lower, ${edge('+')} AS upper,
      CASE WHEN rest IS NOT NULL THEN greatest(-${MOST_SCORE}, least(${MOST_SCORE}, rest / (tail * scale))) END AS score,
      max(abs(value)) OVER (PARTITION BY series) AS largest
    FROM (SELECT *, ${threshold} * tail * scale AS half FROM scales JOIN tails USING (series))`;
  return {
    made,
    stages: [
      {
        table: rest,
        query: sql`SELECT * EXCLUDE (level), CASE WHEN logged THEN exp(level) ELSE level END AS expected, scaled - level AS rest
          FROM (SELECT * EXCLUDE (told), told + median(scaled - told) OVER (PARTITION BY series) AS level
            FROM (SELECT series, n, time, value, told, transform = 'log' AS logged, CASE WHEN transform = 'log' THEN ln(value) ELSE value END AS scaled,
                list_min(list_transform(string_split(nullif(seasons, ''), ', '), one -> CAST(one AS BIGINT))) AS period
              FROM (SELECT series, time, row_number() OVER (PARTITION BY series ORDER BY time) AS n FROM ${points})
              JOIN ${summary} USING (series) LEFT JOIN ${values} USING (series, n) LEFT JOIN ${parts} USING (series, n)))`,
      },
      { table: made, query },
    ],
  };
}
