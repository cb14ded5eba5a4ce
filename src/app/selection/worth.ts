import { affectedBy, ancestorsOf, type Cell } from '../../notebook/index.ts';
import type { Workspace } from '../workspace.ts';

/** Milliseconds that all cells which follow a hand may take together, each by its own last time. */
export const PASS = 300;

/** What cells took while a hand was followed, on which state of the data. */
export type Costs = WeakMap<Cell, { readonly version: string; readonly milliseconds: number }>;

export interface Divided {
  /** Everything that shows something else once the inputs change; inputs are left out. */
  readonly affected: ReadonlySet<string>;
  /** Those among them that are worked out while the hand moves. */
  readonly follows: ReadonlySet<string>;
}

/** Of these the page has the rows, or asks for few: what they take is learnt by trying. */
const LIGHT = new Set<Cell['kind']>(['input', 'text', 'chart', 'table']);
const FOLLOWS = new Set<Cell['kind']>(['text', 'chart', 'table', 'sql', 'metric', 'tile']);

/**
 * Which cells follow a hand that drags the inputs `ids`, and which wait until it lets go. Those on screen follow, the
 * cheapest first, as long as all together take no longer than a pass may; those that run at once whatever they cost
 * follow too. What would leave a table or a view in the engine at every place of the hand never does.
 */
export function divided(
  { runtime, dataset }: Pick<Workspace, 'runtime' | 'dataset'>,
  ids: readonly string[],
  except: ReadonlySet<string>,
  costs: Costs,
): Divided {
  const graph = runtime.graph.peek();
  const cells = new Map(runtime.document.peek().cells.map((cell) => [cell.id, cell]));
  const version = dataset.peek()?.context.version ?? '';
  const changed = new Set(affectedBy(graph, ids));
  const affected = new Set([...changed].filter((id) => cells.get(id)?.kind !== 'input'));
  const costOf = (id: string): number => {
    const cell = cells.get(id);
    if (!cell || leaves(cell) || runtime.eagerness(id) === 'when-asked')
      return Number.POSITIVE_INFINITY;
    const tried = costs.get(cell);
    if (tried?.version === version) return tried.milliseconds;
    // What a result of an earlier visit cost is not known; one that runs at once whatever it costs is tried.
    const unknown = runtime.eagerness(id) === 'at-once' ? 0 : Number.POSITIVE_INFINITY;
    return LIGHT.has(cell.kind) ? 0 : (runtime.cost(id) ?? unknown);
  };
  const chains = [...affected].flatMap((id) => {
    const kind = cells.get(id)?.kind;
    if (!kind || !FOLLOWS.has(kind) || except.has(id) || !runtime.onScreen(id)) return [];
    if (runtime.state(id).peek().phase !== 'done') return [];
    const chain = [id, ...ancestorsOf(graph, [id])].filter((one) => changed.has(one));
    const cost = chain.reduce((sum, one) => sum + costOf(one), 0);
    return [{ id, chain, cost, always: runtime.eagerness(id) === 'at-once' }];
  });
  const follows = new Set<string>();
  const paid = new Set<string>();
  const most = Math.min(PASS, runtime.lazyAbove);
  let sum = 0;
  for (const { id, chain, always } of chains.sort((a, b) => a.cost - b.cost)) {
    const more = chain.filter((one) => !paid.has(one));
    const cost = more.reduce((all, one) => all + costOf(one), 0);
    const spared = always && chain.every((one) => costOf(one) < Number.POSITIVE_INFINITY);
    if (!spared && !(sum + cost <= most)) continue;
    sum += cost;
    follows.add(id);
    for (const one of more) paid.add(one);
  }
  return { affected, follows };
}

/** A segment leaves a table of its members, a metric over another cell's rows a view of them. */
const leaves = ({ kind, spec }: Cell): boolean =>
  kind === 'segment' || (kind === 'metric' && typeof spec.from === 'string');
