import { newBlock } from '../../notebook/index.ts';
import type { NotebookHands } from './hands.ts';
import { freeName } from './starters.ts';

/** Puts a chart of a cell's rows under it; what it shows is proposed from their columns. A cell without a name is given one. */
export function chartOf(hands: NotebookHands, id: string): void {
  const cell = hands.cell(id);
  if (!cell) return;
  const rows = cell.kind === 'table' && typeof cell.spec.from === 'string' ? cell.spec.from : null;
  const name =
    rows ?? cell.name ?? freeName(cell.kind === 'sql' ? 'query' : cell.kind, hands.cells);
  if (rows === null && cell.name === null && !hands.apply({ kind: 'rename', id, name })) return;
  const at = hands.cells.findIndex((one) => one.id === id) + 1;
  const body = `from: ${name}\n`;
  hands.insert(
    at,
    newBlock('chart', { name: freeName(`${name}_chart`, hands.cells), body }),
    false,
  );
}
