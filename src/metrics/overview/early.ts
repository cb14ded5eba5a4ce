import type { DatasetContext } from '../../warehouse/types.ts';
import { hasUsers } from '../capabilities.ts';
import { relationName } from '../relation.ts';
import { sql, where } from '../sql/fragment.ts';
import { layerOf } from '../sql/layer.ts';
import type { EarlyPlan, PlanColumn, Row } from '../types.ts';
import { overviewOfDays } from './early-rows.ts';
import { lackedColumns, overviewColumns, overviewSelect } from './figures.ts';
import type { OverviewParameters } from './parameters.ts';

/** What each figure that is not a plain sum needs. */
const NEEDS: Readonly<Record<string, readonly ('users' | 'orders' | 'sessions' | 'refunds')[]>> = {
  uv: ['users'],
  buyers: ['users'],
  orders: ['orders'],
  aov: ['orders'],
  sessions: ['sessions'],
  conversion_user: ['users'],
  conversion_session: ['sessions'],
  bounce_rate: ['sessions'],
  net_gmv: ['refunds'],
  arppu: ['users'],
  pv_per_user: ['users'],
};

/**
 * The figures of a filtered scope that a small layer tells at once: sums always; users and orders where one row stands
 * for a day, and days are asked for. Null where no layer can be filtered so.
 */
export function earlyFigures(
  parameters: OverviewParameters,
  context: DatasetContext,
): EarlyPlan | null {
  const layer = layerOf(parameters, context);
  if (!layer) return null;
  const daily = parameters.by === 'day';
  const perDay = layer.single && (daily || oneDay(parameters));
  const known = {
    users: perDay && hasUsers(context) && parameters.uv === 'any',
    orders: (perDay && layer.orders) || context.orders === 'row',
    sessions: false,
    // The layers' sums do not tell one sign of a refund from the other.
    refunds: !context.eventTypes.includes('refund'),
  };
  const all = overviewColumns(context, daily);
  const isKnown = (name: string) => (NEEDS[name] ?? []).every((need) => known[need]);
  const columns = all.filter(({ name }) => isKnown(name));
  const lacked = lackedColumns(context, parameters);
  const orders = context.orders === 'row' ? 'purchases' : 'orders';
  const sums = [
    'events',
    'views',
    'purchases',
    'gmv',
    ...(layer.single && hasUsers(context) ? ['users', 'buyers'] : []),
    ...(layer.orders ? ['orders'] : []),
  ];
  const table = relationName('early', layer.filters, context);
  const figures = [
    ...['events', 'views', 'purchases', 'gmv'],
    ...(known.users ? ['users AS uv', 'buyers'] : []),
    ...(known.orders ? [`${orders} AS orders`] : []),
  ].map((figure) => {
    const [source, name = source] = figure.split(' AS ');
    return `coalesce(sum(${source}), 0) AS ${name}`;
  });
  const summed = sql`SELECT ${daily ? 'day,' : ''} ${figures.join(', ')}${known.refunds ? ', 0 AS refunded' : ''}
    FROM ${table} ${where(layer.days)} ${daily ? 'GROUP BY day HAVING sum(events) > 0' : ''}`;
  return {
    days: {
      table,
      query: sql`SELECT day, ${sums.map((sum) => `sum(${sum}) AS ${sum}`).join(', ')}
        FROM ${layer.table} ${where(layer.conditions)} GROUP BY day`,
      columns: [{ name: 'day', type: 'day' }, ...sums.map(summedColumn)],
      rows: (days) => {
        const asked = days.filter(({ day }) => layer.isAsked(day as string | null));
        const row = (some: readonly Row[]) => overviewOfDays(some, columns, orders, lacked);
        return daily
          ? inOrder(asked.filter(({ events }) => Number(events) > 0)).map((day) => row([day]))
          : [row(asked)];
      },
    },
    query: sql`SELECT ${overviewSelect(columns, lacked)} FROM (${summed}) ${daily ? 'ORDER BY day' : ''}`,
    columns,
    pending: all.filter(({ name }) => !isKnown(name)).map(({ name }) => name),
  };
}

/** Money as its text, which has all of its digits. */
const summedColumn = (name: string): PlanColumn => ({
  name,
  type: name === 'gmv' ? 'text' : 'count',
});

/** By day, as the engine puts them: one without a day last. */
const inOrder = (days: readonly Row[]): readonly Row[] =>
  [...days].sort((one, other) => (String(one.day ?? '~') < String(other.day ?? '~') ? -1 : 1));

const oneDay = ({ from, to }: OverviewParameters) => from !== null && from === to;
