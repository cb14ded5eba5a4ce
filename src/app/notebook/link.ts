import type { Cell } from '../../notebook/index.ts';

/** Marks a cell in an address that holds a notebook as well: `#notebook=…&cell=funnel`. */
const PARAMETER = 'cell';

/**
 * What a cell is called in an address: its name, a text's heading, else its kind and place among its kind, as `sql-2`.
 * Unique in the notebook.
 */
export function anchorOf(cell: Cell, cells: readonly Cell[]): string {
  if (cell.name !== null && !cell.error) return cell.name;
  const own = wordsOf(cell);
  const alike = cells.filter((one) => one.name === null && wordsOf(one) === own);
  const place = alike.indexOf(cell) + 1;
  return place > 1 || own === cell.kind ? `${own}-${place}` : own;
}

/** The cell that an address' fragment names; null where there is none. */
export function cellAt(fragment: string, cells: readonly Cell[]): Cell | null {
  const anchor = anchorIn(fragment);
  if (!anchor) return null;
  return (
    cells.find((cell) => anchorOf(cell, cells) === anchor) ??
    cells.find(({ name }) => name?.toLowerCase() === anchor.toLowerCase()) ??
    null
  );
}

/** The address with another cell in its fragment; a notebook that the fragment holds stays in it. */
export function withAnchor(address: string, anchor: string): string {
  const [page = '', fragment = ''] = address.split('#', 2);
  const parts = fragment.split('&').filter((part) => part.includes('='));
  const held = parts.filter((part) => !part.startsWith(`${PARAMETER}=`));
  const own = encodeURIComponent(anchor);
  return `${page}#${held.length > 0 ? [...held, `${PARAMETER}=${own}`].join('&') : own}`;
}

function anchorIn(fragment: string): string | null {
  const text = fragment.replace(/^#/, '');
  const own = text.includes('=')
    ? text
        .split('&')
        .find((part) => part.startsWith(`${PARAMETER}=`))
        ?.slice(PARAMETER.length + 1)
    : text;
  if (!own) return null;
  try {
    return decodeURIComponent(own);
  } catch {
    return null;
  }
}

/** The first heading of a text as one word, else the kind. */
function wordsOf(cell: Cell): string {
  const heading = cell.kind === 'text' ? /^#{1,6}\s+(.+?)\s*#*$/m.exec(cell.body)?.[1] : undefined;
  const words = heading
    ?.toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
  return words || cell.kind;
}
