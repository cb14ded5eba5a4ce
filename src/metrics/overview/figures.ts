import type { DatasetContext } from '../../warehouse/types.ts';
import { hasMoney, hasSessions, hasUsers } from '../capabilities.ts';
import type { PlanColumn } from '../types.ts';
import type { OverviewParameters } from './parameters.ts';

const count = (name: string): PlanColumn => ({ name, type: 'count' });
const number = (name: string): PlanColumn => ({ name, type: 'number' });

/** Columns of an overview, as far as the data can fill them. */
export function overviewColumns(context: DatasetContext, byDay: boolean): readonly PlanColumn[] {
  const [users, money, sessions] = [hasUsers(context), hasMoney(context), hasSessions(context)];
  return [
    ...(byDay ? [{ name: 'day', type: 'day' } as const] : []),
    count('pv'),
    ...(users ? [count('uv'), count('buyers')] : []),
    count('orders'),
    ...(money ? [number('gmv'), number('aov')] : []),
    ...(sessions ? [count('sessions')] : []),
    ...(users ? [number('conversion_user')] : []),
    ...(sessions ? [number('conversion_session')] : []),
    number('conversion_event'),
    ...(sessions ? [number('bounce_rate')] : []),
    count('purchases'),
    ...(money ? [number('net_gmv')] : []),
    ...(money && users ? [number('arppu')] : []),
    ...(users ? [number('pv_per_user')] : []),
  ];
}

/**
 * Columns that the kinds of events in the data cannot tell: their rows would say none or all of them, and of the shop it
 * would be false. Who only looked is not in a file of purchases.
 */
export function lackedColumns(
  { eventTypes }: DatasetContext,
  { uv }: Pick<OverviewParameters, 'uv'>,
): readonly string[] {
  if (eventTypes.length === 0 || eventTypes.includes('view')) return [];
  const views = ['pv', 'conversion_session', 'conversion_event', 'pv_per_user'];
  if (onlySells(eventTypes)) return [...views, 'uv', 'conversion_user', 'bounce_rate'];
  const told = uv === 'view' ? [...views, 'uv', 'conversion_user'] : views;
  return tradesNothing(eventTypes) ? [...told, ...TRADE] : told;
}

const TRADE = ['buyers', 'orders', 'gmv', 'net_gmv', 'aov', 'arppu', 'conversion_user'];

/** True where the data are of something else than a shop, such as ratings: nobody looks in them and nobody buys. */
export const tradesNothing = (eventTypes: readonly string[]): boolean =>
  eventTypes.length > 0 &&
  !eventTypes.some((type) => ['view', 'purchase', 'refund'].includes(type));

/** True where nobody is in the data but for having bought. */
export const onlySells = (eventTypes: readonly string[]): boolean =>
  eventTypes.length > 0 && eventTypes.every((type) => type === 'purchase' || type === 'refund');

/**
 * Select list of `overviewColumns`, where those of `lacked` are NULL and else what was not found counts as none, over the counted figures `views, purchases, gmv, refunded, uv, buyers, orders,
 * sessions, view_sessions, purchase_sessions, single_sessions`.
 */
export function overviewSelect(
  columns: readonly PlanColumn[],
  lacked: readonly string[] = [],
): string {
  return columns
    .map(({ name, type }) => {
      if (lacked.includes(name))
        return `CAST(NULL AS ${type === 'count' ? 'BIGINT' : 'DOUBLE'}) AS ${name}`;
      const figure = FIGURES[name] ?? name;
      return `${type === 'count' ? `coalesce(${figure}, 0)` : figure} AS ${name}`;
    })
    .join(', ');
}

const ratio = (part: string, whole: string) => `CAST(${part} AS DOUBLE) / nullif(${whole}, 0)`;

const FIGURES: Readonly<Record<string, string>> = {
  pv: 'views',
  gmv: 'CAST(gmv AS DOUBLE)',
  net_gmv: 'CAST(gmv + coalesce(refunded, 0) AS DOUBLE)',
  aov: ratio('gmv', 'orders'),
  arppu: ratio('gmv', 'buyers'),
  pv_per_user: ratio('views', 'uv'),
  conversion_user: ratio('buyers', 'uv'),
  conversion_session: ratio('purchase_sessions', 'view_sessions'),
  conversion_event: ratio('purchases', 'views'),
  bounce_rate: ratio('single_sessions', 'sessions'),
};
