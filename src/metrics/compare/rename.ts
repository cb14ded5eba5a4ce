import type { Sql } from '../sql/fragment.ts';
import type { FactQuery, MetricPlan, Query, Stage } from '../types.ts';

/** The plan under another name: its relation, and the tables that are named after it. Names hold a hash, so that nothing else is like them. */
export function renamed(plan: MetricPlan, relation: string): MetricPlan {
  const named = (text: string) => text.replaceAll(plan.relation, relation);
  const query = (one: Query): Query => ({ sql: named(one.sql), parameters: one.parameters });
  const stage = (one: Stage): Stage => {
    if ('model' in one)
      return {
        ...one,
        inputs: Object.fromEntries(Object.entries(one.inputs).map(([name, q]) => [name, query(q)])),
        outputs: one.outputs.map((output) => ({ ...output, table: named(output.table) })),
      };
    const { slice } = one;
    return {
      table: named(one.table),
      query: query(one.query),
      ...(slice && { slice: { ...slice, query: (range: Sql) => query(slice.query(range)) } }),
    };
  };
  const fact = (one: FactQuery): FactQuery => ({ ...one, query: query(one.query) });
  const { slow, early, audit } = plan;
  return {
    ...plan,
    relation,
    stages: plan.stages.map(stage),
    query: query(plan.query),
    facts: plan.facts.map(fact),
    ...(slow && { slow: { stages: slow.stages.map(stage), facts: slow.facts.map(fact) } }),
    ...(early && { early: { ...early, query: query(early.query) } }),
    audit: { ...audit, query: query(audit.query), stages: (audit.stages ?? []).map(stage) },
  };
}
