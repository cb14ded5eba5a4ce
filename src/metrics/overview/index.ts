import { t } from '../../i18n/index.ts';
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
import { overviewColumns, overviewSelect } from './figures.ts';
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
    const rows = (figures: Sql) =>
      sql`SELECT ${overviewSelect(columns)} FROM (${figures}) ${daily ? 'ORDER BY day' : ''}`;
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
        t('metrics.overview.pv'),
        hasUsers(context)
          ? chosen('metrics.overview.uv', parameters.uv)
          : t('metrics.without.users'),
        ordersSentence(context),
        hasMoney(context)
          ? prose(t('metrics.overview.gmv'), refundsSentence(context))
          : t('metrics.without.money'),
        hasSessions(context) ? sessionsSentence(context) : t('metrics.without.sessions'),
        t('metrics.overview.conversion'),
        t(
          parameters.by === 'day' ? 'metrics.overview.distinct.daily' : 'metrics.overview.distinct',
        ),
      ),
      facts,
    };
  },
  members: overviewMembers,
};
