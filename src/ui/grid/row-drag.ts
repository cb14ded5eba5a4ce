import type { Spot } from './cursor.ts';
import type { Grid } from './grid.ts';
import { ROW_HEIGHT } from './viewport.ts';

/** Milliseconds between two rows that come into sight while the pointer is beyond the table. */
const SCROLL_PACE = 50;

/** What is told of a mouse that takes rows. */
export interface RowDrag {
  /** At most once a frame, when the selection is another one. */
  moved(): void;
  /** It has let go; `dragged` where it had left the cell in which it began. */
  done(dragged: boolean): void;
}

interface Place {
  readonly clientY: number;
  readonly spot: Spot | null;
}

/** Selects from `anchor` to where the mouse goes until it lets go; beyond the table's edges rows come into sight. */
export function dragRows(grid: Grid, start: Spot, anchor: Spot, told: RowDrag): void {
  let newest: Place | null = null;
  let frame = 0;
  let scrolled = 0;
  let dragged = false;
  const cursor = () => grid.selection?.cursor ?? start;
  const take = (to: Spot) => {
    const { row, column } = cursor();
    if (to.row === row && to.column === column) return;
    dragged = true;
    grid.selection = { cursor: to, anchor };
    told.moved();
  };
  const step = (time: number) => {
    frame = 0;
    if (!newest || !grid.isConnected) return;
    const beyond = beyondOf(grid, newest);
    if (beyond === 0) {
      if (newest.spot) take(newest.spot);
      return;
    }
    frame = requestAnimationFrame(step);
    if (time - scrolled < SCROLL_PACE) return;
    scrolled = time;
    const { row, column } = cursor();
    const to = row + Math.sign(beyond) * Math.ceil(Math.abs(beyond) / ROW_HEIGHT);
    take({ row: Math.max(0, Math.min((grid.model.count ?? 1) - 1, to)), column });
    if (grid.selection) grid.select(grid.selection);
  };
  const placeOf = (event: PointerEvent): Place => {
    const { clientY } = event;
    const inside = grid.scroller && event.composedPath().includes(grid.scroller);
    return { clientY, spot: inside ? spotOf(event) : null };
  };
  const onMove = (event: PointerEvent) => {
    newest = placeOf(event);
    if (frame === 0) frame = requestAnimationFrame(step);
  };
  const onUp = (event: PointerEvent) => {
    cancelAnimationFrame(frame);
    window.removeEventListener('pointermove', onMove);
    window.removeEventListener('pointerup', onUp);
    window.removeEventListener('pointercancel', onUp);
    const { spot, ...place } = placeOf(event);
    if (spot && beyondOf(grid, place) === 0) take(spot);
    told.done(dragged);
  };
  window.addEventListener('pointermove', onMove);
  window.addEventListener('pointerup', onUp);
  window.addEventListener('pointercancel', onUp);
}

/** Pixels by which a place is above the first row in sight (negative) or below the last one. */
function beyondOf({ scroller }: Grid, { clientY }: Pick<Place, 'clientY'>): number {
  if (!scroller) return 0;
  const { top, bottom } = scroller.getBoundingClientRect();
  const first = scroller.querySelector('.head')?.getBoundingClientRect().bottom ?? top;
  if (clientY < first) return clientY - first;
  return Math.max(0, clientY - Math.min(bottom, window.innerHeight));
}

/** The cell that an event is in. */
export function spotOf(event: Event): Spot | null {
  for (const one of event.composedPath()) {
    if (!(one instanceof HTMLElement)) continue;
    if (one.classList.contains('cell')) {
      const row = Number(one.parentElement?.dataset.row);
      return { row, column: Number(one.dataset.column) };
    }
  }
  return null;
}

/** Calls `done` when Shift is let go, or the focus goes. */
export function whenShiftGoes(grid: Grid, done: () => void): void {
  const { scroller } = grid;
  const end = (event: Event) => {
    if (event instanceof KeyboardEvent && event.key !== 'Shift') return;
    window.removeEventListener('keyup', end);
    scroller?.removeEventListener('blur', end);
    done();
  };
  window.addEventListener('keyup', end);
  scroller?.addEventListener('blur', end);
}
