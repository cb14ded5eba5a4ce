import { parseNotebook } from '../text/parse.ts';
import type { Cell, NotebookDocument } from '../types.ts';
import { assemble, type Piece } from './assemble.ts';
import { rewritten } from './block.ts';
import { changedHead } from './front-matter.ts';
import { type RenamedInSql, renamedCells } from './rename.ts';

/** One edit of a notebook. Positions count cells from 0; a cell that is not there is left alone. */
export type Operation =
  /** `text`: one or more blocks as they stand in a file (`newBlock`). */
  | { readonly kind: 'insert'; readonly at: number; readonly text: string }
  /** `to`: its position once it has left its own. */
  | { readonly kind: 'move'; readonly id: string; readonly to: number }
  | { readonly kind: 'duplicate'; readonly id: string }
  | { readonly kind: 'delete'; readonly id: string }
  | { readonly kind: 'body'; readonly id: string; readonly body: string }
  /** Also in what reads it; `null` takes a name away. */
  | { readonly kind: 'rename'; readonly id: string; readonly name: string | null }
  /** `undefined` takes a value out. */
  | { readonly kind: 'front-matter'; readonly values: Readonly<Record<string, unknown>> }
  /** The file as a whole. */
  | { readonly kind: 'text'; readonly text: string };

/**
 * The document after an edit; the same object where nothing changes. Cells keep their ids. The result is always what
 * its own text reads as: a fence typed into text becomes a cell, two texts side by side are one. `inSql` renames in
 * SQL (`renamedInSql`). Throws `notebook-syntax` for a name that cannot be.
 */
export function edited(
  document: NotebookDocument,
  operation: Operation,
  inSql: RenamedInSql = (sql) => sql,
): NotebookDocument {
  const { cells, head } = document;
  if (operation.kind === 'text') return parseNotebook(operation.text, document);
  if (operation.kind === 'front-matter') {
    const changed = changedHead(head, operation.values);
    return changed === head ? document : assemble(document, changed, cells);
  }
  const pieces = changed(document, operation, inSql);
  const renamed = operation.kind === 'rename' ? renamedHead(document, operation) : head;
  const same =
    pieces.length === cells.length && pieces.every((piece, at) => isSame(piece, cells[at]));
  return same && renamed === head ? document : assemble(document, renamed, pieces);
}

/** The front matter once the segment by which the notebook is filtered has another name, or none. */
function renamedHead(
  { cells, frontMatter, head }: NotebookDocument,
  { id, name }: Extract<Operation, { kind: 'rename' }>,
): string {
  const before = cells.find((cell) => cell.id === id)?.name;
  if (before === null || before === undefined || frontMatter.segment !== before) return head;
  return changedHead(head, { segment: name ?? undefined });
}

const isSame = (piece: Piece, cell: Cell | undefined): boolean =>
  piece.id === cell?.id && piece.source === cell.source;

function changed(
  document: NotebookDocument,
  operation: Exclude<Operation, { kind: 'text' | 'front-matter' }>,
  inSql: RenamedInSql,
): readonly Piece[] {
  const { cells } = document;
  if (operation.kind === 'insert') {
    return cells.toSpliced(operation.at, 0, { id: null, source: operation.text } as never);
  }
  const at = cells.findIndex(({ id }) => id === operation.id);
  const cell = cells[at];
  if (!cell) return cells;
  switch (operation.kind) {
    case 'delete':
      return cells.toSpliced(at, 1);
    case 'move':
      return cells.toSpliced(at, 1).toSpliced(operation.to, 0, cell);
    case 'duplicate': {
      const source = cell.name === null ? cell.source : copied(cell, cells);
      const pieces: readonly Piece[] = cells;
      return pieces.toSpliced(at + 1, 0, { id: null, source: apart(source) });
    }
    case 'body': {
      const source = rewritten(cell, { body: operation.body });
      return cells.map((one) => (one === cell ? { id: one.id, source } : one));
    }
    case 'rename': {
      if (operation.name !== null) return renamedCells(document, cell.id, operation.name, inSql);
      const source = rewritten(cell, { name: null });
      return cells.map((one) => (one === cell ? { id: one.id, source } : one));
    }
  }
}

/** The cell's text under a name that is free: `sales_2`. */
function copied(cell: Cell, cells: readonly Cell[]): string {
  const taken = new Set(cells.map(({ name }) => name?.toLowerCase()));
  const base = (cell.name ?? '').replace(/_\d+$/, '');
  let number = 2;
  while (taken.has(`${base}_${number}`.toLowerCase())) number++;
  return rewritten(cell, { name: `${base}_${number}` });
}

/** Text that is not to flow into what stands before it. */
const apart = (source: string): string => (source.endsWith('\n\n') ? source : `${source}\n`);
