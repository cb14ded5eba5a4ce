import { format, t } from '../../i18n/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { canBreakDown, ordered } from '../breakdown/dimension.ts';
import { breakdownFields, byPath, groupingBy, segmentColumn } from '../breakdown/parameters.ts';
import { inLayer, sums, sumsApart } from '../breakdown/sums.ts';
import { hasMoney, need, needColumn } from '../capabilities.ts';
import { chosen, prose, scopeSentence } from '../describe.ts';
import { formOf, type ParametersOf, readParameters } from '../parameters/field.ts';
import { choice, day, number } from '../parameters/kinds.ts';
import { scopeFields, scopeOf } from '../parameters/scope.ts';
import { relationName } from '../relation.ts';
import { lastDay } from '../retention/facts.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import type { FactQuery, Metric, PlanColumn } from '../types.ts';
import { effects, MADE } from './effects.ts';
import { type Periods, periodsOf } from './periods.ts';

const measures = choice(
  'metrics.parameter.measure',
  {
    conversion: 'metrics.measure.conversion',
    purchases: 'metrics.measure.purchases',
    gmv: 'metrics.measure.gmv',
    purchase_value: 'metrics.measure.purchase_value',
    view_value: 'metrics.measure.view_value',
  },
  'conversion',
);

const hasViews = (context: DatasetContext) => context.eventTypes.some((type) => type === 'view');

const fields = {
  ...breakdownFields,
  measure: {
    ...measures,
    fallback: (context: DatasetContext) => (hasViews(context) ? 'conversion' : 'gmv'),
  } as typeof measures,
  before_from: day('metrics.parameter.before_from', () => null),
  before_to: day('metrics.parameter.before_to', () => null),
  top: number('metrics.parameter.top', 10, { minimum: 1, maximum: 1000, integer: true }),
  ...scopeFields,
};

export type ChangeParameters = ParametersOf<typeof fields> & Periods;

/** The change of a rate or a total between two periods, taken apart by segment so that the parts add up exactly. */
export const change: Metric<ChangeParameters> = {
  kind: 'change',
  version: 1,
  schema: formOf(fields),
  parameters(raw, context) {
    const read = readParameters(fields, raw, context);
    const { n, k } = MADE[read.measure];
    needColumn(canBreakDown(read.by, context), 'change', read.by);
    need(n !== 'views' || hasViews(context), 'change', 'metrics.lacks.views');
    need(k !== 'gmv' || hasMoney(context), 'change', 'metrics.lacks.money');
    const scope = scopeOf(read, context);
    const periods = periodsOf(read, context);
    need(periods !== null, 'change', 'metrics.lacks.periods');
    return { ...read, ...(periods as Periods), filters: scope.filters };
  },
  plan(parameters, context) {
    const relation = relationName('change', parameters, context);
    const made = MADE[parameters.measure];
    const [before, after] = [`${relation}_before`, `${relation}_after`];
    const all = `${relation}_all`;
    const segment = segmentColumn(parameters.by);
    const columns = [segment, ...columnsOf(made.rate)];
    const figures = (second: boolean, period: 'before' | 'after') =>
      (second ? sumsApart : sums)(
        groupingBy(parameters),
        { filters: parameters.filters, ...parameters[period] },
        context,
      );
    return {
      kind: 'change',
      relation,
      stages: [
        { table: before, query: figures(false, 'before') },
        { table: after, query: figures(false, 'after') },
        {
          table: all,
          query: effects(made, sql`SELECT * FROM ${before}`, sql`SELECT * FROM ${after}`, false),
        },
      ],
      query: listed(parameters, columns, sql`${all}`),
      columns,
      facts: [wholeOf(all, made.rate), ...leaders(all), ...lastDay(context, parameters.after.to)],
      known: {
        by: parameters.by,
        measure: parameters.measure,
        from: parameters.after.from,
        to: parameters.after.to,
        before_from: parameters.before.from,
        before_to: parameters.before.to,
        layer: inLayer(groupingBy(parameters), parameters, context) ? 'dws' : 'dwd',
      },
      audit: {
        query: listed(
          parameters,
          columns,
          sql`(${effects(made, figures(true, 'before'), figures(true, 'after'), true)})`,
        ),
        key: [segment.name, 'state'],
        compare: columnsOf(made.rate)
          .map(({ name }) => name)
          .filter((name) => name !== 'state'),
        way: 'metrics.audit.formula',
      },
    };
  },
  define: (parameters, context, facts) => {
    const { by, measure, before, after, top } = parameters;
    const made = MADE[measure];
    const number = (name: string) => (typeof facts[name] === 'number' ? facts[name] : 0);
    return {
      id: 'change',
      version: 1,
      title: t('metrics.change.title.of', {
        measure: chosen('metrics.measure', measure),
        by: chosen('metrics.by', by),
      }),
      text: prose(
        t('metrics.change.periods', {
          measure: chosen('metrics.measure', measure),
          by: chosen('metrics.by', by),
          from: format.day(after.from),
          to: format.day(after.to),
          before_from: format.day(before.from),
          before_to: format.day(before.to),
        }),
        t('metrics.change.factors', {
          volume: chosen('metrics.change.of', made.n),
          rate: chosen('metrics.change.of', rateOf(measure)),
        }),
        t(made.rate ? 'metrics.change.rate' : 'metrics.change.total'),
        t('metrics.change.unpaired', { fresh: number('fresh'), gone: number('gone') }),
        t('metrics.change.others', { top }),
        facts.last_day_cut === true ? t('metrics.change.cut') : null,
        byPath(by, context) ? t('metrics.breakdown.paths') : null,
        scopeSentence({ from: after.from, to: after.to, filters: parameters.filters }, context),
      ),
      facts,
    };
  },
};

