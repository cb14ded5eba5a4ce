import {
  type LoadPlan,
  type Means,
  planLoad,
  type Shortage,
  shortageOf,
} from '../warehouse/index.ts';
import type { Cost } from '../warehouse/store/estimate.ts';
import type { OpenGroup } from './open-form.ts';

/** How a group will be loaded, and where it does not fit. */
export interface Planned {
  readonly plan: LoadPlan;
  readonly shortage: Shortage | null;
  /** What the sample takes that would fit. */
  readonly sampled: Cost | null;
}

export const hasUsers = ({ choice }: OpenGroup): boolean => choice.columns.user_id !== undefined;

export function planned(group: OpenGroup, means: Means): Planned {
  const { shapes, choice } = group;
  const plan = planLoad(shapes, choice, means);
  const shortage = shortageOf(shapes, plan, means, hasUsers(group));
  const fits = shortage?.fits ?? null;
  return {
    plan,
    shortage,
    sampled: fits === null ? null : planLoad(shapes, { ...choice, sample: fits }, means),
  };
}
