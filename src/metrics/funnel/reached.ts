import type { EventType } from '../../sources/types.ts';
import { hasReach, inOrder, isCounted, together } from '../../warehouse/tables/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { type Sql, sql, where } from '../sql/fragment.ts';
import { reachedWithin } from '../sql/reach.ts';
import { filtered } from '../sql/scope.ts';
import { type FunnelParameters, followsTime } from './parameters.ts';
import { breakers } from './successive.ts';

/**
 * `step, entities` from `dws_user_reach`, which holds what every user had done by the end of every day; null where it
 * cannot tell: it knows no windows, exclusions, breakdowns, filters or held values, and no type in two steps.
 */
export function reachedSteps(parameters: FunnelParameters, context: DatasetContext): Sql | null {
  const steps = toldApart(parameters, context);
  if (!steps) return null;
  const names = steps.flatMap((_, index) => {
    const before = steps.slice(0, index + 1);
    const asked = parameters.mode === 'unordered' ? before.slice(-1) : before;
    if (asked.some((words) => words.length === 0)) return [];
    const name = followsTime(parameters) ? inOrder(asked) : together(asked);
    return [`(${index + 1}, '${name}')`];
  });
  if (names.length === 0) return sql`SELECT 1 AS step, 0 AS entities`;
  return sql`SELECT step, sum(users) AS entities
    FROM dws_user_reach JOIN (VALUES ${names.join(', ')}) AS asked(step, steps) USING (steps)
    ${where(reachedWithin(parameters, context))} GROUP BY step`;
}

/** The steps' event types as far as they occur; null where the table does not tell them apart. */
function toldApart(
  parameters: FunnelParameters,
  context: DatasetContext,
): readonly (readonly EventType[])[] | null {
  const { mode, basis, by, hold, window_seconds: window } = parameters;
  if (!hasReach(context) || basis !== 'user' || by !== null || hold !== null) return null;
  if (filtered(parameters)) return null;
  const free = window === null && breakers(parameters).length === 0;
  if (followsTime(parameters) && !free) return null;
  const known = context.reach?.types ?? [];
  const steps = parameters.steps.map((words) =>
    words.filter((word) => known.includes(word) || context.eventTypes.includes(word)),
  );
  const words = steps.flat();
  const apart = mode === 'unordered' || new Set(words).size === words.length;
  const told = steps.every((step) => step.length === 0 || isCounted(step, known));
  return apart && told ? steps : null;
}
