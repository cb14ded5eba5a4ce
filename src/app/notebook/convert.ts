import { type Cell, type NotebookDocument, newBlock } from '../../notebook/index.ts';

/** The notebook's text with `cell` as another kind; its body and, where it can have one, its name stay. */
export function converted({ head, cells }: NotebookDocument, cell: Cell, to: 'text' | 'sql') {
  const block = newBlock(to, { name: cell.name, body: cell.body.trim() });
  return head + cells.map((one) => (one === cell ? block : one.source)).join('');
}
