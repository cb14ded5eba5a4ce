import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { t } from '../../i18n/index.ts';
import { base } from '../../ui/base.ts';
import { Watching } from '../../ui/watching.ts';
import { type Cell, emit } from '../types.ts';
import { KIND_ICONS } from './kinds.ts';
import '../../ui/icon.ts';

/** What a cell is called by other cells; a click lets it be renamed, also in what reads it. */
@customElement('th-cell-tag')
export class CellTag extends Watching {
  @property({ attribute: false }) cell!: Cell;
  /** False where it is passed over by the Tab key. */
  @property({ type: Boolean }) reachable = false;
  @state() private renaming = false;
  @query('input') private field!: HTMLInputElement | null;
  @query('button') private button!: HTMLButtonElement | null;

  static override styles = [
    base,
    css`
      :host {
        display: inline-flex;
        max-inline-size: 100%;
      }
      button,
      input {
        min-block-size: 24px;
        padding: 1px 8px;
        border: 1px solid var(--th-border);
        border-radius: var(--th-radius-round);
        background: var(--th-raised);
        color: var(--th-muted);
        font-family: var(--th-mono);
        font-size: var(--th-size-12);
      }
      button {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        max-inline-size: 100%;
        cursor: text;
        --th-icon-size: 13px;
      }
      button:hover {
        border-color: var(--th-strong);
        color: var(--th-text);
      }
      span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      input {
        inline-size: 22ch;
        color: var(--th-text);
      }
      @media (pointer: coarse) {
        button,
        input {
          min-block-size: 32px;
          padding-inline: 12px;
        }
        input {
          /* Below 16 px a phone zooms in on it. */
          font-size: var(--th-size-16);
        }
      }
    `,
  ];

  /** Lets the reader type a name. */
  async rename(): Promise<void> {
    this.renaming = true;
    await this.updateComplete;
    this.field?.focus();
    this.field?.select();
  }

  protected override render() {
    const { cell } = this;
    if (this.renaming) {
      return html`<input
        type="text"
        spellcheck="false"
        autocapitalize="off"
        autocomplete="off"
        aria-label=${t('frame.rename.label')}
        placeholder=${t('frame.rename.placeholder')}
        .value=${cell.name ?? ''}
        @keydown=${this.#onKey}
        @blur=${() => this.#end(true)}
      />`;
    }
    const label = cell.name ?? t(`frame.kind.${cell.kind}`);
    return html`<button
      type="button"
      tabindex=${this.reachable ? 0 : -1}
      title=${t('frame.rename')}
      aria-label=${t('frame.rename.what', { name: label })}
      @click=${() => this.rename()}
    >
      <th-icon name=${KIND_ICONS[cell.kind]}></th-icon><span>${label}</span>
    </button>${nothing}`;
  }

  #onKey = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    event.stopPropagation();
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    this.#end(event.key === 'Enter');
    void this.updateComplete.then(() => this.button?.focus());
  };

  #end(takes: boolean): void {
    if (!this.renaming) return;
    const name = this.field?.value.trim() || null;
    this.renaming = false;
    if (!takes || name === this.cell.name) return;
    emit(this, 'th-edit', { kind: 'rename', id: this.cell.id, name });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-cell-tag': CellTag;
  }
}
