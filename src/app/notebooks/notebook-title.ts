import { css, html } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { t } from '../../i18n/index.ts';
import { Watching } from '../../ui/watching.ts';
import { shared } from '../styles.ts';
import type { Workspace } from '../workspace.ts';
import { workState } from './work.ts';
import '../../ui/icon.ts';

/** The notebook's title, to be changed where it stands, and below it what data it shows and where the work is safe. */
@customElement('th-notebook-title')
export class NotebookTitle extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  @state() private editing = false;
  @query('input') private input!: HTMLInputElement | null;
  @query('.title') private button!: HTMLButtonElement | null;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        justify-items: start;
        min-width: 0;
        line-height: 1.3;
      }
      .title,
      input[type='text'] {
        max-width: 100%;
        min-height: 0;
        margin-inline-start: -6px;
        padding: 0 6px;
        border: 1px solid transparent;
        border-radius: 6px;
        font-weight: 600;
        line-height: 22px;
      }
      .title {
        overflow: hidden;
        background: none;
        text-align: start;
        text-overflow: ellipsis;
        white-space: nowrap;
        cursor: text;
      }
      .title:hover {
        border-color: var(--th-border);
        background: var(--th-sunken);
      }
      input[type='text'] {
        width: min(52ch, 100%);
        border-color: var(--th-accent);
        background: var(--th-surface);
      }
      .work {
        display: flex;
        gap: 6px;
        max-width: 100%;
        font-size: 12px;
        color: var(--th-muted);
        white-space: nowrap;
      }
      .work > * {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .data {
        flex: 0 1 auto;
        min-width: 0;
      }
      .state {
        flex: 0 1 auto;
        min-width: 0;
      }
      .data + .state::before {
        content: '·';
        margin-inline-end: 6px;
      }
      .failed,
      .clash {
        flex-shrink: 0;
        color: var(--th-bad);
        font-weight: 500;
      }
      @media (max-width: 640px) {
        .data {
          display: none;
        }
        .data + .state::before {
          content: none;
        }
        .failed,
        .clash {
          flex-shrink: 1;
        }
      }
    `,
  ];

  /** Lets the title be changed. */
  async edit(): Promise<void> {
    this.editing = true;
    await this.updateComplete;
    this.input?.focus();
    this.input?.select();
  }

  protected override render() {
    const { notebooks, dataset } = this.workspace;
    const current = notebooks.current.value;
    const data = dataset.value?.context.name ?? '';
    if (!current) return html`<span class="work"><span class="data">${data}</span></span>`;
    const work = workState(notebooks);
    return html`${
      this.editing
        ? html`<input type="text" maxlength="200" aria-label=${t('documents.title.label')} .value=${current.title}
            @keydown=${this.#onKey} @blur=${() => this.#end(true)} />`
        : html`<button class="title" title="${current.title} — ${t('documents.title.edit')}" @click=${() => this.edit()}>${current.title}</button>`
    }
    <span class="work">
      ${data ? html`<span class="data" title=${data}>${data}</span>` : ''}
      ${work ? html`<span class="state ${work.kind}" title=${work.sentence}>${work.sentence}</span>` : ''}
    </span>`;
  }

  #onKey = (event: KeyboardEvent) => {
    if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    // Else the key would press the button that gets the focus.
    event.preventDefault();
    if (event.key === 'Enter') this.#end(true, true);
    if (event.key === 'Escape') this.#end(false, true);
  };

  #end(take: boolean, back = false): void {
    if (!this.editing) return;
    const title = this.input?.value.trim() ?? '';
    this.editing = false;
    const { notebooks } = this.workspace;
    const current = notebooks.current.peek();
    if (take && current && title && title !== current.title) {
      notebooks.rename(current.id, title).catch((error) => this.workspace.fail(error));
    }
    if (back) void this.updateComplete.then(() => this.button?.focus());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-notebook-title': NotebookTitle;
  }
}
