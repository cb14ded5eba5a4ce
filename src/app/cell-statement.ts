import { metricOf } from '../cells/read.ts';
import type { SqlDetail } from '../cells/types.ts';
import { TabhouseError, type Value } from '../engine/index.ts';
import { type Cell, type CellResult, type Environment, EVERYWHERE } from '../notebook/index.ts';
import { type Parameter, type Standing, statementOf } from '../notebook/sql-names.ts';
import { bindable, parameterValue } from './parameters.ts';
import { segmentIn } from './segments/segment-in.ts';
import { seenBy, selectionOf } from './selection/clauses.ts';
import { conditionOf } from './selection/conditions.ts';
import { isSelection, writerOf } from './selection/filter.ts';

/** An SQL cell's statement as the engine takes it. */
export interface CellStatement {
  readonly sql: string;
  /** Names of the parameters in the order of their marks. */
  readonly names: readonly string[];
  readonly values: readonly Value[];
  /** An error of the engine with its place in the cell's own text; `before`: how much of what ran stood before `sql`. */
  readonly located: (error: unknown, before?: number) => unknown;
}

/** The statement of an SQL cell: cells that it reads are in their places, parameters are bound in order. */
export function cellStatement(cell: Cell, { results, behind }: Environment): CellStatement {
  const byName = new Map([...results].map(([name, result]) => [name.toLowerCase(), result]));
  const selected = new Map<string, Value>();
  const { sql, names, original } = statementOf(
    cell.body,
    (name) => standing(byName.get(name.toLowerCase())) ?? withinSegment(name, results),
    (name) => condition(name, cell, behind, selected) ?? lengthOf(parameterValue(name, behind)),
  );
  return {
    sql: sql.trim(),
    names,
    values: names.map((name) => selected.get(name) ?? bindable(parameterValue(name, behind))),
    located: (error, before = 0) =>
      located(error, sql.length - sql.trimStart().length - before, original),
  };
}

const lengthOf = (value: unknown): number | null => (Array.isArray(value) ? value.length : null);

/** Where `$name` is a selection, the condition of that selection; its values go into `selected`. */
function condition(
  name: string,
  cell: Cell,
  behind: Environment['behind'],
  selected: Map<string, Value>,
): Parameter | null {
  const result = behind.get(name);
  if (result && segmentIn(result)) return { sql: idsOf(result), names: [] };
  if (!isSelection(result)) return null;
  const { sql, values } = conditionOf(seenBy(selectionOf(result?.value), writerOf(cell)));
  const names = values.map((_, index) => `${name}.${index + 1}`);
  for (const [index, one] of names.entries()) selected.set(one, values[index] ?? null);
  return { sql, names };
}

/** SELECT of the identifiers of a segment's members. */
const idsOf = (result: CellResult): string => {
  const of = segmentIn(result)?.of === 'items' ? 'item_id' : 'user_id';
  return `SELECT ${of} FROM (${(result.detail as SqlDetail).sql})`;
};

/** Tables of which every row is of one user, and those of which every row is of one item. */
const OF_USERS = new Set(['dwd', 'dws_user', 'dws_user_day', 'dws_session', 'dws_order_day']);
const OF_ITEMS = new Set(['dwd', 'dws_item_day', 'dim_item']);

/** A table as the segment leaves it by which the whole notebook is filtered; null where its rows are of many. */
function withinSegment(name: string, results: Environment['results']): Standing | null {
  const result = results.get(EVERYWHERE);
  const segment = segmentIn(result);
  if (!segment || !result || result.relation === null) return null;
  const users = segment.of === 'users';
  const table = name.toLowerCase();
  const within = (column: string, ids: string): Standing => ({
    sql: `SELECT * FROM ${table} WHERE ${column} IN (${ids})`,
    names: [],
  });
  if (table === 'dwd_events') return within(users ? 'user_id' : 'item_id', idsOf(result));
  const key = users ? 'user_key' : 'item_key';
  const told = (users ? OF_USERS : OF_ITEMS).has(table);
  return told ? within(key, `SELECT ${key} FROM ${result.relation}`) : null;
}

/** A cell in the SQL of another; null where it has no rows to read. */
function standing(result: CellResult | undefined): Standing | null {
  if (!result) return null;
  // A metric's table can be gone by now, or be of an earlier visit; its statement always holds.
  const metric = metricOf(result);
  if (metric?.modelled) return { relation: metric.relation };
  if (metric) return { sql: metric.sql, names: [] };
  const { sql, names = [] } = (result.detail ?? {}) as SqlDetail;
  if (sql !== undefined) return { sql, names };
  return result.relation === null ? null : { relation: result.relation };
}

function located(
  error: unknown,
  trimmed: number,
  original: (offset: number) => number | null,
): unknown {
  if (!(error instanceof TabhouseError) || error.position === undefined) return error;
  const { code, parameters, cause } = error;
  const position = original(error.position + trimmed);
  return new TabhouseError(code, { parameters, cause, ...(position === null ? {} : { position }) });
}
