import { Sql } from './sql/fragment.ts';
import { isModel, withQueries } from './stages.ts';
import type { MetricPlan, Query, Stage } from './types.ts';

/** A metric's result as a table among the stages of another metric: the stages that make it, and those of its audit. */
export interface Embedded {
  /** Holds the rows once `stages` have run. */
  readonly table: string;
  readonly stages: readonly Stage[];
  /** Holds the rows of the second way once `audit` has run. */
  readonly again: string;
  readonly audit: readonly Stage[];
}

/**
 * A plan as part of another one. Its tables get names of their own, so that they neither meet nor take away those of
 * the same question asked by itself.
 */
export function embedded(plan: MetricPlan, table: string): Embedded {
  const again = `${table}_again`;
  const under = (name: string) => {
    const renamed = (query: Query): Query =>
      new Sql(query.sql.replaceAll(plan.relation, name), query.parameters);
    return {
      query: renamed,
      stage: (stage: Stage): Stage => withTables(withQueries(stage, renamed), plan.relation, name),
    };
  };
  const [first, second] = [under(table), under(again)];
  return {
    table,
    stages: [...plan.stages.map(first.stage), { table, query: first.query(plan.query) }],
    again,
    audit: [
      ...(plan.audit.stages ?? []).map(second.stage),
      { table: again, query: second.query(plan.audit.query) },
    ],
  };
}

function withTables(stage: Stage, from: string, to: string): Stage {
  const named = <T extends { readonly table: string }>(one: T): T => ({
    ...one,
    table: one.table.replaceAll(from, to),
  });
  return isModel(stage) ? { ...stage, outputs: stage.outputs.map(named) } : named(stage);
}
