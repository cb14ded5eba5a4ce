import { t } from '../../i18n/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { hasUsers, need } from '../capabilities.ts';
import { chosen, prose, scopeSentence } from '../describe.ts';
import { formOf, readParameters, refused } from '../parameters/field.ts';
import { scopeOf } from '../parameters/scope.ts';
import { relationName } from '../relation.ts';
import type { Facts, Metric } from '../types.ts';
import { newest, total } from './facts.ts';
import { retentionMembers } from './members.ts';
import { cohortUnit, type RetentionParameters, retentionFields } from './parameters.ts';
import { retentionPlan } from './plan.ts';

/** Who comes back, by the day (week, month) of first coming. */
export const retention: Metric<RetentionParameters> = {
  kind: 'retention',
  version: 1,
  schema: formOf(retentionFields),
  parameters(raw, context) {
    need(hasUsers(context), 'retention', 'metrics.lacks.users');
    const asked = readParameters(retentionFields, raw, context);
    const read = { ...asked, unit: cohortUnit(asked, context) };
    agree(read, context, 'retention');
    return { ...read, ...scopeOf(read, context) };
  },
  plan(parameters, context) {
    const plan = retentionPlan(parameters, context, relationName('retention', parameters, context));
    const { relation, columns } = plan;
    return { ...plan, facts: [...plan.facts, newest(relation, columns), total(relation)] };
  },
  define(parameters, context, facts) {
    const { cohort, unit } = parameters;
    return {
      id: 'retention',
      version: 1,
      title: t('metrics.retention.named', {
        cohort: chosen('metrics.retention.first', cohort),
        unit: chosen('metrics.unit', unit),
      }),
      text: retentionText(parameters, context, facts),
      facts,
    };
  },
  members: retentionMembers,
};

/** What cohorts, coming back and cells mean, with every parameter spelled out. */
export function retentionText(
  parameters: RetentionParameters,
  context: DatasetContext,
  facts: Facts,
): string {
  const { cohort, event, unit, mode, day } = parameters;
  return prose(
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
  );
}

/** Refuses rolling days where the data have no hours, or of months. */
export function agree(
  { day, unit }: Pick<RetentionParameters, 'day' | 'unit'>,
  context: DatasetContext,
  kind: string,
): void {
  if (day !== '24h') return;
  need(context.grain !== 'day', kind, 'metrics.lacks.hours');
  if (unit === 'month') throw refused('day', '24h', t('metrics.allowed.not_month'));
}
