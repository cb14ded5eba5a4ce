import { metricOf as metricIn } from '../../cells/read.ts';
import type { CellEvents, SqlDetail } from '../../cells/types.ts';
import { metricOf } from '../../metrics/index.ts';
import type { MemberKind } from '../../metrics/segments/types.ts';
import { FILTER_COLUMNS } from '../../metrics/sql/scope.ts';
import type { Cell, CellResult } from '../../notebook/index.ts';
import { ID_COLUMNS, TEXT_COLUMNS } from '../../sources/types.ts';
import type { DatasetContext } from '../../warehouse/index.ts';
import { filterColumn } from '../parameters.ts';

export type Picked = Pick<CellEvents['th-pick']['detail'], 'column' | 'value' | 'row'>;

/** The users or items that a mark stands for, as a segment cell would say it. */
export interface Proposal {
  /** The cell whose rows tell them; null where events do. */
  readonly from: Cell | null;
  readonly where: Readonly<Record<string, unknown>>;
  /** What the members can be of. */
  readonly of: readonly MemberKind[];
  /** Which of those behind the mark can be asked for. */
  readonly who: readonly string[];
}

/** What stands behind a mark or a row of a cell; null where nothing tells. */
export function proposed(
  cell: Cell,
  picked: Picked,
  cells: readonly Cell[],
  result: (id: string) => CellResult | null,
  context: DatasetContext,
): Proposal | null {
  const kinds = (['users', 'items'] as const).filter((of) =>
    context.columns.some((name) => name === `${of.slice(0, -1)}_id`),
  );
  if (kinds.length === 0) return null;
  const source = sourceOf(cell, cells);
  const found = source ? result(source.id) : null;
  const metric = metricIn(found);
  const columns = metric
    ? Object.keys(metric.rows[0] ?? {})
    : ((found?.detail as SqlDetail | undefined)?.columns ?? []).map(({ name }) => name);
  const told = kinds.filter((of) => columns.some((name) => isOf(name, of)));
  if (source && told.length > 0 && columns.includes(picked.column))
    return { from: source, where: { [picked.column]: plain(picked.value) }, of: told, who: [] };
  const members = metric && metricOf(metric.kind).members;
  if (source && metric && members) {
    const names = members.columns(metric.parameters).filter((name) => name in picked.row);
    const where = Object.fromEntries(names.map((name) => [name, plain(picked.row[name])]));
    return { from: source, where, of: kinds, who: members.who(metric.parameters) };
  }
  return ofEvents(cell, picked, kinds, context);
}

/** The cell whose rows a chart or a table draws. */
function sourceOf(cell: Cell, cells: readonly Cell[]): Cell | null {
  if (cell.kind !== 'chart' && cell.kind !== 'table') return cell;
  const from = String(cell.spec.from ?? '').toLowerCase();
  const source = cells.find(({ name }) => name?.toLowerCase() === from);
  return source
    ? sourceOf(
        source,
        cells.filter((one) => one !== cell),
      )
    : null;
}

const isOf = (name: string, of: MemberKind): boolean =>
  name === `${of.slice(0, -1)}_id` || name === `${of.slice(0, -1)}_key`;

/** Columns by which events are chosen: what was picked, and what else the row says of them. */
const CHOOSES: ReadonlySet<string> = new Set([
  ...ID_COLUMNS,
  ...TEXT_COLUMNS,
  'event_type',
  'day',
  'hour',
]);

function ofEvents(
  cell: Cell,
  { column, value, row }: Picked,
  of: readonly MemberKind[],
  context: DatasetContext,
): Proposal | null {
  const known = (name: string) =>
    name === 'day' ||
    name === 'event_type' ||
    (name === 'hour' && context.grain !== 'day') ||
    context.columns.some((one) => one === name);
  const entries = Object.entries({ ...row, [column]: value }).flatMap(([name, one]) => {
    const target = filterColumn(name, context);
    const chooses = CHOOSES.has(target) && FILTER_COLUMNS.includes(target) && known(target);
    return chooses && one !== undefined ? [[name, dayOf(name, one)] as const] : [];
  });
  if (entries.length === 0) return null;
  const own = cell.kind === 'metric' || cell.kind === 'tile' ? cell.spec.where : undefined;
  const where = { ...(own as object | undefined), ...Object.fromEntries(entries) };
  return { from: null, where, of, who: [] };
}

/** A day is a range of one, as `where` takes it. */
function dayOf(name: string, value: unknown): unknown {
  const one = plain(value);
  return name === 'day' ? { from: String(one).slice(0, 10), to: String(one).slice(0, 10) } : one;
}

function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return typeof value === 'bigint' ? String(value) : value;
}

/** The YAML of the segment cell. */
export function specOf(
  { from, where }: Proposal,
  of: MemberKind,
  who: string | null,
  name: string | null,
): Readonly<Record<string, unknown>> {
  return {
    ...(of === 'items' && { of }),
    from: from ? (from.name ?? name) : 'events',
    ...(Object.keys(where).length > 0 && { where }),
    ...(who !== null && { who }),
  };
}
