import type { Row } from '../../metrics/types.ts';
import { bounds } from './cursor.ts';
import type { Grid } from './grid.ts';
import { wholePage } from './whole-page.ts';

/** Rows of a selection that are told. */
export const MOST_TOLD = 1_000;

/** What a selection is told as: `rows` are those of it that are at hand; all of the first 1,000 where it is a range. */
export interface GridSelect {
  readonly rows: readonly Row[];
  /** First and last position. */
  readonly from: number;
  readonly to: number;
  /** True where rows were taken as such: with Shift, by dragging, by their numbers or all of them. */
  readonly range: boolean;
}

/** Emits `grid-select`; of a range, rows that are not at hand are fetched first. */
export async function tellSelected(grid: Grid, range: boolean): Promise<void> {
  const { selection, rows, model } = grid;
  if (!selection || selection.cursor.row < 0) return;
  const { top, bottom } = bounds(selection, grid.layout.shown.length);
  const last = Math.min(bottom, top + MOST_TOLD - 1);
  const tell = (selected: readonly Row[]) =>
    grid.dispatchEvent(
      new CustomEvent<GridSelect>('grid-select', {
        detail: { rows: selected, from: top, to: bottom, range },
      }),
    );
  const atHand: Row[] = [];
  for (let at = top; at <= last; at += 1) {
    const row = model.row(at);
    if (row) atHand.push(row);
  }
  const whole =
    atHand.length === last - top + 1 &&
    !atHand.some((row) => Object.values(row).includes(undefined));
  if (!range || whole || !rows) {
    tell(atHand);
    return;
  }
  const fetched = await wholePage(rows, model.view, top, last + 1);
  if (grid.selection === selection) tell(fetched);
}
