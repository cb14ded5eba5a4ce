import type { SegmentDetail } from '../../cells/types.ts';
import { type Engine, type Priority, relationColumns, rowsOf } from '../../engine/index.ts';
import { memberId, memberKey, type Segment, segmentTable } from '../../metrics/index.ts';
import { everybody } from '../../metrics/segments/members.ts';
import type { Cell, CellResult, Environment } from '../../notebook/index.ts';
import type { DatasetContext } from '../../warehouse/index.ts';
import { DICTIONARY } from '../../warehouse/tables/index.ts';
import { standSegments } from '../measure.ts';
import { segmentOf } from './resolve.ts';

interface Options {
  readonly signal: AbortSignal;
  readonly priority: Priority;
  readonly onProgress?: (done: number, total: number) => void;
}

const KEPT_ROWS = 1000;

/** A segment cell's result: the first of its members, its size, and what it is as `value` for others to filter by. */
export async function segmentResult(
  cell: Cell,
  environment: Environment,
  engine: Engine,
  context: DatasetContext,
  options: Options,
): Promise<CellResult> {
  const segment = await segmentOf(cell, environment, context, engine);
  return standing(segment, engine, context, options);
}

/** The same for a segment that no cell is. */
export async function standing(
  segment: Segment,
  engine: Engine,
  context: DatasetContext,
  options: Options,
): Promise<CellResult> {
  const [found] = await standSegments(engine, [segment], context, options);
  const total = found?.members ?? 0;
  const sql = membersSql(segment, context);
  const table = await engine.query(`${sql} LIMIT ${KEPT_ROWS}`, [], options);
  const all = await engine.query(
    `SELECT CAST(count(*) AS DOUBLE) AS n FROM (${everybody(segment.of).sql})`,
    [],
    options,
  );
  const detail: SegmentDetail = {
    segment: segment.segment,
    of: segment.of,
    everybody: Number(rowsOf(all)[0]?.n ?? 0),
    columns: relationColumns(table),
    sql,
    names: [],
  };
  return {
    kind: 'rows',
    rows: rowsOf(table, KEPT_ROWS),
    total,
    relation: found?.table ?? null,
    value: segment,
    detail,
  };
}

/** Columns that a table of users or items has for people to look at. */
const USERS = ['first_day', 'last_day', 'active_days', 'events', 'views', 'purchases'];
const ITEMS = ['category_key', 'category_path', 'brand', 'price'];

/** The members with what is known of each, in the order of their keys. Reads the segment's table, which must stand. */
export function membersSql(segment: Segment, context: DatasetContext): string {
  const { of } = segment;
  const [key, id] = [memberKey(of), memberId(of)];
  const textual = context.textual.includes(id);
  const from = `${segmentTable(segment, context)} m${
    of === 'users'
      ? ' LEFT JOIN dws_user u USING (user_key)'
      : ' LEFT JOIN dim_item u USING (item_key)'
  }${textual ? ` LEFT JOIN ${DICTIONARY[id]} d USING (${key})` : ''}`;
  const columns = of === 'users' ? userColumns(context) : itemColumns(context);
  const own = textual ? `d.${id}` : `m.${key} AS ${id}`;
  return `SELECT ${[own, ...columns.map((column) => `u.${column}`)].join(', ')} FROM ${from}`;
}

const userColumns = ({ eventTypes, columns }: DatasetContext): readonly string[] => [
  ...USERS,
  ...(eventTypes.includes('purchase') ? ['orders', 'last_purchase_day'] : []),
  ...(columns.includes('amount') || columns.includes('price') ? ['gmv'] : []),
];

const itemColumns = ({ columns }: DatasetContext): readonly string[] =>
  ITEMS.filter((name) => columns.some((one) => one === name.replace('_key', '_id')));
