import { t } from '../../i18n/index.ts';
import { hasUsers, need } from '../capabilities.ts';
import { chosen, prose, scopeSentence } from '../describe.ts';
import { formOf, readParameters } from '../parameters/field.ts';
import { scopeOf } from '../parameters/scope.ts';
import { unitOf } from '../parameters/unit.ts';
import { relationName } from '../relation.ts';
import { lastDay } from '../retention/facts.ts';
import { bind, sql } from '../sql/fragment.ts';
import type { FactQuery, Metric, PlanColumn } from '../types.ts';
import { bounds } from './axis.ts';
import { lifecycleMembers } from './members.ts';
import { pairs } from './pairs.ts';
import { type LifecycleParameters, lifecycleFields } from './parameters.ts';
import { rowsOf } from './rows.ts';
import { apart, rowsApart } from './second.ts';

/** Who is new, stays, comes back or falls asleep, and how often the active ones come. */
export const lifecycle: Metric<LifecycleParameters> = {
  kind: 'lifecycle',
  version: 1,
  schema: formOf(lifecycleFields),
  parameters(raw, context) {
    need(hasUsers(context), 'lifecycle', 'metrics.lacks.users');
    const read = readParameters(lifecycleFields, raw, context);
    const wanted = read.event === 'any' ? null : read.event;
    need(wanted === null || context.eventTypes.includes(wanted), 'lifecycle', 'lifecycle.lacks');
    const { from = null, to = null } = read;
    const unit = unitOf(read.unit, { from: from ?? context.from, to: to ?? context.to });
    return { ...read, unit, ...scopeOf(read, context) };
  },
  plan(parameters, context) {
    const relation = relationName('lifecycle', parameters, context);
    const [seen, again] = [`${relation}_pairs`, `${relation}_again`];
    const columns = columnsOf(parameters);
    return {
      kind: 'lifecycle',
      relation,
      stages: [{ table: seen, query: pairs(parameters, context) }],
      query: rowsOf(parameters, context, seen),
      columns,
      facts: [
        whole(parameters, seen, bounds(parameters, context)),
        ...lastDay(context, parameters.to),
      ],
      known: { unit: parameters.unit, gap: parameters.gap, last_day: context.to },
      audit: {
        stages: [apart(parameters, context, again)],
        query: rowsApart(parameters, context, again),
        key: ['day'],
        compare: columns.map(({ name }) => name).filter((name) => name !== 'day'),
        way: 'metrics.audit.events',
      },
    };
  },
  members: lifecycleMembers,
  define(parameters, context, facts) {
    const { unit, gap, event } = parameters;
    return {
      id: 'lifecycle',
      version: 1,
      title: t('lifecycle.named', { unit: chosen('metrics.unit', unit) }),
      text: prose(
        chosen('lifecycle.active', event),
        t('lifecycle.states', { n: gap, unit: chosen('metrics.unit', unit) }),
        t(unit === 'day' ? 'lifecycle.sticky.day' : 'lifecycle.sticky.period'),
        t('lifecycle.history'),
        unit === 'week'
          ? t('metrics.retention.week', { day: t(`metrics.weekday.${context.weekStart}`) })
          : null,
        facts.last_day_cut === true ? t('metrics.retention.cut') : null,
        scopeSentence(parameters, context),
      ),
      facts,
    };
  },
};

function columnsOf({ unit }: LifecycleParameters): readonly PlanColumn[] {
  const counts = ['active', 'new', 'returning', 'resurrected', 'dormant', 'dormant_total'];
  const [more, shares] =
    unit === 'day'
      ? [
          ['wau', 'mau'],
          ['stickiness_week', 'stickiness'],
        ]
      : [[], ['mean_daily', 'stickiness']];
  return [
    { name: 'day', type: 'day' },
    ...[...counts, ...more].map((name) => ({ name, type: 'count' }) as const),
    ...shares.map((name) => ({ name, type: 'number' }) as const),
    { name: 'complete', type: 'flag' },
  ];
}

/** Over all days asked for: who was active, on how many days on average, and the one by the other. */
function whole(
  { from }: LifecycleParameters,
  seen: string,
  { first, last }: { readonly first: string; readonly last: string },
): FactQuery {
  const begin = sql`CAST(${bind(from ?? first)} AS DATE)`;
  return {
    columns: [
      { name: 'days', type: 'count' },
      { name: 'period_active', type: 'count' },
      { name: 'mean_daily_active', type: 'number' },
      { name: 'period_stickiness', type: 'number' },
    ],
    query: sql`SELECT days, period_active, user_days / days AS mean_daily_active,
        user_days / days / nullif(period_active, 0) AS period_stickiness
      FROM (SELECT CAST(${bind(last)} AS DATE) - ${begin} + 1 AS days, coalesce(sum(users), 0) AS user_days,
          coalesce(sum(users) FILTER (previous_day IS NULL OR previous_day < ${begin}), 0) AS period_active
        FROM ${seen} WHERE day >= ${begin})`,
  };
}
