import type { Check } from '../table.ts';
import type { DatasetContext } from '../types.ts';
import { hasAmount, occurs } from './columns.ts';

/** Which rows of DWD a layer is made of. */
export type Scope = 'all' | 'user' | 'session' | 'order';

const WHERE: Readonly<Record<Scope, string>> = {
  all: '',
  user: ' WHERE user_key IS NOT NULL',
  session: ' WHERE session_key IS NOT NULL',
  order: " WHERE event_type IN ('purchase', 'refund')",
};

function same(name: string, own: string, events: string): Check {
  const against = (number: string) =>
    `SELECT CAST(coalesce((${own}) - ${number}, 0) <> 0 AS BIGINT)`;
  return { name, sql: against(`(${events})`), figure: { sql: events, against } };
}

/** A layer's sums must be those of the rows of DWD that it is made of: events, and money where there is some. */
export function reconciled(table: string, scope: Scope, context: DatasetContext): Check[] {
  const where = WHERE[scope];
  const checks: Check[] = [];
  if (scope !== 'order')
    checks.push(
      same(
        'events',
        `SELECT coalesce(sum(events), 0) FROM ${table}`,
        `SELECT count(*) FROM dwd${where}`,
      ),
    );
  if (occurs(context, 'purchase'))
    checks.push(
      same(
        'purchases',
        `SELECT coalesce(sum(purchases), 0) FROM ${table}`,
        `SELECT count(*) FILTER (event_type = 'purchase') FROM dwd${where}`,
      ),
    );
  if (hasAmount(context) && occurs(context, 'purchase'))
    checks.push(
      same(
        'gmv',
        `SELECT coalesce(sum(gmv), 0) FROM ${table}`,
        `SELECT coalesce(sum(amount) FILTER (event_type = 'purchase'), 0) FROM dwd${where}`,
      ),
    );
  return checks;
}
