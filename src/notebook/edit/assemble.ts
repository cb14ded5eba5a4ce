import { splitFences } from '../text/fences.ts';
import { highest } from '../text/identity.ts';
import { headOf, parseNotebook } from '../text/parse.ts';
import type { Cell, NotebookDocument } from '../types.ts';

/** A stretch of the new text, and the id of the cell that it is; null where the cell is new. */
export interface Piece {
  readonly id: string | null;
  readonly source: string;
}

/**
 * The document that these pieces make: always what its own text reads as. Pieces end on their own line, and one whose
 * fence is open is closed where something follows, so that none swallows the next.
 */
export function assemble(
  before: NotebookDocument,
  head: string,
  pieces: readonly Piece[],
): NotebookDocument {
  const separate = pieces.map(({ id, source }, at) => ({
    id,
    source: at < pieces.length - 1 ? ended(source) : source,
  }));
  const opening = head && !head.endsWith('\n') && pieces.length > 0 ? `${head}\n` : head;
  const text = opening + separate.map(({ source }) => source).join('');
  // Text that looks like front matter is none unless it was meant as such.
  const whole = headOf(text).trimEnd() === head.trimEnd() ? text : `\n${text}`;
  const ids = new Map<string, string>();
  let at = whole.length - text.length + opening.length;
  for (const { id, source } of separate) {
    if (id !== null) ids.set(beginning(source, at), id);
    at += source.length;
  }
  return named(parseNotebook(whole, before), ids, before);
}

/** Gives the cells the ids that begin where they begin; a cell that is the same as before is the same object. */
function named(
  document: NotebookDocument,
  ids: ReadonlyMap<string, string>,
  before: NotebookDocument,
): NotebookDocument {
  const known = new Map(before.cells.map((cell) => [cell.id, cell]));
  let number = highest(before.cells);
  let at = document.head.length;
  const cells = document.cells.map((cell) => {
    const id = ids.get(beginning(cell.source, at)) ?? `cell-${++number}`;
    at += cell.source.length;
    const old = known.get(id);
    const now = { ...cell, id };
    return old && isSame(old, now) ? old : now;
  });
  return { ...document, cells };
}

const isSame = (one: Cell, other: Cell): boolean =>
  one.source === other.source &&
  one.line === other.line &&
  JSON.stringify(one.error) === JSON.stringify(other.error);

/** Where the first word of a source at `at` stands: blank lines before it can belong to what precedes. */
const beginning = (source: string, at: number): string =>
  source.trim() === '' ? `blank ${at}` : String(at + source.length - source.trimStart().length);

/** A source that something can follow: its fence is closed, its last line ended. */
function ended(source: string): string {
  const lines = source === '' || source.endsWith('\n') ? source : `${source}\n`;
  const last = splitFences(lines).at(-1);
  if (!last?.fence || last.fence.closed) return lines;
  return `${lines}${/(`{3,}|~{3,})/.exec(last.source)?.[0] ?? ''}\n`;
}
