import { format, t } from '../../i18n/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { canBreakDown, ordered } from '../breakdown/dimension.ts';
import { breakdownFields, byPath, groupingBy, segmentColumn } from '../breakdown/parameters.ts';
import { people, peopleIn } from '../breakdown/people.ts';
import { inLayer, sums, sumsApart } from '../breakdown/sums.ts';
import { hasSessions, hasUsers, need, needColumn } from '../capabilities.ts';
import { chosen, prose, scopeSentence } from '../describe.ts';
import { normalQuantile } from '../distributions/index.ts';
import { sessionsSentence } from '../overview/sentences.ts';
import { formOf, type ParametersOf, readParameters } from '../parameters/field.ts';
import { choice, number } from '../parameters/kinds.ts';
import { scopeFields, scopeOf } from '../parameters/scope.ts';
import { relationName } from '../relation.ts';
import { bind, type Sql, sql } from '../sql/fragment.ts';
import type { FactQuery, Metric, PlanColumn, TableStage } from '../types.ts';
import { type Interval, wilson, wilsonRoots } from './wilson.ts';

const fields = {
  ...breakdownFields,
  basis: choice(
    'metrics.parameter.basis',
    {
      event: 'metrics.basis.event',
      user: 'metrics.basis.user',
      session: 'metrics.basis.session',
    },
    'event',
  ),
  minimum: number('metrics.parameter.minimum', 100, { minimum: 1 }),
  confidence: number('metrics.parameter.confidence', 0.95, { minimum: 0.5, maximum: 0.9999 }),
  top: number('metrics.parameter.top', 20, { minimum: 1, maximum: 1000, integer: true }),
  ...scopeFields,
};

export type AttributionParameters = ParametersOf<typeof fields>;

/** Which segments convert better or worse than the whole, and how much that weighs. */
export const attribution: Metric<AttributionParameters> = {
  kind: 'attribution',
  version: 1,
  schema: formOf(fields),
  parameters(raw, context) {
    const read = readParameters(fields, raw, context);
    needColumn(canBreakDown(read.by, context), 'attribution', read.by);
    need(read.basis !== 'user' || hasUsers(context), 'attribution', 'metrics.lacks.users');
    need(read.basis !== 'session' || hasSessions(context), 'attribution', 'metrics.lacks.sessions');
    need(
      read.basis === 'user' || context.eventTypes.some((type) => type === 'view'),
      'attribution',
      'metrics.lacks.views',
    );
    return { ...read, ...scopeOf(read, context) };
  },
  plan(parameters, context) {
    const relation = relationName('attribution', parameters, context);
    const z = normalQuantile((1 - parameters.confidence) / 2);
    const first = figuresOf(parameters, context, relation, false);
    const second = figuresOf(parameters, context, `${relation}_again`, true);
    const all = `${relation}_all`;
    const segment = segmentColumn(parameters.by);
    const columns = [segment, ...COLUMNS];
    const shown = (from: Sql) =>
      sql`SELECT ${segment.type === 'count' ? `CAST(segment AS INTEGER)` : 'segment'} AS ${segment.name}, *
        FROM ${from} WHERE listed AND place <= ${parameters.top}
        ORDER BY lift DESC NULLS LAST, ${ordered(parameters.by)}`;
    return {
      kind: 'attribution',
      relation,
      stages: [...first.stages, { table: all, query: compared(parameters, first, wilson(z)) }],
      query: shown(sql`${all}`),
      columns,
      facts: [wholeOf(all), ...extremes(all)],
      known: {
        by: parameters.by,
        basis: parameters.basis,
        minimum: parameters.minimum,
        layer:
          parameters.basis === 'event' && inLayer(groupingBy(parameters), parameters, context)
            ? 'dws'
            : 'dwd',
      },
      audit: {
        stages: second.stages,
        query: shown(sql`(${compared(parameters, second, wilsonRoots(z))})`),
        key: [segment.name],
        compare: COLUMNS.map(({ name }) => name),
        way: 'metrics.audit.formula',
      },
    };
  },
  define(parameters, context, facts) {
    const number = (name: string) => (typeof facts[name] === 'number' ? facts[name] : 0);
    return {
      id: 'attribution',
      version: 1,
      title: t('metrics.attribution.title.by', { by: chosen('metrics.by', parameters.by) }),
      text: prose(
        t('metrics.attribution.text', {
          by: chosen('metrics.by', parameters.by),
          total: format.percent(number('total_rate')),
        }),
        chosen('metrics.attribution.basis', parameters.basis),
        parameters.basis === 'session' ? sessionsSentence(context) : null,
        byPath(parameters.by, context) ? t('metrics.breakdown.paths') : null,
        t('metrics.attribution.interval', { confidence: format.percent(parameters.confidence) }),
        t('metrics.attribution.small', { n: number('small'), minimum: parameters.minimum }),
        scopeSentence(parameters, context),
      ),
      facts,
    };
  },
};

