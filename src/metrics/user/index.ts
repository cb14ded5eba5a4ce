import { format, t } from '../../i18n/index.ts';
import { DICTIONARY } from '../../warehouse/tables/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { has, hasMoney, hasSessions, hasUsers, need } from '../capabilities.ts';
import { prose, scopeSentence } from '../describe.ts';
import { formOf, type ParametersOf, readParameters } from '../parameters/field.ts';
import { text } from '../parameters/kinds.ts';
import { scopeFields, scopeOf } from '../parameters/scope.ts';
import { relationName } from '../relation.ts';
import { rfm } from '../rfm/index.ts';
import { bind, type Sql, sql } from '../sql/fragment.ts';
import { filterConditions, scopedEvents } from '../sql/scope.ts';
import type { Facts, Metric, PlanColumn } from '../types.ts';
import { segmentName } from './segment-name.ts';

const fields = { user: text('user.parameter', null), ...scopeFields };

export type UserParameters = ParametersOf<typeof fields>;

/** One user's events in time, and what they come to. */
export const user: Metric<UserParameters> = {
  kind: 'user',
  version: 1,
  schema: formOf(fields),
  parameters(raw, context) {
    need(hasUsers(context), 'user', 'metrics.lacks.users');
    const read = readParameters(fields, raw, context);
    // Refuses an identifier that the data cannot have.
    if (read.user !== null) filterConditions({ user_id: [read.user.trim()] }, context);
    return { ...read, user: read.user?.trim() ?? null, ...scopeOf(read, context) };
  },
  plan(parameters, context) {
    const relation = relationName('user', parameters, context);
    const columns = columnsOf(context);
    const own = sql`user_key = ${keyOf(parameters, context)}`;
    const ranked = rfmOf(context);
    return {
      kind: 'user',
      relation,
      stages: ranked?.stages ?? [],
      query: eventsOf(sql`${scopedEvents(parameters, context, own)}`, context),
      columns,
      facts: [
        {
          columns: [
            { name: 'user_id', type: 'text' },
            { name: 'events', type: 'count' },
            { name: 'sessions', type: 'count' },
            { name: 'days', type: 'count' },
            { name: 'first', type: 'text' },
            { name: 'last', type: 'text' },
            { name: 'purchases', type: 'count' },
            ...(hasMoney(context) ? [{ name: 'gmv', type: 'number' } as const] : []),
          ],
          query: sql`SELECT any_value(user_id) AS user_id, count(*) AS events, count(DISTINCT session) AS sessions,
              count(DISTINCT substr(time, 1, 10)) AS days, min(time) AS first, max(time) AS last,
              count(*) FILTER (event_type = 'purchase') AS purchases
              ${hasMoney(context) ? `, sum(amount) FILTER (event_type = 'purchase') AS gmv` : ''}
            FROM ${relation}`,
        },
        ...(ranked
          ? [
              {
                columns: [
                  { name: 'segment', type: 'text' },
                  { name: 'recency', type: 'count' },
                  { name: 'frequency', type: 'count' },
                ] as const,
                query: sql`SELECT segment, recency, frequency FROM (${ranked.query})
                  WHERE CAST(user_id AS VARCHAR) = (SELECT any_value(user_id) FROM ${relation})`,
              },
            ]
          : []),
      ],
      known: { chosen: parameters.user !== null },
      audit: {
        query: eventsOf(
          sql`(SELECT * FROM ${scopedEvents(parameters, context)}) WHERE user_key IN (SELECT user_key FROM dws_user WHERE ${own})`,
          context,
        ),
        key: ['n'],
        compare: columns.filter(({ name }) => name !== 'n').map(({ name }) => name),
        way: 'user.audit',
      },
    };
  },
  define(parameters, context, facts) {
    const number = (name: string) => Number(facts[name] ?? 0);
    const said = number('events') === 0 ? t('user.nobody') : figures(facts, number);
    return {
      id: 'user',
      version: 1,
      title: t('user.named', { user: String(facts.user_id ?? parameters.user ?? '') }),
      text: prose(
        parameters.user === null ? t(number('purchases') > 0 ? 'user.busiest' : 'user.most') : null,
        said,
        scopeSentence(parameters, context),
      ),
      facts,
    };
  },
};

