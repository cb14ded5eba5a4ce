import type { DatasetContext } from '../../warehouse/types.ts';
import { type Dimension, segmented } from '../breakdown/dimension.ts';
import { countedApart } from '../series/events.ts';
import { join, type Sql, sql } from '../sql/fragment.ts';
import { scopedEvents } from '../sql/scope.ts';
import type { TableStage } from '../types.ts';
import type { AnomalyParameters } from './index.ts';
import { dimensionsOf, groupingOf, MOST_EXPLAINED, NEAREST, ROUNDING } from './segments.ts';

/**
 * Tables of the segments behind alerts once more, from single events. Where segments add up, what is of one is what all
 * others and the rest without any leave of the whole. `table` has `number, first_seconds, kind, dimension, segment,
 * explains, usual_share` of each alert; of segments that explain as much the one that the rows name.
 */
export function explainedAgain(
  parameters: AnomalyParameters,
  context: DatasetContext,
  { judged, alerts, summary }: Readonly<Record<'judged' | 'alerts' | 'summary', string>>,
  relation: string,
): { readonly stages: readonly TableStage[]; readonly table: string } {
  const { threshold } = parameters;
  const dimensions = dimensionsOf(parameters, context);
  const [near, parts, table] = ['near', 'parts', 'explained'].map(
    (name) => `${relation}_${name}_again`,
  ) as [string, string, string];
  const none = sql`SELECT CAST(NULL AS BIGINT) AS peak, CAST(NULL AS BIGINT) AS n, '' AS dimension, '' AS segment, 0.0 AS value WHERE false`;
  const phase = `coalesce((SELECT CAST(string_split(seasons, ', ')[-1] AS BIGINT) FROM ${summary} WHERE seasons <> '' LIMIT 1), 1)`;
  return {
    table,
    stages: [
      {
        table: near,
        query: sql`WITH asked AS (SELECT number, first_seconds, kind, peak FROM ${alerts} a JOIN ${judged} b ON b.n = a.peak
            WHERE kind <> 'missing' ORDER BY abs(score) DESC, first_seconds LIMIT ${MOST_EXPLAINED})
          SELECT a.*, b.n, b.time, b.value, b.n = a.peak AS self,
            CAST(make_timestamp(CAST(b.time * 1000000 AS BIGINT)) AS DATE) AS day,
            CAST((b.time % 86400) // 3600 AS INTEGER) AS hour
          FROM asked a JOIN ${judged} b ON b.n = a.peak OR (b.value IS NOT NULL AND abs(b.score) <= ${threshold} AND (b.n - a.peak) % ${phase} = 0)
          QUALIFY row_number() OVER (PARTITION BY a.peak ORDER BY abs(b.n - a.peak), b.n) <= ${NEAREST + 1}`,
      },
      {
        table: parts,
        query: join(
          dimensions.map((one) => ofDimension(one, parameters, context, near)),
          ' UNION ALL ',
          none.sql,
        ),
      },
      {
        table,
        query: sql`WITH told AS (SELECT number, first_seconds, kind, dimension, segment, b.expected AS whole, b.value - b.expected AS difference,
            coalesce(sum(p.value) FILTER (self), 0) AS own, b.expected * coalesce(sum(p.value) FILTER (NOT self), 0) / usual AS told
          FROM ${parts} p JOIN ${near} USING (peak, n) JOIN ${judged} b ON b.n = peak
          JOIN (SELECT peak, sum(value) FILTER (NOT self) AS usual FROM ${near} GROUP BY peak) USING (peak)
          WHERE usual > 0 AND segment IS NOT NULL
          GROUP BY number, first_seconds, kind, dimension, segment, b.expected, b.value, usual),
        shares AS (SELECT *, (own - told) / difference AS explains, told / nullif(whole, 0) AS usual_share,
            explains - usual_share AS above
          FROM told)
        SELECT number, first_seconds, kind, dimension, segment, explains, usual_share
        FROM (SELECT *, max(above) OVER (PARTITION BY first_seconds, kind) AS most FROM shares WHERE explains > 0 AND above > ${ROUNDING}) s LEFT JOIN (SELECT number, first_seconds, kind, dimension, segment, true AS named FROM ${relation}) r
          USING (number, first_seconds, kind, dimension, segment)
        WHERE above >= most - ${ROUNDING}
        QUALIFY row_number() OVER (PARTITION BY first_seconds, kind ORDER BY coalesce(named, false) DESC, above DESC, dimension, segment) = 1`,
      },
    ],
  };
}

/** `peak, n, dimension, segment, value` of the periods near alerts. */
function ofDimension(
  by: Dimension,
  parameters: AnomalyParameters,
  context: DatasetContext,
  near: string,
): Sql {
  const { measure } = parameters;
  const at = parameters.by === 'hour' ? 'day, hour' : 'day';
  const inNear = sql`(${at}) IN (SELECT ${at} FROM ${near})`;
  const of = (...more: readonly Sql[]) =>
    sql`(${segmented(groupingOf(by, context), sql`(SELECT * FROM ${scopedEvents(parameters, context, inNear, ...more)})`, context)})`;
  const counted = countedApart(measure, context, `${at}, segment`, of);
  const addsUp = measure === 'views' || measure === 'gmv';
  const value = addsUp
    ? 'o.value - (sum(v.value) OVER (PARTITION BY o.peak, o.n) - v.value)'
    : 'v.value';
  return sql`SELECT o.peak, o.n, '${by}' AS dimension, segment, ${value} AS value FROM ${near} o JOIN (${counted}) v USING (${at})`;
}
