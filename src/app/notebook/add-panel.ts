import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { t } from '../../i18n/index.ts';
import { control } from '../../ui/control.ts';
import { place } from '../../ui/popover.ts';
import { Watching } from '../../ui/watching.ts';
import { searchFieldStyles } from '../search-field-styles.ts';
import { shared } from '../styles.ts';
import { found, type Starter, type StarterContext, starters } from './starters.ts';
import '../../ui/icon.ts';

/** Offers what can be added, with a search; emits `choose` with the starter, `close` when it goes away. */
@customElement('th-add-panel')
export class AddPanel extends Watching {
  @property({ attribute: false }) context!: StarterContext;
  /** What it stands beside, in CSS pixels of the view. */
  @property({ attribute: false }) anchor!: DOMRect;
  @state() private search = '';
  @state() private active = 0;
  @query('.panel') private panel!: HTMLElement;
  @query('input') private field!: HTMLInputElement;
  #all: readonly Starter[] = [];

  static override styles = [
    shared,
    control,
    searchFieldStyles,
    css`
      .panel {
        inline-size: 380px;
        max-inline-size: calc(100vw - 16px);
        max-block-size: min(480px, 80dvh) !important;
      }
      .head {
        position: sticky;
        inset-block-start: 0;
        z-index: 1;
        padding: 10px;
        background: var(--th-raised);
      }
      .head label {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      label:focus-within {
        border-color: var(--th-accent);
        box-shadow: 0 0 0 1px var(--th-accent);
      }
      ul {
        padding: 0 6px 8px;
      }
      li {
        display: grid;
        grid-template-columns: 28px minmax(0, 1fr);
        gap: 0 10px;
        align-items: center;
        min-block-size: 48px;
        padding: 5px 10px;
        border-radius: var(--th-radius-2);
        cursor: pointer;
      }
      li[aria-selected='true'] {
        background: var(--th-sunken);
      }
      li th-icon {
        grid-row: span 2;
        justify-self: center;
        color: var(--th-accent);
        --th-icon-size: 18px;
      }
      li span {
        font-weight: 500;
      }
      li small {
        color: var(--th-muted);
        font-size: var(--th-size-12);
      }
      .none {
        padding: 16px 20px 24px;
        color: var(--th-muted);
      }
      @media (max-width: 640px) {
        .panel {
          inset: auto 0 0 !important;
          inline-size: 100vw;
          max-inline-size: none;
          max-block-size: 72dvh !important;
          border-radius: var(--th-radius-3) var(--th-radius-3) 0 0;
        }
        li {
          min-block-size: 56px;
        }
      }
    `,
  ];

  protected override willUpdate(): void {
    if (!this.hasUpdated) this.#all = starters(this.context);
  }

  protected override firstUpdated(): void {
    this.panel.showPopover();
    place(this.panel, this.anchor);
    this.field.focus();
  }

  protected override render() {
    const shown = found(this.#all, this.search);
    return html`<div class="panel" popover role="dialog" aria-label=${t('hands.add')} @toggle=${this.#onToggle}>
      <div class="head">
        <label class="control"><th-icon name="search"></th-icon>
          <input type="text" role="combobox" aria-expanded="true" aria-controls="kinds" aria-autocomplete="list"
            aria-activedescendant=${shown.length > 0 ? `kind-${this.active}` : nothing}
            aria-label=${t('hands.add.search')} placeholder=${t('hands.add.search')}
            autocomplete="off" spellcheck="false" @input=${this.#onInput} @keydown=${this.#onKey} />
        </label>
      </div>
      <ul id="kinds" role="listbox" aria-label=${t('hands.add')}>
        ${shown.map(
          (
            one,
            at,
          ) => html`<li id="kind-${at}" role="option" aria-selected=${at === this.active ? 'true' : 'false'}
            @pointermove=${() => {
              this.active = at;
            }} @click=${() => this.#choose(one)}>
            <th-icon name=${one.icon}></th-icon><span>${one.title}</span><small>${one.about}</small>
          </li>`,
        )}
      </ul>
      ${shown.length === 0 ? html`<p class="none" role="status">${t('hands.add.none')}</p>` : nothing}
    </div>`;
  }

  #choose(one: Starter | undefined): void {
    if (!one) return;
    this.dispatchEvent(new CustomEvent('choose', { detail: one }));
    this.panel.hidePopover();
  }

  #onToggle = (event: ToggleEvent) => {
    if (event.newState === 'closed') this.dispatchEvent(new CustomEvent('close'));
  };

  #onInput = (event: Event) => {
    this.search = (event.target as HTMLInputElement).value;
    this.active = 0;
  };

  #onKey = async (event: KeyboardEvent) => {
    if (event.isComposing) return;
    event.stopPropagation();
    const shown = found(this.#all, this.search);
    if (event.key === 'Enter') this.#choose(shown[this.active]);
    const to = { ArrowDown: this.active + 1, ArrowUp: this.active - 1 }[event.key];
    if (event.key === 'Tab' || event.key === 'Escape') this.panel.hidePopover();
    else if (to === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    if (to === undefined) return;
    this.active = (to + shown.length) % Math.max(1, shown.length);
    await this.updateComplete;
    this.renderRoot.querySelector(`#kind-${this.active}`)?.scrollIntoView({ block: 'nearest' });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'th-add-panel': AddPanel;
  }
}
