import { withKeys } from '../../cells/chart-body.ts';
import type { CellEvents } from '../../cells/types.ts';
import { METRICS } from '../../metrics/index.ts';
import { listOf } from '../../metrics/parameters/list-text.ts';
import { type Operation, parameterOf } from '../../notebook/index.ts';
import type { Workspace } from '../workspace.ts';

type PickDetail = CellEvents['th-pick']['detail'];

/**
 * A mark that stands for a parameter of its own metric was picked: the input that the parameter reads takes it, else the
 * cell's own key, as an edit that can be taken back. False where the metric has no such parameter, or the cell says by
 * `select` that its choices go elsewhere.
 */
export function pickForParameter(
  { id, column, value }: PickDetail,
  { runtime, document }: Workspace,
  apply: (operation: Operation) => void,
): boolean {
  const cell = runtime.document.value.cells.find((one) => one.id === id);
  const known = METRICS.find(({ kind }) => kind === cell?.spec.kind)?.picks?.[column];
  if (cell?.kind !== 'metric' || !known) return false;
  if (cell.spec.select !== undefined && known.most > 1) return false;
  const own = cell.spec[known.parameter];
  const input = parameterOf(own);
  const next = chosen(input === null ? own : runtime.value(input), value, known.most);
  if (input !== null) document.setValue(input, next);
  else {
    const nothing = next === null || (Array.isArray(next) && next.length === 0);
    const keys = { [known.parameter]: nothing ? undefined : next };
    apply({ kind: 'body', id, body: withKeys(cell.body, keys) });
  }
  return true;
}

/** The parameter's value with `value` taken in or out; the one that was chosen first makes room. */
export function chosen(now: unknown, value: unknown, most: number): unknown {
  const picked = value === null || value === undefined ? null : String(value);
  if (most === 1) return picked;
  const given = typeof now === 'string' ? listOf(now) : Array.isArray(now) ? now : [];
  const before = given.map((one) => String(one).trim()).filter(Boolean);
  if (picked === null) return before;
  const without = before.filter((one) => one !== picked);
  return without.length < before.length ? without : [...before, picked].slice(-most);
}
