import { t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { toast } from '../toast.ts';
import { shift, widen } from './column-commands.ts';
import { MOST_COPIED, tsvOf } from './copying.ts';
import { bounds, moveBy, type Spot } from './cursor.ts';
import type { Grid, GridPick } from './grid.ts';
import { bounded, moved, type Placed, sortedBy } from './layout.ts';
import { dragRows, spotOf, whenShiftGoes } from './row-drag.ts';
import { tellSelected } from './selected.ts';
import { wholePage } from './whole-page.ts';

/** Rows that are asked for at once to copy them. */
const COPY_PAGE = 5_000;

/** Milliseconds in which a second press makes a double click. */
const DOUBLE_CLICK = 500;

/** What hands do to the grid: keys, clicks, dragging, copying. */
export class GridHands {
  readonly #grid: Grid;
  /** Where a column that is dragged would go. */
  drop: { readonly name: string; readonly after: boolean } | null = null;
  #dragged: string | null = null;
  #shifted = false;
  /** Row and time of the last press of the mouse. */
  #pressed: { readonly row: number; readonly at: number } | null = null;

  constructor(grid: Grid) {
    this.#grid = grid;
  }

  readonly onFocus = (): void => {
    const grid = this.#grid;
    if (grid.selection || !grid.model.count || !grid.scroller?.matches(':focus-visible')) return;
    const row = Math.ceil(grid.viewport.top / 34);
    grid.selection = { cursor: { row, column: 0 }, anchor: { row, column: 0 } };
  };

  readonly onKey = (event: KeyboardEvent): void => {
    const grid = this.#grid;
    const { model, layout, viewport } = grid;
    if (event.defaultPrevented || event.target !== grid.scroller) return;
    const far = event.ctrlKey || event.metaKey;
    const selection = grid.selection ?? {
      cursor: { row: 0, column: 0 },
      anchor: { row: 0, column: 0 },
    };
    const { cursor } = selection;
    const column = layout.shown[cursor.column];
    const done = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (far && event.key === 'f') {
      done();
      grid.find(column?.name);
    } else if (far && event.key === 'g') {
      done();
      grid.askRow();
    } else if (far && event.key === 'a' && model.count) {
      done();
      grid.selection = {
        anchor: { row: 0, column: -1 },
        cursor: { row: model.count - 1, column: -1 },
      };
      this.#told(true);
    } else if (cursor.row === -1 && column && this.#headKey(event, column)) done();
    else if (cursor.row >= 0 && event.key === 'Enter') {
      done();
      this.#pick(cursor);
    } else if (cursor.row >= 0 && event.key === ' ' && !event.shiftKey) {
      done();
      grid.showValue(cursor);
    } else if (!event.altKey) {
      const screen = Math.max(1, Math.floor(viewport.height / 34) - 1);
      const extent = { rows: model.count ?? 0, columns: layout.shown.length, screen };
      const next = moveBy(selection, event, extent);
      if (!next) return;
      done();
      grid.select(next);
      if (event.shiftKey) this.#extended();
      else this.#told(false);
    }
  };

  #headKey(event: KeyboardEvent, { name }: Placed): boolean {
    const grid = this.#grid;
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : null;
    if (event.key === 'Enter') grid.set(sortedBy(grid.state, name, event.shiftKey));
    else if (event.altKey && by !== null && event.shiftKey) shift(grid, name, by);
    else if (event.altKey && by !== null) widen(grid, name, by);
    else if (
      event.key === ' ' ||
      (event.altKey && event.key === 'ArrowDown') ||
      event.key === 'ContextMenu'
    )
      grid.openMenu(name, this.#headRect());
    else return false;
    return true;
  }

  #headRect(): DOMRect {
    const { scroller, selection } = this.#grid;
    const head = scroller?.querySelector(`#c--1-${selection?.cursor.column ?? 0}`);
    return (head ?? scroller ?? document.body).getBoundingClientRect();
  }

  readonly onPointerDown = (event: PointerEvent): void => {
    const spot = spotOf(event);
    if (!spot || event.button !== 0) return;
    const grid = this.#grid;
    if (event.pointerType === 'touch') {
      this.#onTap(event, spot);
      return;
    }
    const anchor = event.shiftKey && grid.selection ? grid.selection.anchor : spot;
    grid.selection = { cursor: spot, anchor };
    // The second of a double click, which shows the value, takes back nothing of the first.
    const twice =
      this.#pressed?.row === spot.row && event.timeStamp - this.#pressed.at < DOUBLE_CLICK;
    this.#pressed = { row: spot.row, at: event.timeStamp };
    const isRange = (dragged: boolean) => event.shiftKey || dragged || spot.column < 0;
    dragRows(grid, spot, anchor, {
      moved: () => this.#told(true, true),
      done: (dragged) => {
        // A press that took rows is no first half of a double click.
        if (dragged) this.#pressed = null;
        if (!isRange(dragged) && !twice) this.#pick(spot);
        this.#told(isRange(dragged));
      },
    });
  };

  /** A finger scrolls; where it did not, it chooses. */
  #onTap(event: PointerEvent, spot: Spot): void {
    const grid = this.#grid;
    const { clientX, clientY } = event;
    const onUp = (up: PointerEvent) => {
      if (Math.hypot(up.clientX - clientX, up.clientY - clientY) > 8) return;
      const again =
        grid.selection?.cursor.row === spot.row && grid.selection.cursor.column === spot.column;
      grid.selection = { cursor: spot, anchor: spot };
      // What the mouse does by a double click.
      if (again && spot.column >= 0) grid.showValue(spot);
      else if (spot.column >= 0) this.#pick(spot);
      this.#told(spot.column < 0);
    };
    window.addEventListener('pointerup', onUp, { once: true });
    window.addEventListener('pointercancel', () => window.removeEventListener('pointerup', onUp), {
      once: true,
    });
  }

  readonly onDoubleClick = (event: MouseEvent): void => {
    const spot = spotOf(event);
    if (spot && spot.column >= 0) this.#grid.showValue(spot);
  };

  #pick(spot: Spot): void {
    const grid = this.#grid;
    const row = grid.model.row(spot.row);
    const column = grid.layout.shown[spot.column];
    if (!row || !column) return;
    const detail: GridPick = { row, column: column.name, value: row[column.name] };
    grid.dispatchEvent(new CustomEvent<GridPick>('grid-pick', { detail }));
  }

  /** Rows are taken by keys for as long as Shift is held. */
  #extended(): void {
    this.#told(true, true);
    if (this.#shifted) return;
    this.#shifted = true;
    whenShiftGoes(this.#grid, () => {
      this.#shifted = false;
      this.#told(true);
    });
  }

  #told(range: boolean, moving = false): void {
    const grid = this.#grid;
    tellSelected(grid, range, moving).catch((error: unknown) => grid.tell(error));
  }

  readonly onCopy = (event: ClipboardEvent): void => {
    const grid = this.#grid;
    const { selection, model } = grid;
    if (!selection || selection.cursor.row < 0 || !document.getSelection()?.isCollapsed) return;
    event.preventDefault();
    const { top, bottom, left, right } = bounds(selection, grid.layout.shown.length);
    const columns = grid.layout.shown.slice(left, right + 1);
    const last = Math.min(bottom, top + MOST_COPIED - 1);
    const rows: Row[] = [];
    for (let at = top; at <= last; at += 1) {
      const row = model.row(at);
      if (!row) break;
      rows.push(row);
    }
    if (rows.length === last - top + 1) {
      event.clipboardData?.setData('text/plain', tsvOf(rows, columns));
      this.#copied(rows.length, last < bottom);
      return;
    }
    this.#fetched(top, last, columns).then(
      (n) => this.#copied(n, last < bottom),
      (error: unknown) => grid.tell(error),
    );
  };

  /** Rows that are not at hand are fetched first. */
  async #fetched(top: number, last: number, columns: readonly Placed[]): Promise<number> {
    const { rows, model } = this.#grid;
    const texts: string[] = [];
    let n = 0;
    for (let from = top; rows && from <= last; from += COPY_PAGE) {
      texts.push(
        tsvOf(
          await wholePage(rows, model.view, from, Math.min(from + COPY_PAGE, last + 1)),
          columns,
        ),
      );
      n += Math.min(COPY_PAGE, last + 1 - from);
    }
    await navigator.clipboard.writeText(texts.join('\n'));
    return n;
  }

  #copied(n: number, part: boolean): void {
    if (n === 1 && !part) toast(t('grid.copied.one'));
    else toast(t(part ? 'grid.copied.first' : 'grid.copied', { n }));
  }

  readonly resize = (column: Placed, event: PointerEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    const grid = this.#grid;
    const { clientX } = event;
    const set = (now: number) => ({
      ...grid.state,
      widths: { ...grid.state.widths, [column.name]: bounded(column.width + now - clientX) },
    });
    const onMove = (move: PointerEvent) => {
      grid.state = set(move.clientX);
    };
    window.addEventListener('pointermove', onMove);
    window.addEventListener(
      'pointerup',
      (up) => {
        window.removeEventListener('pointermove', onMove);
        if (up.clientX !== clientX) grid.set(set(up.clientX));
      },
      { once: true },
    );
  };

  readonly drag = (name: string, event: DragEvent): void => {
    const grid = this.#grid;
    if (event.type === 'dragstart') {
      this.#dragged = name;
      event.dataTransfer?.setData('text/plain', name);
    } else if (event.type === 'dragend') this.#dragged = this.drop = null;
    else if (this.#dragged !== null) {
      event.preventDefault();
      event.stopPropagation();
      const box = (event.currentTarget as Element).getBoundingClientRect();
      this.drop = { name, after: event.clientX > box.left + box.width / 2 };
      if (event.type === 'drop') {
        const next = moved(grid.model.columns, grid.state, this.#dragged, name, this.drop.after);
        this.#dragged = this.drop = null;
        grid.set(next);
      }
    }
    grid.requestUpdate();
  };
}
