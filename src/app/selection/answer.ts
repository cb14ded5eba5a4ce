import type { CellEvents } from '../../cells/types.ts';
import type { Row } from '../../metrics/index.ts';
import { FILTER_COLUMNS } from '../../metrics/sql/scope.ts';
import { type Cell, parameterOf } from '../../notebook/index.ts';
import { filterColumn } from '../parameters.ts';
import type { Workspace } from '../workspace.ts';
import {
  type Clause,
  type Picked,
  selectionOf,
  together,
  toggled,
  withClause,
  without,
} from './clauses.ts';
import { filtersOf, writerOf } from './filter.ts';

type PickDetail = CellEvents['th-pick']['detail'];
type BrushDetail = CellEvents['th-brush']['detail'];

/** A mark or a row was picked: its value joins or leaves the choice that the cell writes. */
export function pick(detail: PickDetail, workspace: Workspace): void {
  if (detail.more) pickWhole(detail, workspace);
  else pickOne(detail, workspace);
}

/** A mark that stands for a period, or for values of several columns: it replaces what was picked before. */
function pickWhole({ id, column, value, row, more = {} }: PickDetail, workspace: Workspace): void {
  const { cells } = workspace.runtime.document.value;
  const cell = cells.find((one) => one.id === id);
  if (!cell) return;
  const wanted = Object.entries({ [column]: value, ...more.beside });
  const asked = wanted.flatMap(([name, one]): readonly Clause[] => {
    const picked = pickedValue(name, one, row, workspace);
    if (picked === undefined || !chooses(cell, name)) return [];
    const by = writerOf(cell);
    return name === column && more.to !== undefined && picked !== null
      ? [{ by, column: name, from: String(picked).slice(0, 10), to: more.to }]
      : [{ by, column: name, in: [picked] }];
  });
  const inputs = asked.map((clause) => inputFor(cell, clause.column, cells, 'from' in clause));
  for (const input of new Set(inputs)) {
    if (!input?.name) continue;
    const own = asked.filter((_, at) => inputs[at] === input);
    workspace.document.setValue(
      input.name,
      isSelectionInput(input) ? together(current(input, workspace), own) : asValue(input, own),
    );
  }
}

/** What an input that is no selection has as its value for a mark. */
function asValue({ spec }: Cell, [clause]: readonly Clause[]): unknown {
  if (!clause) return null;
  const [from, to] = 'in' in clause ? [clause.in[0], clause.in[0]] : [clause.from, clause.to];
  if (spec.type === 'date-range') return { from: dayOf(String(from)), to: dayOf(String(to)) };
  return spec.type === 'multi-select' ? [String(from)] : (from ?? null);
}

function pickOne({ id, column, value, row }: PickDetail, workspace: Workspace): void {
  const { cells } = workspace.runtime.document.value;
  const cell = cells.find((one) => one.id === id);
  const input = cell && inputFor(cell, column, cells);
  if (!cell || !input?.name || !chooses(cell, column)) return;
  const picked = pickedValue(column, value, row, workspace);
  if (picked === undefined) return;
  const { document } = workspace;
  if (isSelectionInput(input)) {
    document.setValue(
      input.name,
      toggled(current(input, workspace), writerOf(cell), column, [picked]),
    );
  } else if (input.spec.type === 'date-range') {
    const day = String(picked).slice(0, 10);
    document.setValue(input.name, { from: day, to: day });
  } else if (input.spec.type === 'multi-select') {
    const now = workspace.runtime.value(input.name) ?? input.spec.value;
    const chosen = Array.isArray(now) ? now.map(String) : [];
    const one = String(picked);
    const next = chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one];
    document.setValue(input.name, next);
  } else {
    const now = workspace.runtime.value(input.name);
    document.setValue(input.name, String(now) === String(picked) ? null : picked);
  }
}

/** False for what tells rows of an analysis apart and no events: a step, a cohort, a segment of its own. */
const chooses = ({ kind, spec }: Cell, column: string): boolean =>
  kind !== 'metric' ||
  parameterOf(spec.select) !== null ||
  typeof spec.select === 'string' ||
  ofEvents(column);

/** True for a column that events have, so that analyses can be filtered by it. */
const ofEvents = (column: string): boolean =>
  column === 'category' ||
  column === 'weekday' ||
  (column !== 'segment' && FILTER_COLUMNS.includes(column));

