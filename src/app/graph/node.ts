import { KIND_ICONS } from '../../cells/frame/kinds.ts';
import type { CellState, GraphNode } from '../../notebook/index.ts';
import type { IconName } from '../../ui/icons.ts';

/** A node of the graph with what the page says of it. */
export interface Named {
  readonly node: GraphNode;
  readonly label: string;
  readonly icon: IconName;
  readonly state: CellState;
  /** The names on its way round, where it is part of a cycle. */
  readonly cycle: readonly string[] | null;
}

const ICONS: Readonly<Record<Exclude<GraphNode['kind'], 'input' | 'cell'>, IconName>> = {
  data: 'database',
  file: 'file-text',
  table: 'table-2',
};

export function iconOf({ kind, cell }: GraphNode): IconName {
  if (kind === 'input' || kind === 'cell') return KIND_ICONS[cell?.kind ?? 'unknown'];
  return ICONS[kind];
}

/** Icon and tone of a state that calls for attention; null where all is well. */
export function markOf({
  state,
  cycle,
}: Named): { readonly icon: IconName; readonly tone: 'bad' | 'warn' | 'accent' } | null {
  if (cycle) return { icon: 'triangle-alert', tone: 'bad' };
  switch (state.phase) {
    case 'failed':
      return { icon: 'circle-alert', tone: 'bad' };
    case 'stale':
    case 'blocked':
    case 'cancelled':
      return { icon: 'clock', tone: 'warn' };
    case 'queued':
    case 'running':
      return { icon: 'refresh-cw', tone: 'accent' };
    default:
      return null;
  }
}
