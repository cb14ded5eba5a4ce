import { html, nothing } from 'lit';
import { t } from '../../i18n/index.ts';
import type { GridState, Placed } from './layout.ts';
import { summaryFigure } from './summary-figure.ts';
import type { Summary } from './types.ts';
import '../icon.ts';

/** What the head is drawn from, and what is done with it. */
export interface HeadView {
  readonly pinned: readonly Placed[];
  readonly inSight: readonly Placed[];
  readonly before: number;
  readonly gutter: number;
  readonly at: (column: Placed) => number;
  readonly state: GridState;
  /** Place of the cursor in the head; null where it is not there. */
  readonly cursor: number | null;
  readonly summary: (column: string) => Summary | null | undefined;
  /** Where a column that is dragged would go. */
  readonly drop: { readonly name: string; readonly after: boolean } | null;
  sort(column: string, more: boolean): void;
  menu(column: string, anchor: Element): void;
  resize(column: Placed, event: PointerEvent): void;
  drag(column: string, event: DragEvent): void;
}

/** Names, types and summaries of the columns in sight. */
export function headRow(view: HeadView) {
  return html`<div class="row" role="row" aria-rowindex="1">
    <div class="column pinned number${view.pinned.length === 0 ? ' last' : ''}${view.cursor === -1 ? ' at' : ''}" id="c--1--1" role="columnheader" aria-colindex="1" style="inline-size:${view.gutter}px;inset-inline-start:0" data-column="-1"><span class="sr-only">${t('grid.row-number')}</span></div>
    ${view.pinned.map((column, index) => head(view, column, `pinned free${index === view.pinned.length - 1 ? ' last' : ''}`))}
    <div class="gap" role="none" style="inline-size:${view.before}px"></div>
    ${view.inSight.map((column) => head(view, column, ''))}
    <div role="none" style="flex:1"></div>
  </div>`;
}

function head(view: HeadView, column: Placed, more: string) {
  const { name, type, width } = column;
  const at = view.at(column);
  const { state, drop } = view;
  const key = state.sort.findIndex((one) => one.column === name);
  const sorted = state.sort[key];
  const classes = [
    'column',
    more,
    view.cursor === at ? 'at' : '',
    state.filters.some((filter) => filter.column === name) ? 'filtered' : '',
    drop?.name === name ? (drop.after ? 'after' : 'before') : '',
  ].join(' ');
  const left = column.pinned ? `;inset-inline-start:${view.gutter + column.left}px` : '';
  return html`<div class=${classes} id=${`c--1-${at}`} role="columnheader" aria-colindex=${at + 2} style="inline-size:${width}px${left}"
    aria-sort=${sorted ? (sorted.descending ? 'descending' : 'ascending') : 'none'} data-column=${at}
    @dragover=${(event: DragEvent) => view.drag(name, event)} @drop=${(event: DragEvent) => view.drag(name, event)}>
    <div class="name" draggable="true" title=${name} @click=${(event: MouseEvent) => view.sort(name, event.shiftKey || event.ctrlKey || event.metaKey)}
      @dragstart=${(event: DragEvent) => view.drag(name, event)} @dragend=${(event: DragEvent) => view.drag(name, event)}>
      <span>${name}</span>
      ${sorted ? html`<th-icon name=${sorted.descending ? 'arrow-down' : 'arrow-up'}></th-icon>` : nothing}
      ${sorted && state.sort.length > 1 ? html`<sup title=${t('grid.sort.key', { n: key + 1 })}>${key + 1}</sup>` : nothing}
    </div>
    <div class="type" title=${type}>${type}</div>
    ${summaryFigure(view.summary(name))}
    <button class="more" type="button" tabindex="-1" aria-haspopup="menu" aria-label=${t('grid.menu', { column: name })}
      @click=${(event: MouseEvent) => view.menu(name, event.currentTarget as Element)}>
      <th-icon name=${state.filters.some((filter) => filter.column === name) ? 'list-filter' : 'ellipsis'}></th-icon>
    </button>
    <div class="grip" role="none" @pointerdown=${(event: PointerEvent) => view.resize(column, event)}></div>
  </div>`;
}
