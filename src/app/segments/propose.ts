import { metricOf as metricIn } from '../../cells/read.ts';
import type { CellEvents, SqlDetail } from '../../cells/types.ts';
import { metricOf } from '../../metrics/index.ts';
import { isDay } from '../../metrics/parameters/kinds.ts';
import type { MemberKind } from '../../metrics/segments/types.ts';
import { FILTER_COLUMNS } from '../../metrics/sql/scope.ts';
import type { Cell, CellResult } from '../../notebook/index.ts';
import { ID_COLUMNS, TEXT_COLUMNS } from '../../sources/types.ts';
import type { DatasetContext } from '../../warehouse/index.ts';
import { filterColumn } from '../parameters.ts';
import { filtersOf } from '../selection/filter.ts';

export type Picked = Pick<CellEvents['th-pick']['detail'], 'column' | 'value' | 'row'>;

type Where = Readonly<Record<string, unknown>>;

/** The users or items that a mark stands for, as a segment cell would say it. */
export interface Proposal {
  /** The cell whose rows tell them; null where events do. */
  readonly from: Cell | null;
  /** The cell whose rows or events are meant: a selection asks of the segment what it asks of that one. */
  readonly counted: Cell;
  readonly where: Where;
  /** What the mark alone says: `where` without what its cell is asked of already. */
  readonly mark: Where;
  /** Names of the selections that filter the cell. */
  readonly filter: readonly string[];
  /** What the members can be of. */
  readonly of: readonly MemberKind[];
  /** Which of those behind the mark can be asked for. */
  readonly who: readonly string[];
}

/**
 * What stands behind a mark or a row of a cell; null where nothing tells. `everywhere`: name of the segment by which the
 * front matter filters a cell, null where it does not.
 */
export function proposed(
  cell: Cell,
  picked: Picked,
  cells: readonly Cell[],
  result: (id: string) => CellResult | null,
  context: DatasetContext,
  everywhere: (id: string) => string | null = () => null,
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
  if (source && told.length > 0 && columns.includes(picked.column)) {
    const where = { [picked.column]: plain(picked.value) };
    const filter = metric || cell === source ? [] : filtersOf(cell);
    return { from: source, counted: cell, where, mark: where, filter, of: told, who: [] };
  }
  const members = metric && metricOf(metric.kind).members;
  if (source && metric && members) {
    const names = members.columns(metric.parameters).filter((name) => name in picked.row);
    const where = Object.fromEntries(names.map((name) => [name, plain(picked.row[name])]));
    const of = members.of?.(metric.parameters) ?? kinds;
    return {
      from: source,
      counted: source,
      where,
      mark: where,
      filter: [],
      of: kinds.filter((one) => of.includes(one)),
      who: members.who(metric.parameters),
    };
  }
  // The events of the data are not what an analysis of a table counts.
  const read = metric?.parameters.from;
  if (typeof read === 'string' && !isDay(read)) return null;
  const mark = chosenEvents(picked, context);
  if (Object.keys(mark).length === 0) return null;
  const counted = source ?? cell;
  return {
    from: null,
    counted,
    where: { ...scopeOf(counted, everywhere(counted.id)), ...mark },
    mark,
    filter: [...new Set([cell, counted].flatMap(filtersOf))],
    of: kinds,
    who: [],
  };
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

function chosenEvents({ column, value, row }: Picked, context: DatasetContext): Where {
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
  return Object.fromEntries(entries);
}

/** `where` of the events that a cell looks at: its own, its days, and the segment that filters the notebook. */
function scopeOf({ kind, spec }: Cell, everywhere: string | null): Where {
  const looks = kind === 'metric' || kind === 'tile';
  const { from, to } = spec;
  const days = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  const own: Where = {
    ...(looks && Object.keys(days).length > 0 && { day: days }),
    ...(looks && (spec.where as Where | undefined)),
  };
  if (everywhere === null) return own;
  const before = own.segment === undefined ? [] : [own.segment].flat();
  const all = [...new Set([...before, `$${everywhere}`])];
  return { ...own, segment: all.length === 1 ? all[0] : all };
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
  { from, where, filter }: Proposal,
  of: MemberKind,
  who: string | null,
  name: string | null,
): Readonly<Record<string, unknown>> {
  return {
    ...(of === 'items' && { of }),
    from: from ? (from.name ?? name) : 'events',
    ...(Object.keys(where).length > 0 && { where }),
    ...(filter.length > 0 && {
      filter: filter.length === 1 ? `$${filter[0]}` : filter.map((one) => `$${one}`),
    }),
    ...(who !== null && { who }),
  };
}
