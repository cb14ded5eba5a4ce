import { format, t } from '../../i18n/index.ts';
import type { Graph } from '../graph/graph.ts';
import type { Cell, CellState } from '../types.ts';
import { type Change, changesOf } from './changes.ts';
import type { Ingredients } from './ingredients.ts';
import type { Node } from './node.ts';

/** Why a cell is in the state that it is in. */
export interface Explanation {
  readonly phase: CellState['phase'];
  /** What its result was computed from and is no longer so; empty where it holds or there is none. */
  readonly changes: readonly Change[];
  /** Names of the cells that it reads and that are not done. */
  readonly waitsFor: readonly string[];
  /** From what it waits for to where the trouble begins, as names; empty where there is none. */
  readonly chain: readonly string[];
  /** Why the last of `chain` has no result: its phase, or that nothing has the name. */
  readonly root: CellState['phase'] | 'missing' | null;
  /** Milliseconds that it took last; null where it never ran. */
  readonly cost: number | null;
  /** Milliseconds above which it waits to be asked. */
  readonly lazyAbove: number;
}

export interface ExplainContext {
  readonly cells: ReadonlyMap<string, Cell>;
  readonly graph: Graph;
  readonly wanted: ReadonlyMap<string, Ingredients>;
  readonly node: (id: string) => Node;
  readonly lazyAbove: number;
}

export function explanationOf(cell: Cell, context: ExplainContext): Explanation {
  const { node, wanted, lazyAbove } = context;
  const { state, had, cost } = node(cell.id);
  const now = wanted.get(cell.id);
  const { phase } = state.value;
  const reads = context.graph.reads.get(cell.id) ?? [];
  const label = (id: string) => context.cells.get(id)?.name ?? id;
  return {
    phase,
    // A blocked cell waits for another: what has changed besides is not why.
    changes: had && now && phase !== 'done' && phase !== 'blocked' ? changesOf(had, now) : [],
    waitsFor: reads.filter((id) => node(id).state.value.phase !== 'done').map(label),
    ...chainOf(cell.id, context),
    cost,
    lazyAbove,
  };
}

/** Follows what holds a cell back to where it begins. */
function chainOf(start: string, { cells, graph, node }: ExplainContext) {
  const chain: string[] = [];
  const seen = new Set([start]);
  let id = start;
  for (;;) {
    const state = node(id).state.value;
    const by =
      state.phase === 'blocked' ? state.by : state.phase === 'stale' ? state.because : null;
    const next = (graph.reads.get(id) ?? []).find((other) => cells.get(other)?.name === by);
    const ends = next === undefined || seen.has(next) || node(next).state.value.phase === 'done';
    if (by === null || next === undefined || ends) {
      const missing = state.phase === 'blocked' && graph.missing.get(id)?.includes(state.by);
      if (missing) return { chain: [...chain, state.by], root: 'missing' as const };
      return { chain, root: chain.length > 0 ? state.phase : null };
    }
    chain.push(by);
    seen.add(next);
    id = next;
  }
}

/** The explanation in sentences of the reader's language, the most telling first. */
export function explanationText(explanation: Explanation): string[] {
  const { phase, changes, waitsFor, chain, root, cost, lazyAbove } = explanation;
  const last = chain.at(-1) ?? '';
  const sentences: string[] = [];
  if (root !== null && chain.length > 0) {
    if (root === 'missing') sentences.push(t('notebook.why.missing', { name: last }));
    else if (chain.length > 1) {
      const path = chain.join(' ← ');
      sentences.push(t('notebook.why.chain', { path, name: last, state: stateText(root) }));
    } else sentences.push(t('notebook.why.waits', { name: last, state: stateText(root) }));
  } else if (phase === 'queued' && waitsFor.length > 0) {
    sentences.push(t('notebook.why.queued', { names: waitsFor.join(t('common.and')) }));
  }
  sentences.push(...changes.map(changeText));
  if (phase === 'stale' && chain.length === 0 && cost !== null && cost > lazyAbove) {
    const [took, limit] = [cost, lazyAbove].map((one) => format.duration(one / 1000));
    sentences.push(t('notebook.why.cost', { took: took ?? '', limit: limit ?? '' }));
  }
  return sentences;
}

const stateText = (phase: CellState['phase']): string => t(`notebook.state.${phase}`);

/** One change as a sentence. */
export function changeText(change: Change): string {
  switch (change.kind) {
    case 'data':
      return t('notebook.change.data');
    case 'text':
      return change.name === null
        ? t('notebook.change.text')
        : t('notebook.change.text-of', { name: change.name });
    case 'value': {
      const [from, to] = [change.from, change.to].map(valueText);
      return t('notebook.change.value', { name: change.name, from: from ?? '', to: to ?? '' });
    }
    default:
      return t(`notebook.change.${change.kind}`, { name: change.name });
  }
}

/** An input's value as people read it. */
function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return t('notebook.value.default');
  if (Array.isArray(value)) {
    return value.length === 0 ? t('notebook.value.default') : value.map(valueText).join(', ');
  }
  if (typeof value !== 'object') return String(value);
  if ('from' in value && 'to' in value) return `${String(value.from)} – ${String(value.to)}`;
  return JSON.stringify(value);
}
