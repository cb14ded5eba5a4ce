import { effect } from '@preact/signals-core';
import { type Chosen, chosenRows } from '../cells/chosen.ts';
import type { CellEvents } from '../cells/types.ts';
import type { Cell } from '../notebook/index.ts';
import { shownResult } from './selection/previews.ts';
import type { Workspace } from './workspace.ts';

type OfDocument = Pick<Workspace, 'runtime' | 'document'>;
type Input = Cell & { readonly name: string };

/** The input of type `table` or `chart` over a cell. */
function inputOver(id: string, cells: readonly Cell[]): Input | null {
  const name = cells.find((cell) => cell.id === id)?.name;
  if (!name) return null;
  const own = (cell: Cell): cell is Input =>
    cell.kind === 'input' &&
    cell.name !== null &&
    (cell.spec.type === 'table' || cell.spec.type === 'chart') &&
    cell.spec.from === name;
  return cells.find(own) ?? null;
}

const columnOf = ({ spec }: Cell): string | null =>
  typeof spec.column === 'string' ? spec.column : null;

const chosenIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(String) : [];

/**
 * A row or mark was picked in a cell that is an input: its value joins or leaves the input's. False where no input of
 * type `table` or `chart` is over the cell.
 */
export function pickForInput(
  { id, column, value, row }: CellEvents['th-pick']['detail'],
  { runtime, document }: OfDocument,
): boolean {
  const input = inputOver(id, runtime.document.value.cells);
  if (!input) return false;
  const { spec } = input;
  const first = spec.type === 'table' ? Object.keys(row)[0] : column;
  const own = columnOf(input) ?? first ?? column;
  const picked = own in row ? row[own] : own === column ? value : null;
  if (picked === null || picked === undefined) return true;
  const text = String(picked);
  const now = runtime.result(input.id).value?.value;
  if (spec.multiple === false) {
    document.setValue(input.name, String(now) === text ? null : text);
    return true;
  }
  const chosen = chosenIn(now);
  const without = chosen.filter((one) => one !== text);
  document.setValue(input.name, without.length < chosen.length ? without : [...chosen, text]);
  return true;
}

/**
 * A range of rows is selected in a table that is an input: their values become the input's once the hand lets go. Tells
 * which input and what it would be; null where no input takes a range.
 */
export function selectForInput(
  { id, rows, range, moving }: CellEvents['th-select']['detail'],
  { runtime, document }: OfDocument,
): { readonly name: string; readonly value: readonly string[] } | null {
  const input = inputOver(id, runtime.document.value.cells);
  if (!range || input?.spec.type !== 'table' || input.spec.multiple === false) return null;
  const own = columnOf(input) ?? Object.keys(rows[0] ?? {})[0] ?? '';
  const values = rows.map((row) => row[own]).filter((one) => one !== null && one !== undefined);
  const texts = [...new Set(values.map(String))];
  const now = chosenIn(runtime.result(input.id).value?.value);
  const isOther = texts.length !== now.length || texts.some((one, at) => one !== now[at]);
  if (!moving && isOther) document.setValue(input.name, texts);
  return { name: input.name, value: texts };
}

/** Lets the rows of tables that are inputs show which of them are chosen; returns how to end it. */
export const markChosen = (workspace: Workspace): (() => void) =>
  effect(() => {
    const { cells } = workspace.runtime.document.value;
    const chosen = new Map<string, Chosen>();
    for (const { id } of cells) {
      const input = inputOver(id, cells);
      if (input?.spec.type !== 'table') continue;
      const value = shownResult(workspace, input.id)?.value;
      const values = Array.isArray(value)
        ? value
        : value === null || value === undefined
          ? []
          : [value];
      chosen.set(id, { column: columnOf(input), values: new Set(values.map(String)) });
    }
    if (chosen.size > 0 || chosenRows.peek().size > 0) chosenRows.value = chosen;
  });
