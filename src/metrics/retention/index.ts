import { t } from '../../i18n/index.ts';
import { hasUsers, need } from '../capabilities.ts';
import { chosen, prose, scopeSentence } from '../describe.ts';
import { formOf, readParameters, refused } from '../parameters/field.ts';
import { scopeOf } from '../parameters/scope.ts';
import { relationName } from '../relation.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import type { Metric, PlanColumn } from '../types.ts';
import { counts, observed, retained } from './cells.ts';
import { lastDay, summary } from './facts.ts';
import { type RetentionParameters, retentionFields } from './parameters.ts';
import { cohortsReached, countsReached, returnsAreCounted } from './reached.ts';
import { members, returns, returnsApart } from './returns.ts';

/** Who comes back, by the day (week, month) of first coming. */
export const retention: Metric<RetentionParameters> = {
  kind: 'retention',
  version: 1,
  schema: formOf(retentionFields),
  parameters(raw, context) {
    need(hasUsers(context), 'retention', 'metrics.lacks.users');
    const read = readParameters(retentionFields, raw, context);
    if (read.day === '24h') {
      need(context.grain !== 'day', 'retention', 'metrics.lacks.hours');
      if (read.unit === 'month') throw refused('day', '24h', t('metrics.allowed.not_month'));
    }
    return { ...read, ...scopeOf(read, context) };
  },
  plan(parameters, context) {
    const relation = relationName('retention', parameters, context);
    const cohorts = `${relation}_cohorts`;
    const returned = `${relation}_returns`;
    const bracket = parameters.mode === 'bracket';
    const columns: readonly PlanColumn[] = [
      { name: 'cohort', type: 'day' },
      { name: 'period', type: 'count' },
      ...(bracket ? [{ name: 'until', type: 'count' } as const] : []),
      { name: 'users', type: 'count' },
      { name: 'size', type: 'count' },
      { name: 'rate', type: 'number' },
      { name: 'complete', type: 'flag' },
    ];
    const cell = ['cohort', 'period', ...(bracket ? ['until'] : [])];
    const again = `${relation}_again`;
    const apart = (
      ...ranges: readonly Sql[]
    ) => sql`SELECT ${cell.join(', ')}, count(DISTINCT u) AS users
      FROM (${returnsApart(parameters, context, ...ranges)}) JOIN (${observed(parameters, context, cohorts)}) USING (cohort)
      WHERE ${{ exact: 'n = period', rolling: 'n >= period', bracket: 'n BETWEEN period AND until' }[parameters.mode]}
      GROUP BY ${cell.join(', ')}`;
    return {
      kind: 'retention',
      relation,
      ...(returnsAreCounted(parameters, context)
        ? {
            stages: [{ table: cohorts, query: cohortsReached(parameters, context) }],
            query: retained(
              observed(parameters, context, cohorts, 'CAST(sum(users) AS BIGINT)'),
              countsReached(parameters, context),
              bracket,
            ),
          }
        : {
            stages: [
              { table: cohorts, query: members(parameters, context) },
              { table: returned, query: returns(parameters, context, sql`${cohorts}`) },
            ],
            query: retained(
              observed(parameters, context, cohorts),
              counts(parameters, returned),
              bracket,
            ),
          }),
      columns,
      facts: [...summary(parameters, relation), ...lastDay(context)],
      known: {
        unit: parameters.unit,
        mode: parameters.mode,
        last_day: context.to,
        week_start: context.weekStart,
      },
      audit: {
        stages: [
          { table: cohorts, query: members(parameters, context) },
          { table: again, query: apart(), slice: { column: 'user_key', query: apart } },
        ],
        query: retained(
          observed(parameters, context, cohorts),
          sql`SELECT ${cell.join(', ')}, sum(users) AS users FROM ${again} GROUP BY ALL`,
          bracket,
        ),
        key: cell,
        compare: ['users', 'size', 'rate'],
        way: 'metrics.audit.events',
      },
    };
  },
  define(parameters, context, facts) {
    const { cohort, event, unit, mode, day } = parameters;
    return {
      id: 'retention',
      version: 1,
      title: t('metrics.retention.named', {
        cohort: chosen('metrics.event', cohort),
        unit: chosen('metrics.unit', unit),
      }),
      text: prose(
        chosen('metrics.retention.cohort', cohort, { unit: chosen('metrics.unit', unit) }),
        chosen('metrics.retention.event', event),
        chosen('metrics.retention.means', mode, { unit: chosen('metrics.unit', unit) }),
        mode === 'bracket'
          ? t('metrics.retention.brackets', {
              list: parameters.ranges
                .map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`))
                .join(', '),
            })
          : null,
        day === '24h'
          ? t('metrics.retention.rolling_days')
          : t('metrics.retention.calendar_days', { zone: context.reportTimezone }),
        unit === 'week' && day === 'calendar'
          ? t('metrics.retention.week', { day: t(`metrics.weekday.${context.weekStart}`) })
          : null,
        t('metrics.retention.absent'),
        facts.last_day_cut === true ? t('metrics.retention.cut') : null,
        t('metrics.retention.period'),
        scopeSentence(parameters, context),
      ),
      facts,
    };
  },
};