const COLUMNS: readonly PlanColumn[] = [
  { name: 'base', type: 'count' },
  { name: 'converted', type: 'count' },
  { name: 'rate', type: 'number' },
  { name: 'lift', type: 'number' },
  { name: 'low', type: 'number' },
  { name: 'high', type: 'number' },
  { name: 'verdict', type: 'text' },
  { name: 'share', type: 'number' },
  { name: 'contribution', type: 'number' },
];

interface Figures {
  readonly stages: readonly TableStage[];
  /** `segment, base, converted`. */
  readonly segments: Sql;
  /** `base, converted` of the whole, one row. */
  readonly whole: Sql;
}

function figuresOf(
  parameters: AttributionParameters,
  context: DatasetContext,
  relation: string,
  second: boolean,
): Figures {
  const grouping = groupingBy(parameters);
  const table = `${relation}_segments`;
  if (parameters.basis === 'event') {
    const query = (second ? sumsApart : sums)(grouping, parameters, context);
    const figures = 'views AS base, purchases AS converted';
    return {
      stages: [{ table, query }],
      segments: sql`SELECT segment, ${figures} FROM ${table}`,
      whole: sql`SELECT sum(views) AS base, sum(purchases) AS converted FROM ${table}`,
    };
  }
  const { basis } = parameters;
  const whole = `${relation}_whole`;
  const figures = `${basis === 'user' ? 'present' : 'viewed'} AS base, bought AS converted`;
  return {
    stages: [
      people(table, basis, grouping, parameters, context, second),
      people(whole, basis, null, parameters, context, second),
    ],
    segments: sql`SELECT segment, ${figures} FROM (${peopleIn(table)})`,
    whole: sql`SELECT ${figures} FROM (${peopleIn(whole)})`,
  };
}

/** Every segment beside the whole, `listed` where it has the volume, `place` by the weight of its difference. */
function compared(
  { minimum }: AttributionParameters,
  { segments, whole }: Figures,
  interval: Interval,
): Sql {
  const rate = 'CAST(s.converted AS DOUBLE) / nullif(s.base, 0)';
  return sql`SELECT *, row_number() OVER (PARTITION BY listed ORDER BY round(abs(contribution), 12) DESC NULLS LAST, segment) AS place
    FROM (SELECT *, coalesce(rate / nullif(total_rate, 0) - 1, CASE WHEN rate = 0 THEN 0 END) AS lift,
        CASE WHEN low > total_rate THEN 'above' WHEN high < total_rate THEN 'below' ELSE 'unclear' END AS verdict,
        share * (rate - total_rate) AS contribution
      FROM (SELECT s.segment, s.base, s.converted, w.base AS total_base, w.converted AS total_converted,
          s.base >= CAST(${bind(minimum)} AS DOUBLE) AS listed, ${rate} AS rate,
          CAST(w.converted AS DOUBLE) / nullif(w.base, 0) AS total_rate,
          CAST(s.base AS DOUBLE) / nullif(w.base, 0) AS share, s.low, s.high
        FROM (SELECT *, ${interval.low} AS low, ${interval.high} AS high FROM (${segments})) s, (${whole}) w
        WHERE s.base > 0))`;
}

const wholeOf = (all: string): FactQuery => ({
  columns: [
    { name: 'total_rate', type: 'number' },
    { name: 'total_base', type: 'count' },
    { name: 'total_converted', type: 'count' },
    { name: 'segments', type: 'count' },
    { name: 'small', type: 'count' },
    { name: 'above', type: 'count' },
    { name: 'below', type: 'count' },
  ],
  query: sql`SELECT any_value(total_rate) AS total_rate, any_value(total_base) AS total_base,
      any_value(total_converted) AS total_converted, count(*) AS segments, count(*) FILTER (NOT listed) AS small,
      count(*) FILTER (listed AND verdict = 'above') AS above, count(*) FILTER (listed AND verdict = 'below') AS below
    FROM ${all}`,
});

/** The segments that surely lie farthest above and below. */
const extremes = (all: string): readonly FactQuery[] =>
  [
    { name: 'best', verdict: 'above', order: 'DESC' },
    { name: 'worst', verdict: 'below', order: 'ASC' },
  ].map(({ name, verdict, order }) => ({
    columns: [
      { name, type: 'text' },
      { name: `${name}_rate`, type: 'number' },
      { name: `${name}_lift`, type: 'number' },
    ],
    query: sql`SELECT segment AS ${name}, rate AS ${name}_rate, lift AS ${name}_lift FROM ${all}
      WHERE listed AND verdict = '${verdict}' AND segment IS NOT NULL
      ORDER BY round(lift, 12) ${order}, segment LIMIT 1`,
  }));
