import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import type { CellResult, CellState, Environment } from '../../notebook/index.ts';
import type { Workspace } from '../workspace.ts';

interface Stand {
  readonly result: Signal<CellResult | null>;
  readonly state: Signal<CellState | null>;
}

const stands = new WeakMap<Workspace, Map<string, Stand>>();
const states = new WeakMap<ReadonlySignal<CellState>, ReadonlySignal<CellState>>();

/** What each result was worked out from that stands in for a cell's own. */
export const environments = new WeakMap<CellResult, Environment>();

function standOf(workspace: Workspace, id: string): Stand {
  const all = stands.get(workspace) ?? new Map<string, Stand>();
  stands.set(workspace, all);
  const known = all.get(id);
  if (known) return known;
  const made: Stand = { result: signal(null), state: signal(null) };
  all.set(id, made);
  return made;
}

/** What a cell shows while something that it follows is being dragged; null: its own result. */
export const previewOf = (workspace: Workspace, id: string): Signal<CellResult | null> =>
  standOf(workspace, id).result;

/** In which state a cell is said to be while something that it follows is being dragged; null: its own. */
export const heldOf = (workspace: Workspace, id: string): Signal<CellState | null> =>
  standOf(workspace, id).state;

/** What a cell shows: its result, or what stands in for it while something is being dragged. */
export const shownResult = (workspace: Workspace, id: string): CellResult | null => {
  const result = workspace.runtime.result(id).value;
  return previewOf(workspace, id).value ?? result;
};

/** The state that belongs to what a cell shows; the same signal as long as the cell has its place. */
export function shownState(workspace: Workspace, id: string): ReadonlySignal<CellState> {
  const own = workspace.runtime.state(id);
  const known = states.get(own);
  if (known) return known;
  const held = heldOf(workspace, id);
  const made = computed(() => held.value ?? own.value);
  states.set(own, made);
  return made;
}
