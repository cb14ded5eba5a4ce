import { DICTIONARY } from '../../warehouse/tables/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { has } from '../capabilities.ts';
import { type Sql, sql } from '../sql/fragment.ts';
import type { PlanColumn } from '../types.ts';
import type { FunnelParameters } from './parameters.ts';
import { ofEntity, type Tracks } from './tracks.ts';

/** A step's stable name: its event types, such as `fav|cart`. */
export const stepName = (words: readonly string[]): string => words.join('|');

export function funnelColumns({ by }: FunnelParameters): readonly PlanColumn[] {
  return [
    ...(by === null
      ? []
      : ([
          { name: 'by', type: 'text' },
          { name: by, type: by === 'hour' ? 'count' : 'text' },
        ] as const)),
    { name: 'step', type: 'count' },
    { name: 'name', type: 'text' },
    { name: 'entities', type: 'count' },
    { name: 'rate_from_first', type: 'number' },
    { name: 'rate_from_previous', type: 'number' },
    { name: 'loss', type: 'number' },
    { name: 'gain', type: 'number' },
  ];
}

/** Rows of the funnel from `counts`, rows of `countOf`; several of one step and part add up. */
export function funnelRows(
  parameters: FunnelParameters,
  context: DatasetContext,
  counts: Sql,
): Sql {
  const { by } = parameters;
  const size = parameters.steps.length;
  const names = parameters.steps.map((words) => `'${stepName(words)}'`).join(', ');
  const totals = Array.from(
    { length: size },
    (_, index) => `CAST(coalesce(sum(entities) FILTER (step = ${index + 1}), 0) AS BIGINT)`,
  ).join(', ');
  const part = by === null ? '' : 'g,';
  const rows = sql`SELECT ${part} i AS step, [${names}][i] AS name, n[i] AS entities,
      n[i] / nullif(n[1], 0) AS rate_from_first,
      CASE WHEN i > 1 THEN n[i] / nullif(n[i - 1], 0) END AS rate_from_previous,
      CASE WHEN i > 1 AND n[i] <= n[i - 1] THEN 1 - n[i] / nullif(n[i - 1], 0) END AS loss,
      CASE WHEN i > 1 AND n[i] > n[i - 1] THEN n[i] / nullif(n[i - 1], 0) - 1 END AS gain,
      list_max(n) AS size
    FROM (SELECT ${part} [${totals}] AS n FROM (${counts}) ${by === null ? '' : 'GROUP BY g'}),
      (SELECT CAST(range AS INTEGER) AS i FROM range(1, ${size + 1}))`;
  if (by === null) return sql`SELECT * EXCLUDE (size) FROM (${rows}) ORDER BY step`;
  const value = by === 'hour' ? `CAST(nullif(g, '') AS INTEGER)` : `nullif(g, '')`;
  const labelled = categoryText(parameters, context)
    ? sql`(SELECT coalesce(category_id, g) AS label, r.* FROM (${rows}) r LEFT JOIN ${DICTIONARY.category_id}
        ON TRY_CAST(g AS BIGINT) = category_key)`
    : sql`(SELECT ${value} AS label, r.* FROM (${rows}) r)`;
  return sql`SELECT CAST(label AS VARCHAR) AS "by", label AS ${by}, * EXCLUDE (label, g, size)
    FROM ${labelled} ORDER BY size DESC, g, step`;
}

/** True where parts are keys of a category whose identifier is text. */
function categoryText({ by }: FunnelParameters, context: DatasetContext): boolean {
  if (!context.textual.includes('category_id')) return false;
  return by === 'category_id' || (by === 'category' && !has(context, 'category_path'));
}

/**
 * `g, step, entities` (without a breakdown, no `g`): how many entities the tracks of `set` make, each of which is there
 * once. `parts` is a table of `entityParts`, where the breakdown is the entity's.
 */
export function countOf(
  { by }: FunnelParameters,
  tracks: Tracks,
  set: Sql,
  step: number,
  parts: string,
): Sql {
  const entity = tracks.entity.join(', ');
  const held = tracks.keys.length > tracks.entity.length;
  const once = held ? sql`(SELECT DISTINCT ${entity} FROM (${set}))` : sql`(${set})`;
  const rows = ofEntity(by) ? sql`${once} JOIN ${parts} USING (${entity})` : once;
  return by === null
    ? sql`SELECT ${step} AS step, count(*) AS entities FROM ${rows}`
    : sql`SELECT g, ${step} AS step, count(*) AS entities FROM ${rows} GROUP BY g`;
}
