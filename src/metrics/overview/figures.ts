import type { DatasetContext } from '../../warehouse/types.ts';
import { hasMoney, hasSessions, hasUsers } from '../capabilities.ts';
import type { PlanColumn } from '../types.ts';

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
 * Select list of `overviewColumns`, where what was not found counts as none, over the counted figures `views, purchases, gmv, refunded, uv, buyers, orders,
 * sessions, view_sessions, purchase_sessions, single_sessions`.
 */
export function overviewSelect(columns: readonly PlanColumn[]): string {
  return columns
    .map(({ name, type }) => {
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
