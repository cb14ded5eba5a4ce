import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { TabhouseError } from '../engine/index.ts';
import { format, t } from '../i18n/index.ts';
import { place } from '../ui/popover.ts';
import { Watching } from '../ui/watching.ts';
import { emitApp } from './events.ts';
import { shared } from './styles.ts';
import type { Workspace } from './workspace.ts';
import '../cells/sample-figures.ts';
import '../ui/button.ts';
import '../ui/icon.ts';

/** "1 in 10 users", where figures are of a sample: opens what they say of all users, with its error. */
@customElement('th-sample-chip')
export class SampleChip extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  @state() private open = false;
  @query('.panel') private panel!: HTMLElement;
  @query('.chip') private trigger!: HTMLButtonElement;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      .chip {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        min-height: 28px;
        padding: 2px 12px;
        border-color: color-mix(in srgb, var(--th-warn) 40%, transparent);
        border-radius: 999px;
        background: var(--th-warn-soft);
        color: var(--th-warn);
        font-size: 13px;
        font-weight: 500;
        --th-icon-size: 14px;
      }
      .chip:hover {
        border-color: var(--th-warn);
        background: var(--th-warn-soft);
      }
      .panel {
        position: fixed;
        inset: auto;
        width: min(480px, calc(100vw - 16px));
        margin: 0;
        padding: 16px;
        border: 1px solid var(--th-border);
        border-radius: 12px;
        background: var(--th-raised);
        color: var(--th-text);
        box-shadow: var(--th-shadow-2);
        overflow: auto;
      }
      .panel:popover-open {
        display: grid;
        gap: 12px;
      }
      h2 {
        font-size: 14px;
        font-weight: 600;
      }
    `,
  ];

  protected override render() {
    const dataset = this.workspace.dataset.value;
    const sample = dataset?.report.sample;
    if (!dataset || !sample) return nothing;
    const said = t('sample.chip', { n: format.compact(1 / sample.share) });
    return html`<button class="chip" aria-haspopup="dialog" aria-expanded=${this.open ? 'true' : 'false'} @click=${this.#toggle}>
        <th-icon name="info"></th-icon>${said}
      </button>
      <div class="panel" popover role="dialog" tabindex="-1" aria-label=${t('sample.title')} @toggle=${this.#onToggle} @keydown=${this.#onKey}>
        ${
          this.open
            ? html`<h2>${t('sample.title')}</h2>
              <th-sample-figures .sample=${sample} .currency=${dataset.context.currency}></th-sample-figures>
              <div><th-button size="small" @click=${this.#loadAll}>${t('sample.all')}</th-button></div>`
            : nothing
        }
      </div>`;
  }

  #toggle = async () => {
    if (this.open) {
      this.panel.hidePopover();
      return;
    }
    this.open = true;
    await this.updateComplete;
    this.panel.showPopover();
    await this.panel.querySelector('th-sample-figures')?.updateComplete;
    place(this.panel, this.trigger.getBoundingClientRect());
    this.panel.focus();
  };

  #onToggle = (event: ToggleEvent) => {
    if (event.newState === 'closed') this.open = false;
  };

  #onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.panel.hidePopover();
    this.trigger.focus();
  };

  /** Reads the files again; where they are not at hand the reader is asked for them. */
  #loadAll = async () => {
    this.panel.hidePopover();
    try {
      await this.workspace.change({ sample: 1 });
    } catch (error) {
      if (error instanceof TabhouseError && error.code === 'file-missing')
        emitApp(this, 'th-again', {});
      else this.workspace.fail(error);
    }
  };
}
