import type { Graph } from '../graph/graph.ts';
import type { Cell, CellState } from '../types.ts';
import { changesOf, nameOfChange } from './changes.ts';
import type { Ingredients } from './ingredients.ts';
import type { Node } from './node.ts';

/** What becomes of a cell: it is as it stands, it ends in a state without running, or it must run. */
export type Decision =
  | { readonly kind: 'stands'; readonly state: CellState }
  | { readonly kind: 'fails'; readonly error: unknown; readonly path?: readonly string[] }
  | { readonly kind: 'held'; readonly state: CellState }
  /** `keptOnly`: it waits to be asked, unless a result was kept. */
  | { readonly kind: 'runs'; readonly ingredients: Ingredients; readonly keptOnly: boolean };

export interface PlanContext {
  readonly cells: ReadonlyMap<string, Cell>;
  readonly graph: Graph;
  readonly wanted: ReadonlyMap<string, Ingredients>;
  readonly node: (id: string) => Node;
  /** Milliseconds of cost above which a cell waits to be asked. */
  readonly lazyAbove: number;
  /** True where results of earlier visits can be had. */
  readonly recalls: boolean;
  /** Why a cell cannot run at all, whatever it reads. */
  readonly obstacle: (cell: Cell) => { error: unknown; path?: readonly string[] } | null;
}

/** Decides for every cell; changes nothing. */
export function plan(context: PlanContext): Map<string, Decision> {
  const { cells, graph } = context;
  const decisions = new Map<string, Decision>();
  const rest = [...cells.keys()].filter((id) => !context.wanted.has(id));
  for (const id of [...rest, ...graph.order]) {
    const cell = cells.get(id);
    if (cell) decisions.set(id, decide(cell, context, decisions));
  }
  return decisions;
}

function decide(
  cell: Cell,
  context: PlanContext,
  decisions: ReadonlyMap<string, Decision>,
): Decision {
  const obstacle = context.obstacle(cell);
  if (obstacle) return { kind: 'fails', ...obstacle };
  const node = context.node(cell.id);
  const ingredients = context.wanted.get(cell.id);
  const [missing] = context.graph.missing.get(cell.id) ?? [];
  // Prose stays readable where a figure is not there: it shows a dash.
  const tolerant = cell.kind === 'text';
  if (!ingredients || (missing !== undefined && !tolerant)) {
    return { kind: 'held', state: { phase: 'blocked', by: missing ?? '' } };
  }
  const { key } = ingredients;
  if (node.key === key && node.result.value) return { kind: 'stands', state: done(node) };
  if (node.failed?.key === key) return { kind: 'fails', error: node.failed.error };
  if (node.run?.ingredients.key === key) return { kind: 'stands', state: runState(node) };
  if (node.cancelled === key && !node.asked) {
    return { kind: 'held', state: { phase: 'cancelled' } };
  }
  const held = heldBy(cell, context, decisions, tolerant);
  if (held) return { kind: 'held', state: held };
  const lazy = waitsToBeAsked(cell, node, context.lazyAbove);
  if (lazy && (!context.recalls || node.notKept === key || node.had?.key === key)) {
    const changes = node.had ? changesOf(node.had, ingredients) : [];
    const because = nameOfChange(changes, cell.name ?? '');
    return { kind: 'held', state: { phase: 'stale', because } };
  }
  return { kind: 'runs', ingredients, keptOnly: lazy };
}

/** An input is never lazy: what it costs is paid by those that read it. Nor is prose: what it took was others' work. */
function waitsToBeAsked(cell: Cell, node: Node, lazyAbove: number): boolean {
  const free = cell.kind === 'input' || cell.kind === 'text';
  if (free || node.asked || node.eagerness === 'at-once') return false;
  // What a kept result cost is not known: where all are to wait, it waits.
  const cost = node.cost ?? (node.had ? Number.MIN_VALUE : 0);
  return node.eagerness === 'when-asked' || cost > lazyAbove;
}

/** The state in which the cells that it reads put a cell; null where all of them are there. */
function heldBy(
  cell: Cell,
  { cells, graph }: PlanContext,
  decisions: ReadonlyMap<string, Decision>,
  tolerant: boolean,
): CellState | null {
  let stale: CellState | null = null;
  let waits: CellState | null = null;
  for (const id of graph.reads.get(cell.id) ?? []) {
    const name = cells.get(id)?.name ?? id;
    const phase = phaseOf(decisions.get(id));
    if (phase === 'stale') stale ??= { phase: 'stale', because: name };
    else if (phase === 'queued' || phase === 'running') waits = { phase: 'queued' };
    else if (phase === 'cancelled' || (phase !== 'done' && !tolerant)) {
      return { phase: 'blocked', by: name };
    }
  }
  return stale ?? waits;
}

export function phaseOf(decision: Decision | undefined): CellState['phase'] {
  if (!decision || decision.kind === 'fails') return 'failed';
  return decision.kind === 'runs' ? 'queued' : decision.state.phase;
}

export const done = ({ took, result }: Node): CellState => ({
  phase: 'done',
  milliseconds: took ?? 0,
  rows: result.value?.total ?? 0,
});

export function runState({ run }: Node): CellState {
  if (run?.stage !== 'working') return { phase: 'queued' };
  const { since, progress } = run;
  return { phase: 'running', since, ...(progress ? { progress } : {}) };
}
