import { t } from '../../i18n/index.ts';
import { COUNT_COLUMNS } from '../../warehouse/tables/counts.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { has } from '../capabilities.ts';
import { prose } from '../describe.ts';
import { formOf, readParameters } from '../parameters/field.ts';
import { relationName } from '../relation.ts';
import { join, type Sql, sql } from '../sql/fragment.ts';
import type { Scope } from '../sql/scope.ts';
import type { Metric, PlanColumn } from '../types.ts';
import { botsApart, botsFromLayers } from './bots.ts';
import { missingFromEvents, missingFromLayers } from './columns.ts';
import { long } from './long.ts';
import { type QualityParameters, qualityFields } from './parameters.ts';
import { pricesApart, pricesFrom, sampled, sampling } from './prices.ts';
import { ADVISE_BELOW, type Part, PLACE, POINTS, WEIGHT } from './scores.ts';
import { skewFromEvents, skewFromLayers } from './skew.ts';
import { gaps } from './time.ts';
import { worded } from './worded.ts';

const COLUMNS: readonly PlanColumn[] = [
  { name: 'part', type: 'text' },
  { name: 'figure', type: 'text' },
  { name: 'subject', type: 'text' },
  { name: 'value', type: 'number' },
  { name: 'score', type: 'number' },
  { name: 'weight', type: 'number' },
  { name: 'advice', type: 'text' },
  { name: 'sampled', type: 'flag' },
];

const EVERYTHING: Scope = { from: null, to: null, filters: {} };

/** How far the data can be trusted: a score from its parts, with what to do about each. */
export const quality: Metric<QualityParameters> = {
  kind: 'quality',
  version: 1,
  schema: formOf(qualityFields),
  parameters: (raw, context) => ({ ...readParameters(qualityFields, raw, context), ...EVERYTHING }),
  plan(parameters, context) {
    const relation = relationName('quality', parameters, context);
    const [every, prices] = [`${relation}_every`, `${relation}_prices`];
    const priced = has(context, 'price');
    const sample = [
      { table: every, query: sampling() },
      ...(priced ? [{ table: prices, query: sampled(every) }] : []),
    ];
    const again = botsApart(parameters, context, `${relation}_again`);
    return {
      kind: 'quality',
      relation,
      stages: sample,
      query: rows(
        {
          mix: mixFromHours(context),
          missing: missingFromLayers(context),
          price: priced ? pricesFrom(prices) : null,
          skew: skewFromLayers(context),
          duplicates: leftOut(context),
          bots: botsFromLayers(parameters, context),
          time: gaps(context, sql`SELECT day, hour FROM dws_hour WHERE events > 0`),
        },
        every,
      ),
      columns: COLUMNS,
      facts: [
        {
          columns: [{ name: 'sampled_users', type: 'number' }],
          query: sql`SELECT 1.0 / every AS sampled_users FROM ${every}`,
        },
      ],
      known: { session_limit: parameters.session_limit, day_limit: parameters.day_limit },
      audit: {
        stages: [...sample, ...again.stages],
        query: rows(
          {
            mix: mixFromEvents(context),
            missing: missingFromEvents(context),
            price: priced ? pricesApart(prices) : null,
            skew: skewFromEvents(context),
            duplicates: leftOut(context),
            bots: again.figures,
            time: gaps(context, sql`SELECT day, hour FROM dwd GROUP BY day, hour`),
          },
          every,
        ),
        key: ['part', 'figure', 'subject'],
        compare: ['value', 'score', 'weight', 'advice', 'sampled'],
        way: 'metrics.audit.events',
      },
    };
  },
  worded,
  define: (parameters, context, facts) => ({
    id: 'quality',
    version: 1,
    title: t('quality.title'),
    text: prose(
      t('quality.text', {
        sessions: parameters.session_limit,
        users: parameters.day_limit,
      }),
      has(context, 'price') && typeof facts.sampled_users === 'number' && facts.sampled_users < 1
        ? t('quality.sampled', { every: Math.round(1 / facts.sampled_users) })
        : null,
      context.load ? null : t('quality.without_load'),
    ),
    facts,
  }),
};

/** Every figure with its points, then parts and the whole; the whole first, each part before its figures. */
function rows(parts: Readonly<Record<Part, Sql | null>>, every: string): Sql {
  const pieces = Object.entries(parts).flatMap(([part, figures]) =>
    figures ? [sql`SELECT '${part}' AS part, * FROM (${figures})`] : [],
  );
  const figures = sql`SELECT *, row_number() OVER () AS n, ${POINTS} AS score
    FROM (${join(pieces, ' UNION ALL ')}) WHERE value IS NOT NULL`;
  return sql`WITH figures AS MATERIALIZED (${figures}),
      parts AS (SELECT part, avg(score) AS score, ${WEIGHT} AS weight FROM figures GROUP BY part)
    SELECT part, figure, subject, value, score, weight, advice,
        part = 'price' AND figure <> 'part' AND (SELECT every FROM ${every}) > 1 AS sampled
      FROM (SELECT 0 AS place, 0 AS n, 'total' AS part, 'score' AS figure, '' AS subject,
          points AS value, points AS score, weights AS weight, CAST(NULL AS VARCHAR) AS advice
        FROM (SELECT sum(score * weight) / nullif(sum(weight), 0) AS points, CAST(sum(weight) AS DOUBLE) AS weights
          FROM parts WHERE score IS NOT NULL)
        UNION ALL SELECT ${PLACE}, 0, part, 'part', '', score, score, CAST(weight AS DOUBLE), NULL FROM parts
        UNION ALL SELECT ${PLACE}, n, part, figure, subject, value, score, NULL,
          CASE WHEN score < ${ADVISE_BELOW} THEN part || '.' || figure END FROM figures)
    ORDER BY place, n`;
}

/** Share of each type of event, and purchases for a view. */
function mixFromHours({ eventTypes }: DatasetContext): Sql {
  const names = Object.entries(COUNT_COLUMNS).filter(([type]) => eventTypes.includes(type));
  return long(
    [
      ...names.map(([type, column]) => ({
        figure: 'share',
        subject: type,
        expression: `sum(${column}) / nullif(sum(events), 0)`,
      })),
      { figure: 'purchases_per_view', expression: 'sum(purchases) / nullif(sum(views), 0)' },
    ],
    sql`dws_hour`,
  );
}

const mixFromEvents = ({ eventTypes }: DatasetContext): Sql =>
  long(
    [
      ...eventTypes.map((type) => ({
        figure: 'share',
        subject: type,
        expression: `CAST(count(*) FILTER (event_type = '${type}') AS DOUBLE) / nullif(count(*), 0)`,
      })),
      {
        figure: 'purchases_per_view',
        expression: `CAST(count(*) FILTER (event_type = 'purchase') AS DOUBLE) / nullif(count(*) FILTER (event_type = 'view'), 0)`,
      },
    ],
    sql`dwd`,
  );

/** What loading told: records that stayed out or were marked, as shares of those that were read. Null without it. */
function leftOut({ load }: DatasetContext): Sql | null {
  if (!load || load.rows.read === 0) return null;
  const { rows: counted, flags } = load;
  const share = (count: number) => `CAST(${count} AS DOUBLE) / ${counted.read}`;
  return long(
    [
      { figure: 'duplicates', expression: share(counted.duplicates + (flags.duplicates ?? 0)) },
      { figure: 'rejected', expression: share(counted.rejected) },
    ],
    sql`(SELECT 1)`,
  );
}
