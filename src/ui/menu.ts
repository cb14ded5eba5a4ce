import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { base, iconButton } from './base.ts';
import type { IconName } from './icons.ts';
import { place } from './popover.ts';
import { Watching } from './watching.ts';
import './icon.ts';

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
  readonly disabled?: boolean;
  /** Draws a line above. */
  readonly separate?: boolean;
  /** One of several of which one holds. */
  readonly checked?: boolean;
  /** Keys that do the same. */
  readonly keys?: string;
}

/** A button that opens a list of commands; arrows, Home, End and Escape work. Emits `choose` with the item's `id`. */
@customElement('th-menu')
export class Menu extends Watching {
  @property({ attribute: false }) items: readonly MenuItem[] = [];
  @property() label = '';
  @property() icon: IconName = 'ellipsis';
  /** Without a button: it opens where `show` says. */
  @property({ type: Boolean }) bare = false;
  @state() private open = false;
  @query('.panel') private panel!: HTMLElement;
  @query('.trigger') private trigger!: HTMLButtonElement | null;

  static override styles = [
    base,
    iconButton,
    css`
      :host {
        display: inline-block;
      }
      .panel {
        position: fixed;
        inset: auto;
        min-inline-size: 196px;
        max-inline-size: min(320px, calc(100vw - 16px));
        margin: 0;
        padding: 5px;
        border: 1px solid var(--th-border);
        border-radius: var(--th-radius-3);
        background: var(--th-raised);
        color: var(--th-text);
        box-shadow: var(--th-shadow-2);
        overflow: auto;
      }
      .item {
        display: flex;
        align-items: center;
        gap: 10px;
        inline-size: 100%;
        min-block-size: 34px;
        padding: 4px 10px;
        border: 0;
        border-radius: var(--th-radius-2);
        background: transparent;
        font-size: var(--th-size-14);
        text-align: start;
        cursor: pointer;
      }
      .item span {
        flex: 1;
      }
      kbd {
        padding-inline-start: 16px;
        color: var(--th-faint);
        font: inherit;
        font-size: var(--th-size-12);
      }
      @media (pointer: coarse) {
        .item {
          min-block-size: 44px;
        }
        kbd {
          display: none;
        }
      }
      .item th-icon {
        color: var(--th-muted);
      }
      .item:hover,
      .item:focus-visible {
        background: var(--th-sunken);
        outline-offset: -2px;
      }
      .item:disabled {
        color: var(--th-faint);
        cursor: default;
      }
      .separate {
        margin-block-start: 5px;
        border-block-start: 1px solid var(--th-border);
        padding-block-start: 5px;
      }
    `,
  ];

  /** Opens the list, as a click does; at a point of the view where one is given. */
  show(at: DOMRectReadOnly | null = null): void {
    if (!this.open) void this.#toggle(at);
  }

  protected override render() {
    return html`${this.bare ? nothing : this.#trigger()}
      <div class="panel" popover role="menu" aria-label=${this.label} @toggle=${this.#onToggle} @keydown=${this.#onKey}>
        ${this.open ? this.items.map((item) => this.#item(item)) : nothing}
      </div>`;
  }

  #trigger() {
    return html`<button
        class="icon trigger"
        type="button"
        aria-haspopup="menu"
        aria-expanded=${this.open ? 'true' : 'false'}
        aria-label=${this.label}
        title=${this.label}
        @click=${() => this.#toggle()}
        @keydown=${this.#onTriggerKey}
      >
        <th-icon name=${this.icon}></th-icon>
      </button>`;
  }

  #item(item: MenuItem) {
    return html`<div role="none" class=${item.separate ? 'separate' : ''}>
      <button class="item" type="button" role=${item.checked === undefined ? 'menuitem' : 'menuitemradio'}
        aria-checked=${item.checked === undefined ? nothing : item.checked ? 'true' : 'false'} tabindex="-1" ?disabled=${item.disabled} @click=${() => this.#choose(item.id)}>
        ${this.#sign(item)}<span>${item.label}</span>${item.keys ? html`<kbd>${item.keys}</kbd>` : nothing}
      </button>
    </div>`;
  }

  #sign({ icon, checked }: MenuItem) {
    if (checked !== undefined) {
      return html`<th-icon name="check" style=${checked ? '' : 'visibility: hidden'}></th-icon>`;
    }
    return icon ? html`<th-icon name=${icon}></th-icon>` : nothing;
  }

  async #toggle(at: DOMRectReadOnly | null = null): Promise<void> {
    if (this.open) {
      this.panel.hidePopover();
      return;
    }
    this.open = true;
    await this.updateComplete;
    this.panel.showPopover();
    const anchor = at ?? (this.trigger ?? this).getBoundingClientRect();
    place(this.panel, anchor, at ? 'start' : 'end');
    this.#buttons()[0]?.focus();
  }

  #choose(id: string): void {
    this.panel.hidePopover();
    this.trigger?.focus();
    this.dispatchEvent(new CustomEvent('choose', { detail: id }));
  }

  #onToggle = (event: ToggleEvent) => {
    if (event.newState === 'closed') this.open = false;
  };

  #onTriggerKey = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' || this.open) return;
    event.preventDefault();
    void this.#toggle();
  };

  #onKey = (event: KeyboardEvent) => {
    const buttons = this.#buttons();
    const at = buttons.indexOf(this.shadowRoot?.activeElement as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (event.key === 'Tab' || event.key === 'Escape') {
      event.preventDefault();
      this.panel.hidePopover();
      this.trigger?.focus();
    }
    if (to === undefined) return;
    event.preventDefault();
    buttons[(to + buttons.length) % buttons.length]?.focus();
  };

  #buttons(): HTMLButtonElement[] {
    return [...(this.panel?.querySelectorAll<HTMLButtonElement>('.item:not(:disabled)') ?? [])];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-menu': Menu;
  }
}
