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
  /** The hand has not let go: it is told once more when it does. */
  readonly moving?: true;
}

/**
 * Emits `grid-select`; of a range, rows that are not at hand are fetched first. While the hand is `moving` nothing is
 * fetched: a range that is not at hand is told when it lets go.
 */
export async function tellSelected(grid: Grid, range: boolean, moving = false): Promise<void> {
  const { selection, rows, model } = grid;
  if (!selection || selection.cursor.row < 0) return;
  const { top, bottom } = bounds(selection, grid.layout.shown.length);
  const last = Math.min(bottom, top + MOST_TOLD - 1);
  const tell = (selected: readonly Row[], taken: boolean) => {
    const detail = { rows: selected, from: top, to: bottom, range: taken };
    grid.dispatchEvent(
      new CustomEvent<GridSelect>('grid-select', {
        detail: moving ? { ...detail, moving } : detail,
      }),
    );
  };
  const atHand: Row[] = [];
  for (let at = top; at <= last; at += 1) {
    const row = model.row(at);
    if (row) atHand.push(row);
  }
  const whole =
    atHand.length === last - top + 1 &&
    !atHand.some((row) => Object.values(row).includes(undefined));
  if (!range || whole || !rows) {
    tell(atHand, range);
    return;
  }
  if (moving) return;
  try {
    const fetched = await wholePage(rows, model.view, top, last + 1);
    if (grid.selection === selection) tell(fetched, true);
  } catch (error) {
    // Who followed the hand hears that it has let go.
    tell(atHand, false);
    throw error;
  }
}
