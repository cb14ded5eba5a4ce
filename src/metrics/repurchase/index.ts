import { format, t } from '../../i18n/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { hasUsers, need } from '../capabilities.ts';
import { chosen, prose, scopeSentence } from '../describe.ts';
import { ordersSentence } from '../overview/sentences.ts';
import { formOf, readParameters } from '../parameters/field.ts';
import { scopeOf } from '../parameters/scope.ts';
import { relationName } from '../relation.ts';
import { sql } from '../sql/fragment.ts';
import type { FactQuery, Metric, MetricPlan, PlanColumn } from '../types.ts';
import { orderDays, orderRows, runs, survival, waits } from './orders.ts';
import { lastDay, type RepurchaseParameters, repurchaseFields } from './parameters.ts';
import { repurchaseAudit } from './second.ts';

const number = (name: string): PlanColumn => ({ name, type: 'number' });
const count = (name: string): PlanColumn => ({ name, type: 'count' });

const COLUMNS: readonly PlanColumn[] = [
  count('n'),
  count('buyers'),
  number('share'),
  count('ordered_again'),
  number('next_rate'),
  count('waiting'),
  count('watched_days'),
  number('return_rate'),
  number('return_rate_within'),
  count('median_days'),
];

/** Curves that are drawn: after the first order, the second, … */
const CURVES = 5;

/** Who buys again, after how long, and how far buyers get. */
export const repurchase: Metric<RepurchaseParameters> = {
  kind: 'repurchase',
  version: 1,
  schema: formOf(repurchaseFields),
  parameters(raw, context) {
    need(hasUsers(context), 'repurchase', 'metrics.lacks.users');
    need(context.eventTypes.includes('purchase'), 'repurchase', 'metrics.lacks.purchases');
    const read = readParameters(repurchaseFields, raw, context);
    return { ...read, ...scopeOf(read, context) };
  },
  plan,
  define(parameters, context, facts) {
    const { basis, days } = parameters;
    const rate = facts.repurchase_rate;
    return {
      id: 'repurchase',
      version: 1,
      title: t('metrics.repurchase.title'),
      text: prose(
        t('repurchase.text.rate', { counted: chosen('metrics.rfm.frequency', basis) }),
        basis === 'orders' ? ordersSentence(context) : null,
        typeof rate === 'number'
          ? t('repurchase.text.found', { rate: format.percent(rate) })
          : null,
        t('repurchase.text.interval'),
        t('repurchase.text.censored', { last: format.day(lastDay(parameters, context)) }),
        t('repurchase.text.within', { days }),
        scopeSentence(parameters, context),
      ),
      facts,
    };
  },
};

function plan(parameters: RepurchaseParameters, context: DatasetContext): MetricPlan {
  const relation = relationName('repurchase', parameters, context);
  const [days, run, wait, curve] = ['days', 'runs', 'waits', 'curve'].map(
    (name) => `${relation}_${name}`,
  ) as [string, string, string, string];
  return {
    kind: 'repurchase',
    relation,
    stages: [
      { table: days, query: orderDays(parameters, context) },
      { table: run, query: runs(days) },
      { table: wait, query: waits(run, parameters, context) },
      { table: curve, query: survival(wait) },
    ],
    query: orderRows(sql`${curve}`, parameters.days),
    columns: COLUMNS,
    facts: factsOf(days, run, curve),
    known: {
      basis: parameters.basis,
      orders_basis: context.orders,
      last_day: lastDay(parameters, context),
      days: parameters.days,
    },
    audit: repurchaseAudit(
      parameters,
      context,
      relation,
      COLUMNS.slice(1).map(({ name }) => name),
    ),
  };
}

/** Intervals lie between one order and the next of the same buyer: all but the last of a day are of no days. */
function factsOf(days: string, run: string, curve: string): readonly FactQuery[] {
  const intervals = `(SELECT days, CAST(sum(intervals) AS BIGINT) AS intervals FROM (
      SELECT next - day AS days, 1 AS intervals FROM ${run} WHERE next IS NOT NULL
      UNION ALL SELECT 0, orders - 1 FROM ${run} WHERE orders > 1) GROUP BY days)`;
  const quantile = (share: number) =>
    `min(days) FILTER (upto >= ${share} * total) AS ${share === 0.5 ? 'median_interval' : 'p90_interval'}`;
  return [
    {
      columns: [
        count('buyers'),
        count('orders'),
        count('repeat_buyers'),
        number('repurchase_rate'),
        number('repeat_day_rate'),
      ],
      query: sql`SELECT count(*) AS buyers, sum(own) AS orders, count(*) FILTER (own > 1) AS repeat_buyers,
          count(*) FILTER (own > 1) / nullif(count(*), 0) AS repurchase_rate,
          count(*) FILTER (days > 1) / nullif(count(*), 0) AS repeat_day_rate
        FROM (SELECT sum(orders) AS own, count(*) AS days FROM ${days} GROUP BY user_key)`,
    },
    {
      columns: [
        count('interval_count'),
        number('mean_interval'),
        count('median_interval'),
        count('p90_interval'),
      ],
      query: sql`SELECT max(total) AS interval_count, sum(days * intervals) / max(total) AS mean_interval, ${quantile(0.5)}, ${quantile(0.9)}
        FROM (SELECT days, intervals, sum(intervals) OVER (ORDER BY days) AS upto, sum(intervals) OVER () AS total
          FROM ${intervals})`,
    },
    {
      name: 'intervals',
      columns: [count('days'), count('intervals')],
      query: sql`SELECT days, intervals FROM ${intervals} ORDER BY days`,
    },
    {
      name: 'curve',
      columns: [
        count('n'),
        count('days'),
        count('at_risk'),
        count('ordered'),
        number('return_rate'),
      ],
      query: sql`SELECT n, days, at_risk, ordered, 1 - survival AS return_rate FROM ${curve}
        WHERE n <= ${CURVES} AND ordered > 0 ORDER BY n, days`,
    },
  ];
}
