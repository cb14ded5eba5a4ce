import type { CellWhy } from '../../cells/types.ts';
import { TabhouseError } from '../../engine/errors.ts';
import {
  type Cell,
  type CellState,
  explanationText,
  interpolationProblems,
  type NotebookRuntime,
} from '../../notebook/index.ts';

const SAYS_WHY: ReadonlySet<CellState['phase']> = new Set(['queued', 'stale', 'blocked', 'failed']);

/** Why a cell is queued, out of date, blocked or in a cycle, with the cells that are the cause; null for any other. */
export function whyOf(cell: Cell, state: CellState, runtime: NotebookRuntime): CellWhy | null {
  if (!SAYS_WHY.has(state.phase)) return null;
  const explanation = runtime.explain(cell.id);
  if (!explanation) return null;
  const { cells } = runtime.document.value;
  const known = (name: string) => cells.find((one) => one.name === name && one.id !== cell.id);
  const path = state.phase === 'failed' ? (state.path ?? []) : [];
  const changed = explanation.changes.flatMap((one) => ('name' in one && one.name ? one.name : []));
  const { chain } = explanation;
  // Where the trouble begins says most; on the way to it the reader finds the rest.
  const named = chain.length > 0 ? chain.slice(-1) : state.phase === 'stale' ? changed : path;
  const causes = [...new Set(named)].flatMap((name) => known(name) ?? []);
  const [root] = causes;
  const lacks = state.phase === 'blocked' && root ? lacking(runtime.state(root.id).value) : null;
  return {
    sentences: explanationText(explanation),
    causes: causes.map(({ id, name }) => ({ id, name: name ?? id })),
    ...(lacks !== null && { lacks }),
  };
}

/** What the data lack, where that is why a cell has no result. */
function lacking(state: CellState): string | null {
  if (state.phase !== 'failed' || !(state.error instanceof TabhouseError)) return null;
  const { code, parameters } = state.error;
  return code === 'metric-not-applicable' ? String(parameters.reason) : null;
}

/** What in a text cannot be shown, as sentences. */
export function textProblems(cell: Cell, runtime: NotebookRuntime): readonly string[] {
  if (!cell.body.includes('{{')) return [];
  const missing = runtime.graph.value.missing.get(cell.id) ?? [];
  return interpolationProblems(cell.body, missing, runtime.environment(cell.id)?.results);
}
