import { diffArrays, diffLines } from 'diff';
import { parseNotebook } from '../text/parse.ts';
import type { Cell } from '../types.ts';

export interface LineDifference {
  readonly kind: 'same' | 'added' | 'removed';
  /** One or more whole lines. */
  readonly text: string;
}

/** What became of one cell; `lines` joined without the removed ones are its text now. */
export interface CellDifference {
  readonly kind: 'same' | 'changed' | 'added' | 'removed';
  readonly moved: boolean;
  readonly before: Cell | null;
  readonly now: Cell | null;
  readonly lines: readonly LineDifference[];
}

export interface Differences {
  /** The front matter's lines. */
  readonly head: readonly LineDifference[];
  /** In the order of the newer text; removed cells where they stood. */
  readonly cells: readonly CellDifference[];
}

/** What lies between two texts of one notebook, cell by cell and line by line. */
export function differences(before: string, now: string): Differences {
  const old = parseNotebook(before);
  const next = parseNotebook(now, old);
  const oldCells = new Map(old.cells.map((cell) => [cell.id, cell]));
  const nextCells = new Map(next.cells.map((cell) => [cell.id, cell]));
  const cells: CellDifference[] = [];
  const order = diffArrays([...oldCells.keys()], [...nextCells.keys()]);
  for (const { value, added, removed } of order) {
    for (const id of value) {
      const [from, to] = [oldCells.get(id) ?? null, nextCells.get(id) ?? null];
      // A cell that moved is told once, where it stands now.
      if (removed && to) continue;
      cells.push(differenceOf(from, to, added && from !== null));
    }
  }
  return { head: lineDifferences(old.head, next.head), cells };
}

function differenceOf(before: Cell | null, now: Cell | null, moved: boolean): CellDifference {
  const lines = lineDifferences(before?.source ?? '', now?.source ?? '');
  if (!before) return { kind: 'added', moved: false, before, now, lines };
  if (!now) return { kind: 'removed', moved: false, before, now, lines };
  const kind = before.source === now.source ? 'same' : 'changed';
  return { kind, moved, before, now, lines };
}

/** Two texts line by line; a text without its last line end differs in that line. */
export function lineDifferences(before: string, now: string): LineDifference[] {
  return diffLines(before, now)
    .filter(({ value }) => value !== '')
    .map(({ value: text, added, removed }) => ({
      kind: added ? 'added' : removed ? 'removed' : 'same',
      text,
    }));
}
