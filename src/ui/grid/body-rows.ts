import { html, nothing } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { show } from '../../charts/values.ts';
import { format, locale, t } from '../../i18n/index.ts';
import type { Row } from '../../metrics/types.ts';
import { cellText, isFigureType, shortText } from './cell-text.ts';
import { bounds, type Selection } from './cursor.ts';
import type { Placed } from './layout.ts';

/** What rows are drawn from. */
export interface BodyView {
  /** Pinned columns, then those in sight. */
  readonly pinned: readonly Placed[];
  readonly inSight: readonly Placed[];
  /** Width of the columns that are scrolled out at the left. */
  readonly before: number;
  /** Width of the row's number. */
  readonly gutter: number;
  /** Place of a column among all that are shown. */
  readonly at: (column: Placed) => number;
  readonly columns: number;
  readonly selection: Selection | null;
  /** Tells which rows are chosen; null where rows are not. */
  readonly chosen: ((row: Row) => boolean) | null;
  /** Names of columns whose numbers are shares, written as percentages. */
  readonly shares: ReadonlySet<string>;
  readonly row: (position: number) => Row | undefined;
  readonly offset: (position: number) => number;
}

const isIn = (view: BodyView, row: number, column: number): boolean => {
  const { selection } = view;
  if (!selection) return false;
  const { top, bottom, left, right } = bounds(selection, view.columns);
  const several = top !== bottom || left !== right;
  return several && row >= top && row <= bottom && column >= left && column <= right;
};

const isAt = ({ selection }: BodyView, row: number, column: number) =>
  selection?.cursor.row === row && selection.cursor.column === column;

/** Whether a row as a whole is selected; null where rows are not. */
function isWhole({ selection, chosen, columns }: BodyView, position: number, row?: Row) {
  if (chosen && row) return chosen(row);
  if (!selection || (selection.cursor.column >= 0 && selection.anchor.column >= 0)) return null;
  const { top, bottom } = bounds(selection, columns);
  return position >= top && position <= bottom ? true : null;
}

/** One row of the grid; a skeleton of it while it is on its way. */
export function bodyRow(view: BodyView, position: number) {
  const row = view.row(position);
  const number = position + 1;
  const whole = isWhole(view, position, row);
  const classes = (column: number, more = '') =>
    `cell ${more}${isIn(view, position, column) ? ' chosen' : ''}${isAt(view, position, column) ? ' at' : ''}`;
  return html`<div class="row${view.chosen && whole ? ' picked' : ''}" role="row" aria-rowindex=${position + 2} aria-selected=${whole === null ? nothing : String(whole)} aria-busy=${row ? nothing : 'true'} style="transform:translateY(${view.offset(position)}px)" data-row=${position}>
    <div class=${classes(-1, `pinned number${view.pinned.length === 0 ? ' last' : ''}`)} id=${`c-${position}--1`} role="rowheader" aria-colindex="1"
      style=${styleMap({ inlineSize: `${view.gutter}px`, insetInlineStart: '0px' })} data-column="-1" aria-label=${`${t('grid.row-number')} ${number}`}>${format.integer(number)}</div>
    ${view.pinned.map((column, index) => cell(view, column, position, row, classes(view.at(column), `pinned free${index === view.pinned.length - 1 ? ' last' : ''}`)))}
    <div class="gap" role="none" style="inline-size:${view.before}px"></div>
    ${view.inSight.map((column) => cell(view, column, position, row, classes(view.at(column))))}
    <div class="filler" role="none"></div>
  </div>`;
}

function cell(
  view: BodyView,
  column: Placed,
  position: number,
  row: Row | undefined,
  classes: string,
) {
  const at = view.at(column);
  const value = row?.[column.name];
  const known = row !== undefined && value !== undefined;
  const text = known ? cellText(value, column.type) : '';
  const share = known && text !== null && view.shares.has(column.name) ? shareText(value) : null;
  const style = column.pinned
    ? `inline-size:${column.width}px;inset-inline-start:${view.gutter + column.left}px`
    : `inline-size:${column.width}px`;
  const kind = `${isFigureType(column.type) ? ' figure' : ''}${text === null ? ' null' : ''}`;
  return html`<div class="${classes}${kind}" id=${`c-${position}-${at}`} role="gridcell" aria-colindex=${at + 2} style=${style} data-column=${at}
    aria-selected=${isIn(view, position, at) ? 'true' : nothing}
    title=${text !== null && (share !== null || text.length * 7 > column.width) ? text.slice(0, 500) : nothing}
    >${known ? (text === null ? t('grid.null') : (share ?? shortText(text, column.type))) : html`<span class="skeleton waits"></span>`}</div>`;
}

/** A share as charts write it; the number itself is what is copied and saved. */
const shareText = (value: unknown): string | null =>
  typeof value === 'number' ? show(value, 'percent', locale.value) : null;
