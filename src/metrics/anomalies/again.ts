import type { DatasetContext } from '../../warehouse/types.ts';
import { skippedHours } from '../series/clock.ts';
import type { SeriesSource } from '../series/source.ts';
import { sql } from '../sql/fragment.ts';
import type { AuditPlan, ModelStage } from '../types.ts';
import type { AnomalyParameters } from './index.ts';

/** Share of missing periods above which gaps are no news; see the model. */
const MOST_MISSING = 0.2;
const HOURS_TOGETHER = 6;

/**
 * The alerts once more: what was observed from single events, judged in SQL by the band, put together as islands in the
 * rows, scored by the band's own width. Of a table, the values are those of
 * the model.
 */
export function again(
  parameters: AnomalyParameters,
  context: DatasetContext,
  relation: string,
  source: SeriesSource,
  model: ModelStage,
): AuditPlan {
  const { threshold } = parameters;
  const other = (table: string) => table.replace(relation, `${relation}_again`);
  const second: ModelStage = {
    ...model,
    outputs: model.outputs.map((output) => ({ ...output, table: other(output.table) })),
  };
  const [points, , summary] = second.outputs.map(({ table }) => table) as [string, string, string];
  const skipped = skippedHours(parameters, context);
  const left = skipped.length > 0 ? `AND time NOT IN (${skipped.join(', ')})` : '';
  const judged = `${relation}_judged`;
  const logged = "transform = 'log'";
  const values =
    parameters.table === null
      ? sql`SELECT p.* EXCLUDE (value), v.value FROM ${points} p LEFT JOIN (${source.again}) v USING (series, time)`
      : sql`SELECT * FROM ${points}`;
  return {
    stages: [
      ...source.stages,
      second,
      {
        table: judged,
        query: sql`SELECT *, CASE WHEN value IS NULL THEN 'missing' WHEN value > upper OR value < lower THEN 'outside' END AS state,
            CASE WHEN ${logged} THEN (ln(value) - ln(expected)) / ((ln(upper) - ln(lower)) / 2)
              ELSE (value - expected) / ((upper - lower) / 2) END * ${threshold} AS far,
            CASE WHEN step_unit = 'month' OR step_size >= 86400 THEN 0 ELSE greatest(1, ${HOURS_TOGETHER * 3600} // CAST(step_size AS BIGINT)) END AS together,
            row_number() OVER (PARTITION BY series ORDER BY time) AS n
          FROM (${values}) JOIN ${summary} USING (series)`,
      },
    ],
    query: sql`WITH marked AS (SELECT * FROM ${judged} WHERE state = 'outside'
          OR (state = 'missing' ${left} AND missing <= ${MOST_MISSING} * periods AND expected IS NOT NULL)),
      islands AS (SELECT *, sum(begins) OVER (PARTITION BY series, state ORDER BY n) AS island
        FROM (SELECT *, CASE WHEN n - lag(n) OVER (PARTITION BY series, state ORDER BY n)
            <= CASE WHEN state = 'missing' THEN 1 ELSE together END THEN 0 ELSE 1 END AS begins FROM marked))
      SELECT series AS number, min(time) AS first_seconds,
        CASE WHEN state = 'missing' THEN 'missing' WHEN max_by(far, abs(far)) > 0 THEN 'high' ELSE 'low' END AS kind,
        count(*) AS periods,
        CASE WHEN state = 'missing' THEN NULL ELSE max_by(value, abs(far)) END AS observed,
        CASE WHEN state = 'missing' THEN min_by(expected, n) ELSE max_by(expected, abs(far)) END AS expected,
        CASE WHEN state = 'missing' THEN NULL ELSE greatest(-9999, least(9999, max_by(far, abs(far)))) END AS score
      FROM islands GROUP BY series, state, island`,
    key: ['number', 'first_seconds', 'kind'],
    compare: ['periods', 'observed', 'expected', 'score'],
    way: 'anomalies.audit',
  };
}
