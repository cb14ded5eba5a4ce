import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { t } from '../../i18n/index.ts';
import { control } from '../../ui/control.ts';
import { Watching } from '../../ui/watching.ts';
import { searchFieldStyles } from '../search-field-styles.ts';
import { shared } from '../styles.ts';
import type { Workspace } from '../workspace.ts';
import { allCommands, matching } from './all.ts';
import type { Command } from './command.ts';
import '../../ui/icon.ts';

/** Commands that are drawn; a search narrows them. */
const MOST = 60;

/** Everything that can be done, found by typing: arrows choose, Enter does it. Emits `close`. */
@customElement('th-palette')
export class Palette extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  @state() private search = '';
  @state() private active = 0;
  @query('dialog') private dialog!: HTMLDialogElement;
  @query('input') private field!: HTMLInputElement;
  #all: readonly Command[] = [];

  static override styles = [
    shared,
    control,
    searchFieldStyles,
    css`
      :host {
        display: contents;
      }
      dialog {
        inline-size: min(640px, calc(100vw - 16px));
        max-block-size: min(560px, 80dvh);
        margin-block-start: min(12vh, 120px);
        padding: 0;
        border: 1px solid var(--th-border);
        border-radius: var(--th-radius-3);
        background: var(--th-raised);
        color: var(--th-text);
        box-shadow: var(--th-shadow-2);
        overflow: hidden;
      }
      dialog[open] {
        display: flex;
        flex-direction: column;
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 32%);
      }
      label {
        display: flex;
        flex: none;
        align-items: center;
        gap: 10px;
        padding: 12px 16px;
        border-block-end: 1px solid var(--th-border);
      }
      ul {
        flex: 1;
        margin: 0;
        padding: 6px;
        overflow-y: auto;
        list-style: none;
      }
      li {
        display: flex;
        align-items: center;
        gap: 12px;
        min-block-size: 38px;
        padding: 4px 10px;
        border-radius: var(--th-radius-2);
        cursor: pointer;
      }
      li[aria-selected='true'] {
        background: var(--th-accent-soft);
      }
      li th-icon {
        flex: none;
        color: var(--th-muted);
      }
      li span {
        flex: 1;
        min-inline-size: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      small,
      kbd {
        flex: none;
        color: var(--th-muted);
        font: inherit;
        font-size: var(--th-size-12);
      }
      .none {
        padding: 20px 24px 28px;
        color: var(--th-muted);
      }
      @media (pointer: coarse) {
        li {
          min-block-size: 48px;
        }
        kbd {
          display: none;
        }
      }
    `,
  ];

  protected override willUpdate(): void {
    if (!this.hasUpdated) this.#all = allCommands(this.workspace, this);
  }

  protected override firstUpdated(): void {
    this.dialog.showModal();
    this.field.focus();
  }

  protected override render() {
    const found = this.#found();
    const chosen = found[this.active];
    return html`<dialog aria-label=${t('palette.title')} @close=${this.#onClose} @click=${this.#onOutside}>
      <label>
        <th-icon name="search"></th-icon>
        <input type="text" role="combobox" aria-expanded="true" aria-controls="commands" aria-autocomplete="list" autocomplete="off" spellcheck="false"
          aria-activedescendant=${chosen ? idOf(this.active) : nothing}
          aria-label=${t('palette.search')} placeholder=${t('palette.search')} .value=${this.search}
          @input=${this.#onInput} @keydown=${this.#onKey} />
      </label>
      ${
        found.length === 0
          ? html`<p class="none" role="status">${t('palette.none')}</p>`
          : html`<ul id="commands" role="listbox" aria-label=${t('palette.title')}>
              ${repeat(
                found,
                ({ id }) => id,
                (command, at) => this.#row(command, at),
              )}
            </ul>`
      }
    </dialog>`;
  }

  protected override updated(): void {
    this.renderRoot.querySelector(`#${idOf(this.active)}`)?.scrollIntoView({ block: 'nearest' });
  }

  #found(): readonly Command[] {
    return matching(this.#all, this.search).slice(0, MOST);
  }

  #row({ title, icon, keys, group }: Command, at: number) {
    return html`<li id=${idOf(at)} role="option" aria-selected=${at === this.active ? 'true' : 'false'}
      @click=${() => this.#do(at)}
      @pointermove=${() => {
        this.active = at;
      }}>
      <th-icon name=${icon}></th-icon><span title=${title}>${title}</span><small>${t(`palette.group.${group}`)}</small>${keys ? html`<kbd>${keys}</kbd>` : nothing}
    </li>`;
  }

  #do(at: number): void {
    const command = this.#found()[at];
    if (!command) return;
    this.dialog.close();
    command.run();
  }

  #onInput = (event: Event) => {
    this.search = (event.target as HTMLInputElement).value;
    this.active = 0;
  };

  #onKey = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const { length } = this.#found();
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (event.key === 'Enter') this.#do(this.active);
    else if (step === undefined || length === 0) return;
    else if (Math.abs(step) > 1)
      this.active = Math.min(length - 1, Math.max(0, this.active + step));
    else this.active = (this.active + step + length) % length;
    event.preventDefault();
    event.stopPropagation();
  };

  #onOutside = (event: MouseEvent) => {
    if (event.target === this.dialog) this.dialog.close();
  };

  #onClose = () => {
    // A command that ran has asked for what follows; the shell takes the palette away after it.
    setTimeout(() => this.dispatchEvent(new CustomEvent('close')));
  };
}

const idOf = (at: number): string => `command-${at}`;

declare global {
  interface HTMLElementTagNameMap {
    'th-palette': Palette;
  }
}
