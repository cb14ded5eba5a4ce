import type { DatasetContext } from '../../warehouse/types.ts';
import { placedAgain, retoldStage } from '../series/again.ts';
import { skippedHours } from '../series/clock.ts';
import type { SeriesSource } from '../series/source.ts';
import { sql } from '../sql/fragment.ts';
import type { AuditPlan, ModelStage } from '../types.ts';
import { bandStages } from './band-again.ts';
import type { AnomalyParameters } from './index.ts';
import { explainedAgain } from './segments-again.ts';

/** Share of missing periods above which gaps are no news; see the model. */
const MOST_MISSING = 0.2;
const HOURS_TOGETHER = 6;
const FIGURES = ['observed', 'expected', 'lower', 'upper', 'score'] as const;

/**
 * The alerts once more: what was observed put on equal steps in SQL (from single events, where there are such), what was
 * expected told by another decomposition, the band worked out of the differences between them, judged, put together as
 * islands in the rows, and explained by what all other segments leave. Of the model only steps, seasons and transform are
 * taken.
 */
export function again(
  parameters: AnomalyParameters,
  context: DatasetContext,
  relation: string,
  source: SeriesSource,
  model: ModelStage,
): AuditPlan {
  const { threshold, table, gather, seasons } = parameters;
  const other = (name: string) => name.replace(relation, `${relation}_again`);
  const second: ModelStage = {
    ...model,
    outputs: model.outputs.map((output) => ({ ...output, table: other(output.table) })),
  };
  const [points, , summary] = second.outputs.map((output) => output.table) as [
    string,
    string,
    string,
  ];
  const values = `${relation}_values`;
  const alerts = `${relation}_alerts_again`;
  const retold = retoldStage(relation, summary, {
    values: sql`SELECT * FROM ${values} JOIN (SELECT series, periods FROM ${summary}) USING (series) WHERE n <= periods`,
    asked: sql`SELECT series, periods AS many, transform FROM ${summary} WHERE transform <> ''`,
    numbers: [],
    seasons,
    robust: true,
  });
  const parts = `${relation}_parts_again`;
  const band = bandStages({ values, points, parts, summary }, relation, threshold);
  const explained =
    table === null
      ? explainedAgain(parameters, context, { judged: band.made, alerts, summary }, relation)
      : null;
  const skipped = skippedHours(parameters, context);
  const left = skipped.length > 0 ? `AND time NOT IN (${skipped.join(', ')})` : '';
  // Of those as far out as each other the first, as the model does.
  const ofPeak = (name: string) => `max_by(${name}, (abs(score), -n))`;
  // Another order of the same sums: as near as rounding beside the largest value lets them be.
  const near = (name: string, of: string, most: string, within = 1e-9) =>
    `CASE WHEN abs(r.${name} - ${of}) <= ${within} * ${most} THEN r.${name} ELSE ${of} END AS ${name}`;
  const share = 'greatest(1, largest / nullif(abs(b.value - b.expected), 0))';
  const compared = explained ? ['dimension', 'segment', 'explains', 'usual_share'] : [];
  return {
    stages: [
      ...source.stages,
      second,
      { table: values, query: placedAgain(source.again, summary, gather) },
      retold,
      ...band.stages,
      {
        table: alerts,
        query: sql`WITH states AS (SELECT b.*, CASE WHEN value IS NULL THEN 'missing' WHEN abs(score) > ${threshold} THEN 'outside' END AS state,
            CASE WHEN step_unit = 'month' OR step_size >= 86400 THEN 0 ELSE greatest(1, ${HOURS_TOGETHER * 3600} // CAST(step_size AS BIGINT)) END AS together,
            count(*) FILTER (value IS NULL) OVER (PARTITION BY series) <= ${MOST_MISSING} * count(*) OVER (PARTITION BY series) AS regular
          FROM ${band.made} b JOIN ${summary} USING (series)),
        marked AS (SELECT * FROM states WHERE state = 'outside' OR (state = 'missing' ${left} AND regular AND expected IS NOT NULL)),
        islands AS (SELECT *, sum(begins) OVER (PARTITION BY series, state ORDER BY n) AS island
          FROM (SELECT *, CASE WHEN n - lag(n) OVER (PARTITION BY series, state ORDER BY n)
              <= CASE WHEN state = 'missing' THEN 1 ELSE together END THEN 0 ELSE 1 END AS begins FROM marked))
        SELECT series AS number, min(time) AS first_seconds, count(*) AS periods,
          CASE WHEN state = 'missing' THEN 'missing' WHEN ${ofPeak('score')} > 0 THEN 'high' ELSE 'low' END AS kind,
          CASE WHEN state = 'missing' THEN min(n) ELSE ${ofPeak('n')} END AS peak
        FROM islands GROUP BY series, state, island`,
      },
      ...(explained?.stages ?? []),
    ],
    // The scale of values that are told exactly is rounding: scores of it agree to a millionth, and ends of the band are
    // so many times further apart than the remainders that they are made of.
    query: sql`SELECT a.number, first_seconds, a.kind, a.periods, b.time AS seconds, b.value AS observed,
        ${near('expected', 'b.expected', 'greatest(largest, abs(b.expected))')},
        ${['lower', 'upper'].map((name) => near(name, `b.${name}`, `greatest(largest, abs(b.${name}))`, 1e-8 * threshold)).join(', ')},
        CASE WHEN abs(r.score - b.score) <= 1e-6 * greatest(1, abs(b.score)) THEN r.score ELSE b.score END AS score
        ${explained ? `, e.dimension, e.segment, ${near('explains', 'e.explains', share)}, ${near('usual_share', 'e.usual_share', share)}` : ''}
      FROM ${alerts} a JOIN ${band.made} b ON b.series = a.number AND b.n = a.peak
      LEFT JOIN ${relation} r USING (number, first_seconds, kind)
      ${explained ? `LEFT JOIN ${explained.table} e USING (number, first_seconds, kind)` : ''}`,
    key: ['number', 'first_seconds', 'kind'],
    compare: ['seconds', 'periods', ...FIGURES, ...compared],
    way: 'anomalies.audit',
  };
}
