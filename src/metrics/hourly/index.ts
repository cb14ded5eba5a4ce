import { t } from '../../i18n/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { hasHours, hasSessions, hasUsers, need } from '../capabilities.ts';
import { chosen, prose, scopeSentence } from '../describe.ts';
import { sessionsSentence } from '../overview/sentences.ts';
import { formOf, type ParametersOf, readParameters } from '../parameters/field.ts';
import { choice, optionalChoice } from '../parameters/kinds.ts';
import { scopeFields, scopeOf } from '../parameters/scope.ts';
import { relationName } from '../relation.ts';
import { type Sql, sql, where } from '../sql/fragment.ts';
import { filterConditions } from '../sql/scope.ts';
import type { FactQuery, Metric, PlanColumn } from '../types.ts';
import { eventsByUsers, fromEvents, fromSets, fromSummaries } from './figures.ts';
import { hourlyMembers } from './members.ts';

const fields = {
  basis: choice(
    'metrics.parameter.basis',
    {
      event: 'metrics.basis.event',
      user: 'metrics.basis.user',
      session: 'metrics.basis.session',
    },
    'event',
  ),
  by: optionalChoice('metrics.parameter.by', { weekday: 'metrics.by.weekday' }),
  ...scopeFields,
};

export type HourlyParameters = ParametersOf<typeof fields>;

/** Traffic and conversion by the hour of the day, or by weekday and hour. */
export const hourly: Metric<HourlyParameters> = {
  kind: 'hourly',
  version: 1,
  schema: formOf(fields),
  parameters(raw, context) {
    need(hasHours(context), 'hourly', 'metrics.lacks.hours');
    const read = readParameters(fields, raw, context);
    need(read.basis !== 'user' || hasUsers(context), 'hourly', 'metrics.lacks.users');
    need(read.basis !== 'session' || hasSessions(context), 'hourly', 'metrics.lacks.sessions');
    return { ...read, ...scopeOf(read, context) };
  },
  plan(parameters, context) {
    const relation = relationName('hourly', parameters, context);
    // Hours are rows: a choice of them leaves some of the rows out.
    const onlyHours = Object.keys(parameters.filters).every((column) => column === 'hour');
    const direct = !onlyHours || parameters.basis === 'session';
    const asked = { ...parameters, weekday: parameters.by === 'weekday' };
    const whole = { ...asked, filters: {} };
    const ofHours = where(direct ? [] : filterConditions(parameters.filters, context));
    const columns = columnsOf(parameters, context);
    const again = direct
      ? { stages: [], figures: fromSets(asked, context) }
      : eventsByUsers(whole, context, `${relation}_again`);
    const rows = (figures: Sql) => sql`SELECT ${columns.map(figure).join(', ')}
      FROM (${figures}) ${ofHours} ORDER BY ${asked.weekday ? `(weekday - ${context.weekStart} + 7) % 7,` : ''} hour`;
    return {
      kind: 'hourly',
      relation,
      stages: [],
      query: rows(direct ? fromEvents(asked, context) : fromSummaries(whole, context)),
      columns,
      facts: peaks(relation, asked.weekday, hasUsers(context)),
      known: { basis: parameters.basis, by: parameters.by, week_start: context.weekStart },
      audit: {
        stages: again.stages,
        query: rows(again.figures),
        key: asked.weekday ? ['weekday', 'hour'] : ['hour'],
        compare: columns
          .filter(({ name }) => name !== 'hour' && name !== 'weekday')
          .map(({ name }) => name),
        way: direct ? 'metrics.audit.sets' : 'metrics.audit.events',
      },
    };

    function figure({ name }: PlanColumn): string {
      if (name !== 'conversion') return name;
      const [part, whole] = {
        event: ['purchases', 'views'],
        user: ['buyers', 'users'],
        session: ['purchase_sessions', 'view_sessions'],
      }[parameters.basis] as [string, string];
      return `CAST(${part} AS DOUBLE) / nullif(${whole}, 0) AS conversion`;
    }
  },
  define(parameters, context, facts) {
    return {
      id: 'hourly',
      version: 1,
      title: t(parameters.by === 'weekday' ? 'metrics.hourly.weekday' : 'metrics.hourly.title'),
      text: prose(
        t('metrics.hourly.hours', { zone: context.reportTimezone }),
        parameters.by === 'weekday' ? t('metrics.hourly.weekdays') : null,
        t(hasUsers(context) ? 'metrics.hourly.users' : 'metrics.without.users'),
        chosen('metrics.hourly.conversion', parameters.basis),
        parameters.basis === 'session' ? sessionsSentence(context) : null,
        scopeSentence(parameters, context),
      ),
      facts,
    };
  },
  members: hourlyMembers,
};

function columnsOf({ by }: HourlyParameters, context: DatasetContext): readonly PlanColumn[] {
  return [
    ...(by === 'weekday' ? [{ name: 'weekday', type: 'count' } as const] : []),
    { name: 'hour', type: 'count' },
    { name: 'views', type: 'count' },
    ...(hasUsers(context) ? [{ name: 'users', type: 'count' } as const] : []),
    { name: 'purchases', type: 'count' },
    { name: 'conversion', type: 'number' },
  ];
}

/** The busiest hour of each figure, the earlier one where two are equal; none where nothing is counted at any hour. */
function peaks(relation: string, weekday: boolean, users: boolean): readonly FactQuery[] {
  return ['views', 'purchases', 'conversion', ...(users ? ['users'] : [])].map((name) => ({
    columns: [
      { name: `peak_${name}_hour`, type: 'count' },
      ...(weekday ? [{ name: `peak_${name}_weekday`, type: 'count' } as const] : []),
      { name: `peak_${name}`, type: 'number' },
    ],
    query: sql`SELECT hour AS peak_${name}_hour, ${weekday ? `weekday AS peak_${name}_weekday,` : ''} ${name} AS peak_${name}
      FROM ${relation} WHERE ${name} > 0 ORDER BY ${name} DESC, ${weekday ? 'weekday, ' : ''}hour LIMIT 1`,
  }));
}
