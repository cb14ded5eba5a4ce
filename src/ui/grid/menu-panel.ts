import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { base } from '../base.ts';
import { place } from '../popover.ts';
import { Watching } from '../watching.ts';

export interface Command {
  readonly label: string;
  /** Keys that do the same, as the reader presses them. */
  readonly keys?: string;
  readonly run: () => void;
  /** Draws a line above. */
  readonly separate?: boolean;
  /** Marked as being the case. */
  readonly checked?: boolean;
}

/** Commands beside the place that they are for; the focus goes back to where it was. */
@customElement('th-grid-menu')
export class GridMenu extends Watching {
  @state() private commands: readonly Command[] = [];
  @state() private label = '';
  @query('.panel') private panel!: HTMLElement;
  #back: (() => void) | null = null;

  static override styles = [
    base,
    css`
      .panel {
        position: fixed;
        inset: auto;
        min-inline-size: 220px;
        max-inline-size: calc(100vw - 16px);
        margin: 0;
        padding: 5px;
        border: 1px solid var(--th-border);
        border-radius: var(--th-radius-3);
        background: var(--th-raised);
        color: var(--th-text);
        box-shadow: var(--th-shadow-2);
        overflow: auto;
      }
      button {
        display: flex;
        align-items: center;
        gap: 16px;
        inline-size: 100%;
        min-block-size: 32px;
        padding: 3px 10px;
        border: 0;
        border-radius: var(--th-radius-2);
        background: transparent;
        font-size: var(--th-size-14);
        text-align: start;
        cursor: pointer;
      }
      button:hover,
      button:focus-visible {
        background: var(--th-sunken);
        outline-offset: -2px;
      }
      button span {
        flex: 1;
      }
      kbd {
        color: var(--th-muted);
        font: inherit;
        font-size: var(--th-size-12);
      }
      .separate {
        margin-block-start: 5px;
        padding-block-start: 5px;
        border-block-start: 1px solid var(--th-border);
      }
      @media (pointer: coarse) {
        button {
          min-block-size: 42px;
        }
        kbd {
          display: none;
        }
      }
    `,
  ];

  /** Opens under `anchor`; `back` is called when it has closed. */
  async show(
    label: string,
    commands: readonly Command[],
    anchor: DOMRect,
    back: () => void,
  ): Promise<void> {
    this.label = label;
    this.commands = commands;
    this.#back = back;
    await this.updateComplete;
    this.panel.showPopover();
    place(this.panel, anchor, 'start');
    this.#buttons()[0]?.focus();
  }

  protected override render() {
    return html`<div class="panel" popover role="menu" aria-label=${this.label} @keydown=${this.#onKey} @toggle=${this.#onToggle}>
      ${this.commands.map(
        ({
          label,
          keys,
          separate,
          checked,
          run,
        }) => html`<div role="none" class=${separate ? 'separate' : ''}>
          <button type="button" tabindex="-1" role=${checked === undefined ? 'menuitem' : 'menuitemcheckbox'} aria-checked=${checked ?? nothing} @click=${() => this.#run(run)}>
            <span>${checked ? '✓ ' : ''}${label}</span>${keys ? html`<kbd>${keys}</kbd>` : nothing}
          </button>
        </div>`,
      )}
    </div>`;
  }

  #run(run: () => void): void {
    this.panel.hidePopover();
    run();
  }

  #onToggle = (event: ToggleEvent) => {
    if (event.newState !== 'closed') return;
    this.#back?.();
    this.#back = null;
  };

  #onKey = (event: KeyboardEvent) => {
    event.stopPropagation();
    const buttons = this.#buttons();
    const at = buttons.indexOf(this.shadowRoot?.activeElement as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (event.key === 'Tab') {
      event.preventDefault();
      this.panel.hidePopover();
    }
    if (to === undefined) return;
    event.preventDefault();
    buttons[(to + buttons.length) % buttons.length]?.focus();
  };

  #buttons(): HTMLButtonElement[] {
    return [...this.panel.querySelectorAll('button')];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-grid-menu': GridMenu;
  }
}
