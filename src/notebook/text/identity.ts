import type { Cell, NotebookDocument } from '../types.ts';

/** What tells a cell from another before it has an id. */
type Known = Pick<Cell, 'kind' | 'fence' | 'name' | 'source'>;

/**
 * The ids of cells that were read anew from an edited text: a cell keeps its id by its name, else by its text, else
 * as the only one of its kind between two that kept theirs. A cell that is new gets an id that nobody had.
 */
export function identities(before: readonly Cell[], now: readonly Known[]): string[] {
  const ids: (string | null)[] = now.map(() => null);
  const free = new Map(before.map((cell) => [cell.id, cell]));
  const take = (at: number, cell: Cell | undefined) => {
    if (!cell || ids[at] !== null) return;
    ids[at] = cell.id;
    free.delete(cell.id);
  };
  const match = (keyOf: (cell: Known) => string | null) => {
    const byKey = new Map<string, Cell[]>();
    for (const cell of free.values()) {
      const key = keyOf(cell);
      if (key !== null) byKey.set(key, [...(byKey.get(key) ?? []), cell]);
    }
    for (const [at, cell] of now.entries()) {
      const key = ids[at] === null ? keyOf(cell) : null;
      if (key !== null) take(at, byKey.get(key)?.shift());
    }
  };
  match(({ name, source }) => name && `${name}|${source}`);
  match(({ name }) => name);
  match(({ source }) => source);
  match(({ source }) => source.trimEnd());
  betweenKept(before, now, ids, take);
  let number = highest(before);
  return ids.map((id) => id ?? `cell-${++number}`);
}

/** Cells whose text was edited: of those left between the same neighbours, the first of the same kind. */
function betweenKept(
  before: readonly Cell[],
  now: readonly Known[],
  ids: readonly (string | null)[],
  take: (at: number, cell: Cell | undefined) => void,
): void {
  const place = new Map(before.map((cell, at) => [cell.id, at]));
  const taken = new Set(ids);
  let from = 0;
  for (const [at, cell] of now.entries()) {
    const id = ids[at];
    if (id !== null && id !== undefined) {
      from = (place.get(id) ?? from) + 1;
      continue;
    }
    const until = ids.slice(at).find((one) => one !== null);
    const end = until === undefined || until === null ? before.length : (place.get(until) ?? from);
    const found = before
      .slice(from, Math.max(from, end))
      .find((one) => !taken.has(one.id) && one.kind === cell.kind && one.fence === cell.fence);
    if (!found) continue;
    take(at, found);
    taken.add(found.id);
  }
}

/** The highest number in the ids `cell-<number>`; 0 where there is none. */
export const highest = (cells: readonly Cell[]): number =>
  Math.max(0, ...cells.map(({ id }) => Number(/^cell-(\d+)$/.exec(id)?.[1] ?? 0)));

/**
 * A document to read another one after: no cell of that one is taken for one of these, and none gets an id that one
 * of these has.
 */
export function strangers(document: NotebookDocument): NotebookDocument {
  const cells = document.cells.map(
    (cell): Cell => ({
      ...cell,
      kind: 'unknown',
      fence: '\0',
      name: null,
      source: '\0',
    }),
  );
  return { ...document, cells };
}
