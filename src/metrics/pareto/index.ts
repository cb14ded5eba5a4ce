import { format, t } from '../../i18n/index.ts';
import { hasMoney, need, needColumn } from '../capabilities.ts';
import { chosen, prose, scopeSentence } from '../describe.ts';
import { formOf, type ParametersOf, readParameters } from '../parameters/field.ts';
import { choice, number } from '../parameters/kinds.ts';
import { scopeFields, scopeOf } from '../parameters/scope.ts';
import { relationName } from '../relation.ts';
import { sql } from '../sql/fragment.ts';
import type { Metric, PlanColumn } from '../types.ts';
import { curveFacts } from './curve.ts';
import { paretoMembers } from './members.ts';
import { canRank, goodsOf, labelled, ranked } from './ranking.ts';
import { type Ranking, valuesFromEvents, valuesFromSummaries } from './values.ts';

const fields = {
  entity: choice(
    'metrics.parameter.entity',
    {
      auto: 'metrics.entity.auto',
      category: 'metrics.by.category',
      item: 'metrics.by.item',
      brand: 'metrics.by.brand',
      user: 'metrics.basis.user',
    },
    'auto',
  ),
  measure: choice(
    'metrics.parameter.measure',
    {
      purchases: 'metrics.measure.purchases',
      gmv: 'metrics.measure.gmv',
      views: 'metrics.measure.views',
    },
    'purchases',
  ),
  threshold: number('metrics.parameter.threshold', 0.8, { minimum: 0.01, maximum: 1 }),
  ...scopeFields,
};

export type ParetoParameters = Omit<ParametersOf<typeof fields>, 'entity'> & Ranking;

/** How few make how much: entities by what they bring, largest first. */
export const pareto: Metric<ParetoParameters> = {
  kind: 'pareto',
  version: 1,
  schema: formOf(fields),
  parameters(raw, context) {
    const read = readParameters(fields, raw, context);
    const entity = read.entity === 'auto' ? goodsOf(context) : read.entity;
    need(entity !== null, 'pareto', 'metrics.lacks.goods');
    const able = canRank(entity, context);
    if (entity === 'user') need(able, 'pareto', 'metrics.lacks.users');
    else needColumn(able, 'pareto', entity);
    need(read.measure !== 'gmv' || hasMoney(context), 'pareto', 'metrics.lacks.money');
    return { ...read, entity, ...scopeOf(read, context) };
  },
  plan(parameters, context) {
    const relation = relationName('pareto', parameters, context);
    const values = `${relation}_values`;
    const columns: readonly PlanColumn[] = [
      { name: 'rank', type: 'count' },
      { name: 'id', type: 'id' },
      ...(labelled(parameters, context) ? [{ name: 'label', type: 'text' } as const] : []),
      { name: 'value', type: 'number' },
      { name: 'share', type: 'number' },
      { name: 'cumulative_share', type: 'number' },
      { name: 'head', type: 'flag' },
    ];
    return {
      kind: 'pareto',
      relation,
      stages: [{ table: values, query: valuesFromSummaries(parameters, context) }],
      query: ranked(parameters, context, sql`${values}`),
      columns,
      facts: [
        ...curveFacts(relation),
        {
          columns: [
            { name: 'left_out_rows', type: 'count' },
            { name: 'left_out_share', type: 'number' },
            { name: 'left_out_value_share', type: 'number' },
          ],
          query: sql`SELECT coalesce(sum(rows) FILTER (key IS NULL), 0) AS left_out_rows,
              coalesce(sum(rows) FILTER (key IS NULL), 0) / nullif(sum(rows), 0) AS left_out_share,
              CAST(coalesce(sum(value) FILTER (key IS NULL), 0) AS DOUBLE)
                / nullif(CAST(sum(value) AS DOUBLE), 0) AS left_out_value_share
            FROM ${values}`,
        },
      ],
      known: {
        entity: parameters.entity,
        measure: parameters.measure,
        threshold: parameters.threshold,
      },
      audit: {
        query: ranked(parameters, context, sql`(${valuesFromEvents(parameters, context, true)})`),
        key: ['id'],
        compare: ['rank', 'value', 'share', 'cumulative_share', 'head'],
        way: 'metrics.audit.events',
      },
    };
  },
  worded: (rows, facts, { entity }) => ({
    rows,
    facts: { ...facts, entity_words: chosen('metrics.entities', entity) },
  }),
  define(parameters, context, facts) {
    const entity = chosen('metrics.entities', parameters.entity);
    const number = (name: string) => (typeof facts[name] === 'number' ? facts[name] : 0);
    const shape = () => [
      t('metrics.pareto.head', {
        threshold: format.percent(parameters.threshold),
        head: number('head_count'),
        entities: number('entities'),
        share: format.percent(number('head_share')),
        entity,
      }),
      t('metrics.pareto.gini', { gini: format.decimal(number('gini'), 3) }),
    ];
    return {
      id: 'pareto',
      version: 1,
      title: t('metrics.pareto.named', {
        entity,
        measure: chosen('metrics.measure', parameters.measure),
      }),
      text: prose(
        chosen('metrics.pareto.measure', parameters.measure, { entity }),
        ...(number('entities') > 0 ? shape() : [t('metrics.pareto.none')]),
        t('metrics.pareto.left_out', {
          entity,
          rows: number('left_out_rows'),
          share: format.percent(number('left_out_share')),
        }),
        scopeSentence(parameters, context),
      ),
      facts,
    };
  },
  members: paretoMembers,
};
