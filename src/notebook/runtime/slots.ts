import type { Cell } from '../types.ts';
import type { Node, Run } from './node.ts';

/** Kinds that only arrange what others computed: they need no engine and wait for none. */
const LIGHT = new Set(['text', 'chart', 'table', 'unknown', 'lineage']);

export const isLight = (cell: Cell): boolean => LIGHT.has(cell.kind);

/**
 * Which waiting runs may begin now: what is on screen first, then in the order of the document, as many at once as
 * there are slots. Light cells take none.
 */
export function nextRuns(
  cells: Iterable<Cell>,
  node: (id: string) => Node,
  onScreen: ReadonlySet<string>,
  slots: number,
): { readonly cell: Cell; readonly run: Run }[] {
  const waiting: { readonly cell: Cell; readonly run: Run }[] = [];
  let free = slots;
  for (const cell of cells) {
    const { run } = node(cell.id);
    if (run?.stage === 'working' && !isLight(cell)) free--;
    if (run?.stage === 'waiting') waiting.push({ cell, run });
  }
  const seen = waiting.filter(({ cell }) => onScreen.has(cell.id));
  const unseen = waiting.filter(({ cell }) => !onScreen.has(cell.id));
  return [...seen, ...unseen].filter(({ cell }) => isLight(cell) || free-- > 0);
}
