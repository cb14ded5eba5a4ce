import { format, t } from '../../i18n/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { orders, people } from '../breakdown/people.ts';
import { inLayer, sums, sumsApart } from '../breakdown/sums.ts';
import { chosen, prose, scopeSentence } from '../describe.ts';
import { ordersSentence, sessionsSentence } from '../overview/sentences.ts';
import { formOf } from '../parameters/field.ts';
import { relationName } from '../relation.ts';
import { sql } from '../sql/fragment.ts';
import type { EarlyPlan, FactQuery, Metric, PlanColumn } from '../types.ts';
import {
  type BrandsParameters,
  brandsFields,
  groupingOf,
  readBrands,
  toldBy,
} from './parameters.ts';
import { brandsColumns, brandsRows, brandsShown, type Sources } from './rows.ts';

/** Brands, or categories of one level: their funnels, losses and shares beside those of their competitors. */
export const brands: Metric<BrandsParameters> = {
  kind: 'brands',
  version: 1,
  schema: formOf(brandsFields),
  parameters: readBrands,
  picks: {
    parent: { parameter: 'parent', most: 1 },
    brand: { parameter: 'chosen', most: 2 },
    category: { parameter: 'chosen', most: 2 },
  },
  plan(parameters, context) {
    const relation = relationName('brands', parameters, context);
    const columns = brandsColumns(parameters, context);
    const first = sourcesOf(parameters, context, relation, false);
    const second = sourcesOf(parameters, context, `${relation}_again`, true);
    const all = `${relation}_all`;
    return {
      kind: 'brands',
      relation,
      stages: [
        ...first.stages,
        { table: all, query: brandsRows(parameters, context, first.sources) },
      ],
      query: brandsShown(columns, parameters, sql`${all}`),
      columns,
      facts: [wholeOf(all, context), leftOut(`${relation}_sums`)],
      known: {
        entity: parameters.entity,
        parent: parameters.parent,
        measure: parameters.measure,
        basis: parameters.basis,
        layer: inLayer(groupingOf(parameters), parameters, context) ? 'dws' : 'dwd',
      },
      ...earlyOf(parameters, context, columns),
      audit: {
        stages: second.stages,
        query: brandsShown(
          columns,
          parameters,
          sql`(${brandsRows(parameters, context, second.sources)})`,
        ),
        key: [parameters.entity],
        compare: columns.map(({ name }) => name).filter((name) => name !== parameters.entity),
        way: 'metrics.audit.sets',
      },
    };
  },
  define(parameters, context, facts) {
    const number = (name: string) => (typeof facts[name] === 'number' ? facts[name] : 0);
    const entity = chosen('metrics.entities', parameters.entity);
    return {
      id: 'brands',
      version: 1,
      title: t(
        parameters.entity === 'brand' ? 'metrics.brands.title' : 'metrics.brands.categories',
      ),
      text: prose(
        parameters.parent === null
          ? null
          : t('metrics.brands.under', { parent: parameters.parent.replaceAll('.', ' › ') }),
        t('metrics.brands.ranked', {
          entity,
          measure: chosen('metrics.measure', parameters.measure),
          top: parameters.top,
        }),
        parameters.entity === 'category' && context.columns.includes('category_path')
          ? t('metrics.breakdown.paths')
          : null,
        chosen('metrics.brands.basis', parameters.basis),
        toldBy(context).interest
          ? t(toldBy(context).favs ? 'metrics.brands.loss.favs' : 'metrics.brands.loss')
          : null,
        t('metrics.brands.orders'),
        ordersSentence(context),
        parameters.basis === 'session' ? sessionsSentence(context) : null,
        toldBy(context).money ? null : t('metrics.without.money'),
        toldBy(context).users ? null : t('metrics.without.users'),
        t('metrics.brands.left_out', {
          entity,
          n: number('left_out_events'),
          share: format.percent(number('left_out_share')),
        }),
        parameters.minimum > 0
          ? t('metrics.brands.minimum', { n: number('small'), minimum: parameters.minimum })
          : null,
        scopeSentence(parameters, context),
      ),
      facts,
    };
  },
};

function sourcesOf(
  parameters: BrandsParameters,
  context: DatasetContext,
  relation: string,
  second: boolean,
) {
  const grouping = groupingOf(parameters);
  const [summed, users, sessions] = ['sums', 'users', 'sessions'].map(
    (name) => `${relation}_${name}`,
  ) as [string, string, string];
  const counted = toldBy(context).users;
  const sources: Sources = {
    sums: sql`SELECT * FROM ${summed}`,
    users: counted ? users : null,
    sessions: parameters.basis === 'session' ? sessions : null,
    orders: orders(grouping, parameters, context, second),
  };
  const stages = [
    { table: summed, query: (second ? sumsApart : sums)(grouping, parameters, context) },
    ...(counted ? [people(users, 'user', grouping, parameters, context, second)] : []),
    ...(sources.sessions
      ? [people(sessions, 'session', grouping, parameters, context, second)]
      : []),
  ];
  return { stages, sources };
}

/** The sums of a layer at once, before users and orders are counted. */
function earlyOf(
  parameters: BrandsParameters,
  context: DatasetContext,
  all: readonly PlanColumn[],
): { readonly early?: EarlyPlan } {
  const grouping = groupingOf(parameters);
  const counted = ['users', 'buyers', 'orders', 'aov'];
  if (!inLayer(grouping, parameters, context)) return {};
  if (parameters.basis !== 'event' || counted.includes(parameters.measure)) return {};
  const columns = all.filter(({ name }) => !counted.includes(name));
  const sources = {
    sums: sums(grouping, parameters, context),
    users: null,
    sessions: null,
    orders: null,
  };
  return {
    early: {
      query: brandsShown(columns, parameters, sql`(${brandsRows(parameters, context, sources)})`),
      columns,
      pending: all.filter((one) => !columns.includes(one)).map(({ name }) => name),
    },
  };
}

/** What all entities come to together, those that are not listed included. */
function wholeOf(all: string, context: DatasetContext): FactQuery {
  const told = toldBy(context);
  const names = [
    ...(told.views ? ['views', 'viewed'] : []),
    ...(told.interest ? ['interested'] : []),
    'bought',
    'purchases',
    'orders',
    ...(told.users ? ['users', 'buyers'] : []),
    ...(told.money ? ['gmv'] : []),
  ];
  return {
    columns: [
      { name: 'entities', type: 'count' },
      { name: 'small', type: 'count' },
      ...names.map((name) => ({ name: `all_${name}`, type: 'number' }) as const),
    ],
    query: sql`SELECT count(*) AS entities, count(*) FILTER (NOT listed) AS small,
        ${names.map((name) => `sum(${name}) AS all_${name}`).join(', ')} FROM ${all}`,
  };
}

/** Events of no entity. */
const leftOut = (summed: string): FactQuery => ({
  columns: [
    { name: 'left_out_events', type: 'count' },
    { name: 'left_out_share', type: 'number' },
  ],
  query: sql`SELECT coalesce(sum(n) FILTER (segment IS NULL), 0) AS left_out_events,
      coalesce(sum(n) FILTER (segment IS NULL), 0) / nullif(sum(n), 0) AS left_out_share
    FROM (SELECT segment, views + favs + carts + purchases AS n FROM ${summed})`,
});
