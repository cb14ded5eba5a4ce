import type { GridColumn, GridView } from './types.ts';

/** How a reader has arranged a table; names of columns that are not there are kept and mean nothing. */
export interface GridState extends GridView {
  /** Columns in the order wished for; those that it does not name follow. */
  readonly order: readonly string[];
  readonly hidden: readonly string[];
  /** Columns that stay in sight at the left. */
  readonly pinned: readonly string[];
  /** In CSS pixels. */
  readonly widths: Readonly<Record<string, number>>;
}

export const AS_IT_IS: GridState = {
  sort: [],
  filters: [],
  order: [],
  hidden: [],
  pinned: [],
  widths: {},
};

export const NARROWEST = 56;
const WIDEST = 900;

/** A column where it is drawn. */
export interface Placed extends GridColumn {
  readonly width: number;
  readonly pinned: boolean;
  /** Left edge: of a pinned column from the table's, of others from the end of the pinned ones. */
  readonly left: number;
}

/** The columns in sight, pinned ones first. */
export function placedColumns(columns: readonly GridColumn[], state: GridState): readonly Placed[] {
  const known = ordered(columns, state.order).filter(({ name }) => !state.hidden.includes(name));
  const isPinned = ({ name }: GridColumn) => state.pinned.includes(name);
  const all: Placed[] = [];
  for (const pinned of [true, false]) {
    let left = 0;
    for (const column of known) {
      if (isPinned(column) !== pinned) continue;
      const width = widthOf(column, state);
      all.push({ ...column, width, pinned, left });
      left += width;
    }
  }
  return all;
}

export function ordered(
  columns: readonly GridColumn[],
  order: readonly string[],
): readonly GridColumn[] {
  const place = new Map(order.map((name, index) => [name, index]));
  const at = ({ name }: GridColumn) => place.get(name) ?? order.length;
  return [...columns].sort((a, b) => at(a) - at(b));
}

export function widthOf(column: GridColumn, { widths }: GridState): number {
  const set = widths[column.name];
  return set === undefined ? usual(column) : bounded(set);
}

export const bounded = (width: number) =>
  Math.min(WIDEST, Math.max(NARROWEST, Math.round(width) || NARROWEST));

/** Room that values of a type need, in pixels. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/\]$|^(?:STRUCT|MAP|UUID)/, 260],
  [/^TIMESTAMP/, 200],
  [/^BOOLEAN/, 90],
  [/BIGINT|HUGEINT/, 186],
  [/INT|^DATE|^TIME/, 116],
  [/^(?:DECIMAL|DOUBLE|FLOAT)/, 136],
];

function usual({ name, type }: GridColumn): number {
  const head = Math.min(260, 76 + name.length * 7.2);
  const values = WIDTHS.find(([kind]) => kind.test(type))?.[1] ?? 170;
  return Math.round(Math.max(head, values));
}

/** The order after a column went before or after its neighbour in sight; pinned and others keep to themselves. */
export function moved(
  columns: readonly GridColumn[],
  state: GridState,
  name: string,
  target: string,
  after: boolean,
): GridState {
  const names = ordered(columns, state.order)
    .map((column) => column.name)
    .filter((one) => one !== name);
  const at = names.indexOf(target);
  if (at < 0) return state;
  names.splice(at + (after ? 1 : 0), 0, name);
  return { ...state, order: names };
}

/** The order of rows after a click on a head: up, down, none; `more` keeps the other keys. */
export function sortedBy(state: GridState, column: string, more: boolean): GridState {
  const at = state.sort.findIndex((key) => key.column === column);
  const now = state.sort[at];
  const next = now
    ? now.descending
      ? null
      : { column, descending: true }
    : { column, descending: false };
  if (!more) return { ...state, sort: next ? [next] : [] };
  const sort = [...state.sort];
  if (at < 0) {
    if (next) sort.push(next);
  } else sort.splice(at, 1, ...(next ? [next] : []));
  return { ...state, sort };
}

/** With one filter more or less; `null` takes that of the column away. */
export function filtered(
  state: GridState,
  column: string,
  filter: GridState['filters'][number] | null,
): GridState {
  const others = state.filters.filter((one) => one.column !== column);
  return { ...state, filters: filter ? [...others, filter] : others };
}

export const toggled = (names: readonly string[], name: string): readonly string[] =>
  names.includes(name) ? names.filter((one) => one !== name) : [...names, name];
