import type { DatasetContext } from '../../warehouse/types.ts';
import {
  canBreakDown,
  type Dimension,
  type Grouping,
  hasPaths,
  segmented,
} from '../breakdown/dimension.ts';
import { countedBy, measureOf } from '../series/events.ts';
import { join, type Sql, sql, where } from '../sql/fragment.ts';
import { filtered, scopedEvents } from '../sql/scope.ts';
import type { TableStage } from '../types.ts';
import type { AnomalyParameters } from './index.ts';

const DIMENSIONS: readonly Dimension[] = [
  'brand',
  'category',
  'device',
  'region',
  'city',
  'country',
  'hour',
];
/** Alerts that are explained: those furthest out. */
export const MOST_EXPLAINED = 50;
/** Periods of the same phase that a segment is compared with: the nearest that are no alerts. */
export const NEAREST = 6;

/** A share that is above the usual by no more than this is not above it. */
export const ROUNDING = 1e-9;

/** Layers that hold the segments of whole days. */
const LAYERS: Readonly<Partial<Record<Dimension, string>>> = {
  brand: 'dws_brand_day',
  category: 'dws_category_day',
  hour: 'dws_hour',
};

/** What the events of an alert are told apart by. */
export const dimensionsOf = ({ by, filters }: AnomalyParameters, context: DatasetContext) =>
  DIMENSIONS.filter(
    (one) => canBreakDown(one, context) && (one !== 'hour' || by === 'day') && !(one in filters),
  );

/** Categories by the top of their path. */
export const groupingOf = (by: Dimension, context: DatasetContext): Grouping => ({
  by,
  level: by === 'category' && hasPaths(context) ? 1 : null,
  parent: null,
});

/**
 * Tables of the segment that stands behind each alert: `explained` has `id, dimension, segment, explains, usual`. A
 * segment's expectation is what it had in the nearest usual periods of the same phase, times what was expected of the
 * whole against those; the segment is the one whose share of the difference is furthest above its usual share.
 */
export function segmentStages(
  parameters: AnomalyParameters,
  context: DatasetContext,
  tables: { readonly points: string; readonly alerts: string; readonly summary: string },
  relation: string,
): { readonly stages: readonly TableStage[]; readonly explained: string } {
  const { by, threshold } = parameters;
  const [nearby, parts, explained] = ['nearby', 'parts', 'explained'].map(
    (name) => `${relation}_${name}`,
  ) as [string, string, string];
  const step = by === 'day' ? 86_400 : 3600;
  const dimensions = dimensionsOf(parameters, context);
  const none = sql`SELECT CAST(NULL AS BIGINT) AS id, '' AS dimension, '' AS segment, 0.0 AS explains, 0.0 AS usual WHERE false`;
  if (dimensions.length === 0) return { stages: [{ table: explained, query: none }], explained };
  // The longest season that has a usual period besides; steps of one where there is none.
  const phase = `coalesce((SELECT CAST(string_split(seasons, ', ')[-1] AS BIGINT) FROM ${tables.summary} WHERE seasons <> '' LIMIT 1), 1) * ${step}`;
  const parted = dimensions.map((one) => ofDimension(one, parameters, context, nearby));
  return {
    explained,
    stages: [
      {
        table: nearby,
        query: sql`WITH asked AS (SELECT * FROM ${tables.alerts} WHERE kind <> 'missing' ORDER BY abs(score) DESC, id LIMIT ${MOST_EXPLAINED}),
          others AS (SELECT a.id, p.time, p.value, row_number() OVER (PARTITION BY a.id ORDER BY abs(p.time - a.time), p.time) AS rank
            FROM asked a JOIN ${tables.points} p ON p.value IS NOT NULL AND abs(p.score) <= ${threshold} AND p.time <> a.time
              AND (CAST(p.time AS BIGINT) - CAST(a.time AS BIGINT)) % (${phase}) = 0)
          SELECT id, self, value, CAST(make_timestamp(CAST(time * 1000000 AS BIGINT)) AS DATE) AS day,
            CAST((time % 86400) // 3600 AS INTEGER) AS hour
          FROM (SELECT id, true AS self, time, observed AS value FROM asked
            UNION ALL SELECT id, false, time, value FROM others WHERE rank <= ${NEAREST})`,
      },
      { table: parts, query: join(parted, ' UNION ALL ') },
      {
        table: explained,
        query: sql`SELECT id, dimension, segment, explains, usual FROM (
            SELECT *, row_number() OVER (PARTITION BY id ORDER BY explains - usual DESC, dimension, segment) AS rank
            FROM (SELECT id, dimension, segment, (own - told) / difference AS explains, told / nullif(expected, 0) AS usual
              FROM (SELECT p.id, dimension, segment, a.expected, a.observed - a.expected AS difference,
                  sum(p.value) FILTER (self) AS own_value, coalesce(sum(p.value) FILTER (self), 0) AS own,
                  coalesce(sum(p.value) FILTER (NOT self), 0) / w.total * a.expected AS told
                FROM ${parts} p JOIN ${tables.alerts} a USING (id)
                JOIN (SELECT id, sum(value) AS total FROM ${nearby} WHERE NOT self GROUP BY id HAVING sum(value) > 0) w USING (id)
                GROUP BY p.id, dimension, segment, a.expected, a.observed, w.total))
            WHERE explains > 0 AND explains > usual + ${ROUNDING})
          WHERE rank = 1`,
      },
    ],
  };
}

/** `id, self, dimension, segment, value` of the periods near alerts. */
function ofDimension(
  by: Dimension,
  parameters: AnomalyParameters,
  context: DatasetContext,
  nearby: string,
): Sql {
  const { measure } = parameters;
  const grouping = groupingOf(by, context);
  const layer = parameters.by === 'day' && !filtered(parameters) ? LAYERS[by] : undefined;
  // Users and orders of several categories are not those of the category above them.
  const sums = measure === 'views' || measure === 'gmv';
  const stored =
    layer !== undefined &&
    (layer !== 'dws_hour' || measure !== 'orders') &&
    (by !== 'category' ||
      (context.columns.includes('category_id') && (grouping.level === null || sums)));
  const hour = parameters.by === 'hour' ? ', hour' : '';
  const near = [
    sql`day IN (SELECT day FROM ${nearby})`,
    ...(hour === '' ? [] : [sql`(day, hour) IN (SELECT day, hour FROM ${nearby})`]),
  ];
  const rows = stored
    ? sql`(SELECT * FROM ${layer} ${where(near)})`
    : sql`(SELECT * FROM ${scopedEvents(parameters, context, ...countedBy(measure), ...near)})`;
  const value = stored ? `sum(${measure})` : measureOf(measure, context);
  return sql`SELECT id, self, '${by}' AS dimension, segment, v.value FROM ${nearby} JOIN (
      SELECT day${hour}, segment, CAST(${value} AS DOUBLE) AS value FROM (${segmented(grouping, rows, context)})
      WHERE segment IS NOT NULL GROUP BY day${hour}, segment) v USING (day${hour})`;
}