const rateOf = (measure: ChangeParameters['measure']) =>
  ({ purchases: 'conversion', gmv: 'purchase_value' })[measure as 'gmv'] ?? measure;

const columnsOf = (rate: boolean): readonly PlanColumn[] => [
  { name: 'state', type: 'text' },
  ...['n0', 'n1', 'k0', 'k1', 'before', 'after', 's0', 's1'].map(
    (name) => ({ name, type: 'number' }) as const,
  ),
  ...(rate ? [] : [{ name: 'volume_effect', type: 'number' } as const]),
  { name: 'mix_effect', type: 'number' },
  { name: 'rate_effect', type: 'number' },
  { name: 'effect', type: 'number' },
];

/** The largest effects one by one, the others as one row whose parts are sums. */
function listed({ by, top }: ChangeParameters, columns: readonly PlanColumn[], all: Sql): Sql {
  const [segment] = columns;
  const own = segment?.type === 'count' ? 'CAST(segment AS INTEGER)' : 'segment';
  const summed = columns
    .slice(2)
    .map(({ name }) =>
      name === 'before' || name === 'after'
        ? `sum(k${name === 'before' ? 0 : 1}) / nullif(sum(n${name === 'before' ? 0 : 1}), 0) AS ${name}`
        : `sum(${name}) AS ${name}`,
    );
  const names = columns.slice(1).map(({ name }) => name);
  return sql`WITH placed AS (SELECT *, row_number() OVER (
        ORDER BY round(abs(effect), 12) DESC NULLS LAST, segment IS NULL, ${ordered(by)}) AS place FROM ${all})
    SELECT ${by}, ${names.join(', ')} FROM (
      SELECT ${own} AS ${by}, ${names.join(', ')}, place FROM placed WHERE place <= ${top}
      UNION ALL SELECT NULL AS ${by}, 'others' AS state, ${summed.join(', ')}, ${top + 1} AS place
        FROM placed WHERE place > ${top} HAVING count(*) > 0)
    ORDER BY state = 'others', round(effect, 12) DESC NULLS LAST, place`;
}

/** Figures of the whole, under names that no column of the rows has: in texts a column comes before a fact. */
const wholeOf = (all: string, rate: boolean): FactQuery => ({
  columns: [
    { name: 'total_before', type: 'number' },
    { name: 'total_after', type: 'number' },
    { name: 'total_change', type: 'number' },
    ...(rate ? [] : [{ name: 'total_volume_effect', type: 'number' } as const]),
    { name: 'total_mix_effect', type: 'number' },
    { name: 'total_rate_effect', type: 'number' },
    { name: 'segments', type: 'count' },
    { name: 'fresh', type: 'count' },
    { name: 'gone', type: 'count' },
  ],
  query: sql`SELECT *, total_after - total_before AS total_change FROM (
    SELECT ${rate ? 'any_value(big_k0) / nullif(any_value(big_n0), 0)' : 'sum(k0)'} AS total_before,
      ${rate ? 'any_value(big_k1) / nullif(any_value(big_n1), 0)' : 'sum(k1)'} AS total_after,
      sum(volume_effect) AS total_volume_effect, sum(mix_effect) AS total_mix_effect, sum(rate_effect) AS total_rate_effect,
      count(*) AS segments, count(*) FILTER (state = 'new') AS fresh, count(*) FILTER (state = 'gone') AS gone
    FROM ${all})`,
});

/** The segments that push most up and down. */
const leaders = (all: string): readonly FactQuery[] =>
  [
    { name: 'most_up', sign: '> 0', order: 'DESC' },
    { name: 'most_down', sign: '< 0', order: 'ASC' },
  ].map(({ name, sign, order }) => ({
    columns: [
      { name, type: 'text' },
      { name: `${name}_effect`, type: 'number' },
    ],
    query: sql`SELECT segment AS ${name}, effect AS ${name}_effect FROM ${all}
      WHERE effect ${sign} AND segment IS NOT NULL ORDER BY round(effect, 12) ${order}, segment LIMIT 1`,
  }));
