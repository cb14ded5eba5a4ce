import type { FileShape } from '../sources/index.ts';
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
  readonly means: Means;
  readonly plan: LoadPlan;
  readonly shortage: Shortage | null;
  /** What the sample takes that would fit. */
  readonly sampled: Cost | null;
}

export const hasUsers = ({ choice }: OpenGroup): boolean => choice.columns.user_id !== undefined;

/** `beside` are the files of the data set that is added to: all are read again. */
export function planned(
  group: OpenGroup,
  means: Means,
  beside: readonly FileShape[] = [],
): Planned {
  const { choice } = group;
  const shapes = [...beside, ...group.shapes];
  const plan = planLoad(shapes, choice, means);
  const shortage = shortageOf(shapes, plan, means, hasUsers(group));
  const fits = shortage?.fits ?? null;
  return {
    means,
    plan,
    shortage,
    sampled: fits === null ? null : planLoad(shapes, { ...choice, sample: fits }, means),
  };
}
