import { Sql } from './sql/fragment.ts';
import { isModel, withQueries } from './stages.ts';
import type { FactQuery, MetricPlan, Query, Stage } from './types.ts';

/**
 * The plan under another name: its relation, and the tables that are named after it, so that they neither meet nor take
 * away those of the same question asked by itself. Names hold a hash, so that nothing else is like them.
 */
export function renamed(plan: MetricPlan, relation: string): MetricPlan {
  const named = (text: string) => text.replaceAll(plan.relation, relation);
  const query = (one: Query): Query => new Sql(named(one.sql), one.parameters);
  const made = <T extends { readonly table: string }>(one: T): T => ({
    ...one,
    table: named(one.table),
  });
  const stage = (one: Stage): Stage => {
    const changed = withQueries(one, query);
    return isModel(changed) ? { ...changed, outputs: changed.outputs.map(made) } : made(changed);
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
