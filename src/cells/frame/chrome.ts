import { html, nothing } from 'lit';
import { format, t } from '../../i18n/index.ts';
import type { CellCommand } from '../types.ts';
import { isEditable } from './editors.ts';
import { HEADLESS, NAMED, PLAIN } from './kinds.ts';
import { type Framed, menuItems } from './menu.ts';
import '../../ui/icon.ts';
import '../../ui/menu.ts';
import './tag.ts';

export interface ChromeOptions extends Framed {
  readonly selected: boolean;
  readonly onCommand: (id: string) => void;
}

/**
 * What stands around a cell while the pointer is over it, the focus is in it or it is selected: the handle, its name,
 * and for kinds without a head what can be done with it. Laid over the page, so that nothing moves when it appears.
 */
export function chrome(options: ChromeOptions) {
  const { cell, selected, folded } = options;
  const tab = selected ? 0 : -1;
  return html`
    <div class="gutter chrome">
      ${handle(options)}
      <button class="icon" type="button" tabindex=${tab} aria-expanded=${folded ? 'false' : 'true'}
        aria-label=${t(folded ? 'frame.unfold' : 'frame.fold')} title=${t(folded ? 'frame.unfold' : 'frame.fold')}
        @click=${() => options.onCommand('fold')}><th-icon name=${folded ? 'chevron-right' : 'chevron-down'}></th-icon></button>
    </div>
    ${NAMED.has(cell.kind) ? html`<div class="tag chrome"><th-cell-tag .cell=${cell} .reachable=${selected}></th-cell-tag></div>` : nothing}
    ${
      HEADLESS.has(cell.kind)
        ? html`<div class="pill chrome">${cell.kind === 'input' ? handle(options) : took(options)}${doings(options)}
            <th-menu label=${t('cells.menu')} .items=${menuItems(options)} @choose=${(event: CustomEvent<string>) => options.onCommand(event.detail)}></th-menu>
          </div>`
        : nothing
    }
    ${selected ? touchBar(options) : nothing}`;
}

/** Run and edit, in the head of a card or beside its menu. */
export function doings({ cell, state, editing, selected, onCommand }: ChromeOptions) {
  const tab = selected ? 0 : -1;
  const busy = state.phase === 'running' || state.phase === 'queued';
  const button = (id: CellCommand, icon: string, label: string, always = false) =>
    html`<button class="icon ${always ? '' : 'chrome'}" type="button" tabindex=${always ? 0 : tab} aria-label=${label} title=${label}
      @click=${() => onCommand(id)}><th-icon name=${icon}></th-icon></button>`;
  const run = PLAIN.has(cell.kind) || cell.kind === 'speed';
  return html`
    ${
      busy && !PLAIN.has(cell.kind)
        ? button('cancel', 'square', t('common.cancel'), true)
        : run
          ? nothing
          : button('run', 'play', t('frame.run'))
    }
    ${
      isEditable(cell.kind)
        ? button(
            editing ? 'edit-end' : 'edit',
            editing ? 'check' : 'pencil',
            t(editing ? 'frame.edit.end' : 'frame.edit'),
          )
        : nothing
    }`;
}

/** How long it took, where no foot says so. */
function took({ cell, state }: ChromeOptions) {
  if (state.phase !== 'done' || !PLAIN.has(cell.kind)) return nothing;
  return html`<span class="took">${format.duration(state.milliseconds / 1000)}</span>`;
}

function handle({ selected, onCommand }: ChromeOptions) {
  const onKey = (event: KeyboardEvent) => {
    const command = { ArrowUp: 'up', ArrowDown: 'down' }[event.key];
    if (!command || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    onCommand(command);
  };
  return html`<button class="icon handle" type="button" data-drag tabindex=${selected ? 0 : -1}
    aria-label=${t('frame.move')} title=${t('frame.move')} @keydown=${onKey}><th-icon name="grip-vertical"></th-icon></button>`;
}

/** For fingers: what is done most, below the selected cell. */
function touchBar(options: ChromeOptions) {
  const { cell, editing, onCommand } = options;
  const button = (id: CellCommand, icon: string, label: string) =>
    html`<button class="icon" type="button" aria-label=${label} title=${label} @click=${() => onCommand(id)}><th-icon name=${icon}></th-icon></button>`;
  return html`<div class="bar" role="toolbar" aria-label=${t('cells.menu')}>
    ${handle(options)}
    ${button('up', 'arrow-up', t('frame.up'))}
    ${button('down', 'arrow-down', t('frame.down'))}
    ${isEditable(cell.kind) ? button(editing ? 'edit-end' : 'edit', editing ? 'check' : 'pencil', t(editing ? 'frame.edit.end' : 'frame.edit')) : nothing}
    ${button('add-below', 'plus', t('frame.add.below'))}
    <th-menu label=${t('cells.menu')} .items=${menuItems(options)} @choose=${(event: CustomEvent<string>) => onCommand(event.detail)}></th-menu>
  </div>`;
}
