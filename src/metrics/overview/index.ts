import { t } from '../../i18n/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { hasMoney, hasSessions, hasUsers } from '../capabilities.ts';
import { chosen, prose, scopeSentence } from '../describe.ts';
import { formOf, readParameters } from '../parameters/field.ts';
import { scopeOf } from '../parameters/scope.ts';
import { relationName } from '../relation.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import { filtered } from '../sql/scope.ts';
import type { Metric } from '../types.ts';
import { earlyFigures } from './early.ts';
import { figuresByUsers, figuresFromEvents } from './events.ts';
import {
  lackedColumns,
  onlySells,
  overviewColumns,
  overviewSelect,
  tradesNothing,
} from './figures.ts';
import { overviewMembers } from './members.ts';
import { type OverviewParameters, overviewFields } from './parameters.ts';
import { refundsSentence } from './refunds.ts';
import { sessionsApart } from './second.ts';
import { ordersSentence, sessionsSentence } from './sentences.ts';
import { figuresFromSummaries } from './summaries.ts';

/** Traffic, buyers, orders and money of a period, or of each of its days. */
export const overview: Metric<OverviewParameters> = {
  kind: 'overview',
  version: 1,
  schema: formOf(overviewFields),
  parameters(raw, context) {
    const read = readParameters(overviewFields, raw, context);
    return { ...read, ...scopeOf(read, context) };
  },
  plan(parameters, context) {
    const daily = parameters.by === 'day';
    const columns = overviewColumns(context, daily);
    const lacked = lackedColumns(context, parameters);
    const lacks = columns.filter(({ name }) => lacked.includes(name)).map(({ name }) => name);
    const rows = (figures: Sql) =>
      sql`SELECT ${overviewSelect(columns, lacks)} FROM (${figures}) ${daily ? 'ORDER BY day' : ''}`;
    const direct = filtered(parameters);
    const early = earlyFigures(parameters, context);
    const relation = relationName('overview', parameters, context);
    const again = direct
      ? { stages: [], figures: sessionsApart(parameters, context) }
      : figuresByUsers(parameters, context, `${relation}_again`);
    return {
      kind: 'overview',
      relation,
      stages: [],
      query: rows(
        direct ? figuresFromEvents(parameters, context) : figuresFromSummaries(parameters, context),
      ),
      columns,
      facts: [],
      ...(early && { early }),
      known: {
        orders_basis: context.orders,
        sessions_basis: hasSessions(context) ? context.sessions : null,
        uv_basis: parameters.uv,
        ...(lacks.length > 0 && { lacks }),
      },
      audit: {
        stages: again.stages,
        query: rows(again.figures),
        key: daily ? ['day'] : [],
        compare: columns.filter(({ name }) => name !== 'day').map(({ name }) => name),
        way: direct ? 'metrics.audit.sets' : 'metrics.audit.events',
      },
    };
  },
  define(parameters, context, facts) {
    return {
      id: 'overview',
      version: 1,
      title: t(parameters.by === 'day' ? 'metrics.overview.daily' : 'metrics.overview.title'),
      text: prose(
        scopeSentence(parameters, context),
        ...traffic(parameters, context),
        tradesNothing(context.eventTypes) ? t('metrics.without.trade') : ordersSentence(context),
        hasMoney(context)
          ? prose(t('metrics.overview.gmv'), refundsSentence(context))
          : t('metrics.without.money'),
        hasSessions(context) ? sessionsSentence(context) : t('metrics.without.sessions'),
        onlySells(context.eventTypes) ? null : t('metrics.overview.conversion'),
        t(
          parameters.by === 'day' ? 'metrics.overview.distinct.daily' : 'metrics.overview.distinct',
        ),
      ),
      facts: 'lacks' in facts ? { ...facts, lacks_reason: lackedReason(context) } : facts,
    };
  },
  members: overviewMembers,
};

const lackedReason = ({ eventTypes }: DatasetContext) =>
  t(
    onlySells(eventTypes)
      ? 'metrics.lacks.visits'
      : tradesNothing(eventTypes)
        ? 'metrics.lacks.trade'
        : 'metrics.lacks.views',
  );

/** What views and visitors are, as far as the data have them. */
function traffic({ uv }: OverviewParameters, context: DatasetContext): readonly string[] {
  const { eventTypes } = context;
  if (onlySells(eventTypes)) return [t('metrics.without.visitors')];
  const views = eventTypes.length === 0 || eventTypes.includes('view');
  return [
    t(views ? 'metrics.overview.pv' : 'metrics.without.views'),
    hasUsers(context) ? chosen('metrics.overview.uv', uv) : t('metrics.without.users'),
  ];
}
