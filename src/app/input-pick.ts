import type { CellEvents } from '../cells/types.ts';
import type { Workspace } from './workspace.ts';

/**
 * A row or mark was picked in a cell that is an input: its value joins or leaves the input's. False where no input of
 * type `table` or `chart` is over the cell.
 */
export function pickForInput(
  { id, column, value, row }: CellEvents['th-pick']['detail'],
  { runtime, document }: Workspace,
): boolean {
  const { cells } = runtime.document.value;
  const name = cells.find((cell) => cell.id === id)?.name;
  const input = cells.find(
    ({ kind, spec }) =>
      kind === 'input' && (spec.type === 'table' || spec.type === 'chart') && spec.from === name,
  );
  if (!name || !input?.name) return false;
  const { spec } = input;
  const first = spec.type === 'table' ? Object.keys(row)[0] : column;
  const own = typeof spec.column === 'string' ? spec.column : (first ?? column);
  const picked = own in row ? row[own] : own === column ? value : null;
  if (picked === null || picked === undefined) return true;
  const text = String(picked);
  const now = runtime.result(input.id).value?.value;
  if (spec.multiple === false) {
    document.setValue(input.name, String(now) === text ? null : text);
    return true;
  }
  const chosen = Array.isArray(now) ? now.map(String) : [];
  const without = chosen.filter((one) => one !== text);
  document.setValue(input.name, without.length < chosen.length ? without : [...chosen, text]);
  return true;
}
