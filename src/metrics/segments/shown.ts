import type { DatasetContext } from '../../warehouse/types.ts';
import { asked, shownSql } from '../asked.ts';
import { inlined, Sql, sql } from '../sql/fragment.ts';
import type { Query } from '../types.ts';
import { everybody, membersOf } from './members.ts';
import { segmentsBehind, segmentTable } from './name.ts';
import { memberKey, type Segment } from './types.ts';

export interface ShownTable {
  readonly table: string;
  readonly query: Query;
}

/** The tables of segments, and those that they are made of, as SQL that stands alone; each once, in order. */
export function shownSegments(
  segments: readonly Segment[],
  context: DatasetContext,
): readonly ShownTable[] {
  const found = new Map<string, ShownTable>();
  for (const segment of segments) {
    for (const one of shownSegments(segmentsBehind(segment.source), context))
      found.set(one.table, one);
    for (const one of own(segment, context)) found.set(one.table, one);
  }
  return [...found.values()];
}

function own(segment: Segment, context: DatasetContext): readonly ShownTable[] {
  const { query, measure } = membersOf(segment, context);
  const key = memberKey(segment.of);
  const members = sql`SELECT DISTINCT ${key} FROM (${new Sql(query.sql, query.parameters)}) WHERE ${key} IS NOT NULL`;
  const table = {
    table: segmentTable(segment, context),
    query: segment.not ? sql`${everybody(segment.of)} EXCEPT (${members})` : members,
  };
  if (!measure) return [table];
  const { plan, events } = asked(measure.kind, measure.parameters, context);
  const whole = { sql: shownSql(plan, events), parameters: [] };
  return [{ table: plan.relation, query: whole }, table];
}

/** A segment's keys as one statement that people can read and run. */
export function segmentSql(segment: Segment, context: DatasetContext): string {
  const tables = shownSegments([segment], context);
  const key = memberKey(segment.of);
  const parts = tables.map(({ table, query }) => `${table} AS (\n${inlined(query)})`);
  return `WITH ${parts.join(',\n')}\nSELECT ${key} FROM ${segmentTable(segment, context)}`;
}
