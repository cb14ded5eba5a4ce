import { choice, optionalChoice } from '../parameters/kinds.ts';
import { scopeFields } from '../parameters/scope.ts';
import type { Scope } from '../sql/scope.ts';

export const overviewFields = {
  ...scopeFields,
  by: optionalChoice('metrics.parameter.by', { day: 'metrics.by.day' }),
  uv: choice('metrics.parameter.uv', { any: 'metrics.uv.any', view: 'metrics.uv.view' }, 'any'),
};

export interface OverviewParameters extends Scope {
  readonly by: 'day' | null;
  /** Visitors: users with any event, or with a view. */
  readonly uv: 'any' | 'view';
}
