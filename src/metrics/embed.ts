import { renamed } from './renamed.ts';
import type { MetricPlan, Stage } from './types.ts';

/** A metric's result as a table among the stages of another metric: the stages that make it, and those of its audit. */
export interface Embedded {
  /** Holds the rows once `stages` have run. */
  readonly table: string;
  readonly stages: readonly Stage[];
  /** Holds the rows of the second way once `audit` has run. */
  readonly again: string;
  readonly audit: readonly Stage[];
}

/** A plan as part of another one: its two ways under a name of their own each. */
export function embedded(plan: MetricPlan, table: string): Embedded {
  const again = `${table}_again`;
  const first = renamed(plan, table);
  const { audit: second } = renamed(plan, again);
  return {
    table,
    stages: [...first.stages, { table, query: first.query }],
    again,
    audit: [...(second.stages ?? []), { table: again, query: second.query }],
  };
}
