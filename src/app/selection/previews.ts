import { type Signal, signal } from '@preact/signals-core';
import type { CellResult } from '../../notebook/index.ts';
import type { Workspace } from '../workspace.ts';

const previews = new WeakMap<Workspace, Map<string, Signal<CellResult | null>>>();

/** What a cell shows while something that it follows is being dragged; null: its own result. */
export function previewOf(workspace: Workspace, id: string): Signal<CellResult | null> {
  const all = previews.get(workspace) ?? new Map<string, Signal<CellResult | null>>();
  previews.set(workspace, all);
  const known = all.get(id);
  if (known) return known;
  const made = signal<CellResult | null>(null);
  all.set(id, made);
  return made;
}

/** What a cell shows: its result, or what stands in for it while something is being dragged. */
export const shownResult = (workspace: Workspace, id: string): CellResult | null => {
  const result = workspace.runtime.result(id).value;
  return previewOf(workspace, id).value ?? result;
};
