import type { DatasetContext } from '../../warehouse/types.ts';
import { bind, type Sql, sql } from './fragment.ts';
import { period, type Scope } from './scope.ts';

/**
 * Conditions on a table of what is reached when one looks from `start_day` on (`dws_user_reach` says how): its rows
 * then add up to the distinct users (sessions) of the period.
 */
export function reachedWithin(scope: Scope, context: DatasetContext): readonly Sql[] {
  return [sql`start_day = ${firstDay(scope, context)}`, ...reachedBy(scope)];
}

/** SQL of the first day of the period that is in the data. */
export function firstDay({ from }: Scope, { from: first }: DatasetContext): Sql {
  const start = from !== null && (first === null || from > first) ? from : first;
  return sql`CAST(${bind(start)} AS DATE)`;
}

/** Conditions for what is reached by the end of the period. */
export const reachedBy = ({ to }: Scope): readonly Sql[] =>
  to === null ? [] : [sql`end_day <= CAST(${bind(to)} AS DATE)`];

/** Conditions for the rows of each day by itself, `end_day`. */
export const reachedByDay = (scope: Scope): readonly Sql[] => [
  sql`start_day = end_day`,
  ...period(scope, 'end_day'),
];
