import type { DatasetContext } from '../../warehouse/types.ts';
import { hasUsers } from '../capabilities.ts';
import { curveFacts } from '../pareto/curve.ts';
import { labelled } from '../pareto/ranking.ts';
import { rfmFields } from '../rfm/parameters.ts';
import { thresholds } from '../rfm/segments.ts';
import { Sql, sql } from '../sql/fragment.ts';
import type { Query } from '../types.ts';
import { calendarEvidence, retentionEvidence } from './days.ts';
import type { Section } from './names.ts';
import { type ReportParameters, rankedEntity } from './parameters.ts';

/** Tables by the names of a section's questions, and where the hours with events are told. */
export interface Found {
  readonly tables: Readonly<Record<string, string>>;
  /** `day, hour` with an event, of all data. */
  readonly hours: Sql;
}

/** One row of figures of a section, from the answers of the kinds that it stands on. */
export function evidenceOf(
  section: Section,
  parameters: ReportParameters,
  context: DatasetContext,
  found: Found,
): Sql {
  const table = (name: string) => found.tables[name] ?? '';
  switch (section) {
    case 'concentration':
      return concentration(table('pareto'), parameters, context);
    case 'bottleneck':
      return bottleneck(table('funnel'), table('overview'), context);
    case 'segments':
      return segments(table('rfm'), parameters, context);
    case 'retention':
      return retentionEvidence(table('retention'), parameters, context, found.hours);
    case 'calendar':
      return calendarEvidence(table('daily'), parameters, context, found.hours);
    case 'hours':
      return hours(table('hourly'));
  }
}

/** A fact's query as a table. */
const inner = (query: Query) => new Sql(`(${query.sql})`, query.parameters);

function concentration(pareto: string, parameters: ReportParameters, context: DatasetContext): Sql {
  const entity = rankedEntity(parameters, context);
  const ranking = { ...parameters, entity, measure: 'purchases' } as const;
  const name = labelled(ranking, context) ? 'coalesce(label, CAST(id AS VARCHAR))' : 'id';
  const [curve] = curveFacts(pareto);
  return sql`SELECT * EXCLUDE (total), total AS entity_total
    FROM ${curve ? inner(curve.query) : '(SELECT 1)'},
      (SELECT max(share) FILTER (rank = 1) AS top_share, CAST(max(CAST(${name} AS VARCHAR)) FILTER (rank = 1) AS VARCHAR) AS top_name FROM ${pareto})`;
}

/** Interest is the step between seeing and paying, where the data have one; the first, where they have no views. */
function bottleneck(funnel: string, overview: string, context: DatasetContext): Sql {
  const users = hasUsers(context)
    ? 'CAST(pv AS DOUBLE) / nullif(uv, 0) AS views_per_user, conversion_user AS buyer_share'
    : 'CAST(NULL AS DOUBLE) AS views_per_user, CAST(NULL AS DOUBLE) AS buyer_share';
  const first = 'max(entities) FILTER (step = 1)';
  const [viewers, interested] = context.eventTypes.includes('view')
    ? [first, 'CASE WHEN max(step) > 2 THEN max(entities) FILTER (step = 2) END']
    : ['NULL', first];
  return sql`SELECT * FROM (SELECT ${viewers} AS viewers, ${interested} AS interested,
        arg_max(entities, step) AS paid,
        CASE WHEN max(step) > 2 THEN max(loss) FILTER (step = 2) END AS interest_loss,
        arg_max(loss, step) FILTER (step > 1) AS payment_loss,
        arg_max(gain, step) FILTER (step > 1) AS payment_gain,
        arg_max(rate_from_first, step) AS funnel_rate FROM ${funnel}),
      (SELECT ${users}, CAST(pv AS DOUBLE) / nullif(purchases, 0) AS views_per_purchase FROM ${overview})`;
}

export const VALUE_SEGMENTS = ['core_vip', 'promising_new', 'win_back', 'lapsed'] as const;

function segments(rfm: string, parameters: ReportParameters, context: DatasetContext): Sql {
  const figures = VALUE_SEGMENTS.flatMap((name) => {
    const mine = `FILTER (segment = '${name}')`;
    return [
      `count(*) ${mine} AS ${name}_users`,
      `count(*) ${mine} / nullif(count(*), 0) AS ${name}_user_share`,
      `coalesce(sum(orders) ${mine}, 0) / nullif(sum(orders), 0) AS ${name}_order_share`,
      `avg(frequency) ${mine} AS ${name}_frequency`,
    ];
  });
  const cuts = {
    ...parameters,
    frequency: rfmFields.frequency.fallback(context),
    scoring: rfmFields.scoring.fallback(context),
    model: 'threshold',
    reference: parameters.to ?? rfmFields.reference.fallback(context),
  } as const;
  return sql`SELECT * FROM (SELECT count(*) AS segment_buyers, avg(recency) AS mean_recency, avg(frequency) AS mean_frequency,
      ${figures.join(', ')} FROM ${rfm}), (${thresholds(cuts, sql`${rfm}`)})`;
}

/** Peaks as `hourly` names them, and how far apart the hours of looking and of buying are, around the clock. */
function hours(hourly: string): Sql {
  const peak = (name: string, known: string) =>
    `(SELECT hour AS peak_${name}_hour, ${name} AS peak_${name}, conversion AS conversion_at_${name}
      FROM ${hourly} WHERE ${known} ORDER BY ${name} DESC, hour LIMIT 1)`;
  const between = 'abs(peak_views_hour - peak_conversion_hour)';
  return sql`SELECT hours_seen, peak_views_hour, peak_views, conversion_at_views, peak_conversion_hour, peak_conversion,
      peak_views / nullif(all_views, 0) AS peak_views_share,
      peak_purchases_hour, peak_purchases, peak_purchases / nullif(all_purchases, 0) AS peak_purchases_share,
      least(${between}, 24 - ${between}) AS hours_apart,
      peak_conversion / nullif(conversion_at_views, 0) - 1 AS conversion_lift
    FROM (SELECT 1) LEFT JOIN ${peak('views', 'views > 0')} ON true
      LEFT JOIN ${peak('purchases', 'purchases > 0')} ON true LEFT JOIN ${peak('conversion', 'conversion IS NOT NULL')} ON true,
      (SELECT sum(views) AS all_views, sum(purchases) AS all_purchases, count(DISTINCT hour) AS hours_seen FROM ${hourly})`;
}