/** Part of a drawing was brushed, once the hand has let go; without ends the brush is gone. */
export function brush({ id, column, from, to }: BrushDetail, workspace: Workspace): void {
  const { cells } = workspace.runtime.document.value;
  const cell = cells.find((one) => one.id === id);
  const input = cell && inputFor(cell, column, cells, true);
  if (!cell || !input?.name) return;
  const { document } = workspace;
  if (isSelectionInput(input)) {
    document.setValue(input.name, brushed(current(input, workspace), cell, column, from, to));
  } else {
    document.setValue(input.name, daysBetween(from, to));
  }
}

/** What a date range is once these ends are brushed. */
export const daysBetween = (from: BrushDetail['from'], to: BrushDetail['to']) =>
  from === null || to === null ? null : { from: dayOf(from), to: dayOf(to) };

/** The selection once a range of a cell's column is brushed in it. */
export function brushed(
  selection: readonly Clause[],
  cell: Cell,
  column: string,
  from: BrushDetail['from'],
  to: BrushDetail['to'],
): readonly Clause[] {
  const by = writerOf(cell);
  if (from === null || to === null) return without(selection, by, column);
  return withClause(selection, { by, column, from, to });
}

/**
 * The input that takes what is picked in a cell: the one that its `select` names, else one over the column (days: a date
 * range), else the first selection of the notebook, unless analyses follow that and the column is none of the events.
 */
export function inputFor(
  cell: Pick<Cell, 'spec'>,
  column: string,
  cells: readonly Cell[],
  range = false,
): Cell | null {
  const inputs = cells.filter(({ kind, name, error }) => kind === 'input' && name && !error);
  const wanted = parameterOf(cell.spec.select) ?? cell.spec.select;
  if (typeof wanted === 'string') return inputs.find(({ name }) => name === wanted) ?? null;
  const over = inputs.find(({ spec }) =>
    column === 'day' && spec.type === 'date-range'
      ? true
      : !range && spec.column === column && spec.type !== 'selection',
  );
  if (over) return over;
  const selection = inputs.find(isSelectionInput);
  return selection && (ofEvents(column) || !filtersEvents(selection, cells)) ? selection : null;
}

/**
 * True where what is picked in a chart goes nowhere: the notebook has a selection, but its analyses follow that, and
 * events lack the column.
 */
export function goesNowhere(
  id: string,
  column: string,
  cells: readonly Cell[],
  range = false,
): boolean {
  const cell = cells.find((one) => one.id === id);
  return (
    cell?.kind === 'chart' &&
    inputFor(cell, column, cells, range) === null &&
    cells.some((one) => one.kind === 'input' && !one.error && isSelectionInput(one))
  );
}

/** True where analyses of the events follow a selection: a column that those lack would fail every one of them. */
const filtersEvents = ({ name }: Cell, cells: readonly Cell[]): boolean =>
  cells.some(
    (cell) =>
      (cell.kind === 'metric' || cell.kind === 'tile') &&
      cell.spec.from === undefined &&
      name !== null &&
      filtersOf(cell).includes(name),
  );

export const isSelectionInput = ({ spec }: Pick<Cell, 'spec'>): boolean =>
  spec.type === 'selection';

const current = (input: Cell, workspace: Workspace) =>
  selectionOf(workspace.runtime.value(input.name ?? '') ?? input.spec.value);

/** A bar of a category is known by its path where the data has one. */
function pickedValue(
  column: string,
  value: unknown,
  row: Row,
  { dataset }: Workspace,
): Picked | undefined {
  const context = dataset.value?.context;
  const path =
    context && filterColumn(column, context) === 'category_path' && column === 'category';
  const picked = path && 'label' in row ? row.label : value;
  if (picked instanceof Date) return picked.toISOString().slice(0, 10);
  switch (typeof picked) {
    case 'string':
    case 'number':
    case 'bigint':
      return typeof picked === 'bigint' ? String(picked) : picked;
    default:
      return picked === null && value === null ? null : undefined;
  }
}

const dayOf = (value: string | number): string =>
  typeof value === 'number' ? new Date(value).toISOString().slice(0, 10) : value.slice(0, 10);
