import type { Row } from '../../metrics/types.ts';
import type { GridRows, GridView } from './types.ts';

/** A page with the texts of its dictionaries. */
export async function wholePage(
  rows: GridRows,
  view: GridView,
  from: number,
  to: number,
): Promise<readonly Row[]> {
  let late = () => {};
  const known = new Promise<void>((resolve) => {
    late = resolve;
  });
  const page = await rows.page(view, from, to, { onLate: late, onLost: late });
  const waits = page.some((row) => Object.values(row).includes(undefined));
  if (waits) await known;
  return page;
}