function figures(facts: Facts, number: (name: string) => number): string {
  const [first, last] = [facts.first, facts.last].map((at) =>
    typeof at === 'string' ? format.day(at.slice(0, 10)) : '',
  );
  return t('user.text', {
    events: number('events'),
    sessions: number('sessions'),
    days: number('days'),
    first: first ?? '',
    last: last ?? '',
    purchases: number('purchases'),
    segment: typeof facts.segment === 'string' ? segmentName(facts.segment) : t('user.no-segment'),
  });
}

/** SQL of the user's key: the one that was asked for, else whoever bought most. */
function keyOf({ user: id }: UserParameters, context: DatasetContext): Sql {
  if (id === null)
    return sql`(SELECT user_key FROM dws_user ORDER BY purchases DESC, events DESC, user_key LIMIT 1)`;
  return context.textual.includes('user_id')
    ? sql`(SELECT any_value(user_key) FROM ${DICTIONARY.user_id} WHERE user_id = ${bind(id)})`
    : sql`TRY_CAST(${bind(id)} AS BIGINT)`;
}

function columnsOf(context: DatasetContext): readonly PlanColumn[] {
  return [
    { name: 'n', type: 'count' },
    { name: 'user_id', type: 'text' },
    { name: 'time', type: 'text' },
    { name: 'event_type', type: 'text' },
    ...(has(context, 'item_id') ? [{ name: 'item_id', type: 'text' } as const] : []),
    ...(['category_path', 'brand', 'device'] as const).flatMap((name) =>
      has(context, name) ? [{ name, type: 'text' } as const] : [],
    ),
    ...(hasMoney(context) ? [{ name: 'amount', type: 'number' } as const] : []),
    ...(hasSessions(context) ? [{ name: 'session', type: 'count' } as const] : []),
  ];
}

/** The events in time, numbered; their sessions are numbered in the order in which they begin. */
function eventsOf(from: Sql, context: DatasetContext): Sql {
  const [user, item] = (['user_id', 'item_id'] as const).map((id) => {
    const key = id.replace('_id', '_key');
    return context.textual.includes(id)
      ? `(SELECT any_value(${id}) FROM ${DICTIONARY[id]} d WHERE d.${key} = e.${key})`
      : `CAST(e.${key} AS VARCHAR)`;
  });
  const order = `event_time, event_type${has(context, 'item_id') ? ', item_key' : ''}${hasMoney(context) ? ', amount' : ''}`;
  const names = (['category_path', 'brand', 'device'] as const).filter((name) =>
    has(context, name),
  );
  const list = [
    `row_number() OVER (ORDER BY ${order}) AS n`,
    `${user} AS user_id`,
    'CAST(local_time AS VARCHAR) AS time',
    'CAST(event_type AS VARCHAR) AS event_type',
    ...(has(context, 'item_id') ? [`${item} AS item_id`] : []),
    ...names,
    ...(hasMoney(context) ? ['amount'] : []),
    ...(hasSessions(context)
      ? [
          'CASE WHEN session_key IS NULL THEN NULL ELSE dense_rank() OVER (ORDER BY began, session_key) END AS session',
        ]
      : []),
  ];
  const began = hasSessions(context)
    ? ', min(event_time) OVER (PARTITION BY session_key) AS began'
    : '';
  return sql`SELECT ${list.join(', ')} FROM (SELECT *${began} FROM ${from}) e ORDER BY n`;
}

/** Every buyer's segment, in tables apart from those of the analysis of that name. */
function rfmOf(context: DatasetContext) {
  if (!context.eventTypes.includes('purchase')) return null;
  const apart = { ...context, tab: `${context.tab ?? ''}user` };
  return rfm.plan(rfm.parameters({}, context), apart);
}
