import { css, html } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { t } from '../../i18n/index.ts';
import { base } from '../base.ts';
import { place } from '../popover.ts';
import { toast } from '../toast.ts';
import { Watching } from '../watching.ts';
import '../button.ts';

/** The whole of a value that its cell has no room for. */
@customElement('th-grid-value')
export class ValuePanel extends Watching {
  @state() private heading = '';
  @state() private text = '';
  @query('.panel') private panel!: HTMLElement;
  #back: (() => void) | null = null;

  static override styles = [
    base,
    css`
      .panel {
        position: fixed;
        inset: auto;
        inline-size: min(520px, calc(100vw - 16px));
        margin: 0;
        padding: 14px 16px;
        border: 1px solid var(--th-border);
        border-radius: var(--th-radius-3);
        background: var(--th-raised);
        color: var(--th-text);
        box-shadow: var(--th-shadow-2);
      }
      h3 {
        margin-block-end: 8px;
        color: var(--th-muted);
        font-size: var(--th-size-12);
        font-weight: 500;
        overflow-wrap: anywhere;
      }
      pre {
        max-block-size: 40vh;
        margin: 0 0 12px;
        font: 400 var(--th-size-13) / 1.5 var(--th-mono);
        overflow: auto;
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
    `,
  ];

  async show(
    column: string,
    row: number,
    text: string,
    anchor: DOMRect,
    back: () => void,
  ): Promise<void> {
    this.heading = t('grid.value', { column, n: row + 1 });
    this.text = text;
    this.#back = back;
    await this.updateComplete;
    this.panel.showPopover();
    place(this.panel, anchor, 'start');
    this.panel.querySelector<HTMLElement>('th-button')?.focus();
  }

  protected override render() {
    return html`<div class="panel" popover role="dialog" aria-label=${this.heading} @keydown=${(event: KeyboardEvent) => event.stopPropagation()} @toggle=${this.#onToggle}>
      <h3>${this.heading}</h3>
      <pre tabindex="0">${this.text}</pre>
      <th-button size="small" icon="copy" @click=${this.#onCopy}>${t('grid.value.copy')}</th-button>
    </div>`;
  }

  #onCopy = async () => {
    await navigator.clipboard.writeText(this.text);
    toast(t('grid.copied.one'));
    this.panel.hidePopover();
  };

  #onToggle = (event: ToggleEvent) => {
    if (event.newState !== 'closed') return;
    this.#back?.();
    this.#back = null;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'th-grid-value': ValuePanel;
  }
}
