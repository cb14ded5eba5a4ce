import { css, html, LitElement, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { t } from '../../i18n/index.ts';
import { base } from '../../ui/base.ts';
import { control } from '../../ui/control.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { type Cell, type CellResult, type CellState, emit } from '../types.ts';
import type { CellEditor } from './editors.ts';

/** A cell's body as text. What was typed is told when the focus leaves, and on `commit`. */
@customElement('th-cell-source')
export class SourceEditor extends LitElement implements CellEditor {
  @property({ attribute: false }) cell!: Cell;
  @property({ attribute: false }) state: CellState = { phase: 'idle' };
  @property({ attribute: false }) result: CellResult | null = null;
  @property({ attribute: false }) context: DatasetContext | null = null;
  @query('textarea') private area!: HTMLTextAreaElement;

  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };

  static override styles = [
    base,
    control,
    css`
      :host {
        display: block;
      }
      textarea {
        field-sizing: content;
        inline-size: 100%;
        min-block-size: 4.5em;
        max-block-size: 70vh;
        padding: 12px 14px;
        font-family: var(--th-mono);
        font-size: var(--th-size-14);
        line-height: 1.6;
        tab-size: 2;
        resize: vertical;
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('cell');
    // An edit from elsewhere, such as undo, wins over what was typed and not told.
    if (before && before.body !== this.cell.body && this.area) this.area.value = this.#text();
  }

  protected override render() {
    return html`<textarea
      class="control"
      spellcheck=${this.cell.kind === 'text' ? 'true' : 'false'}
      aria-label=${t('frame.edit.source')}
      .defaultValue=${this.#text()}
      @blur=${() => this.commit()}
    ></textarea>`;
  }

  commit(): void {
    const body = this.area?.value ?? this.#text();
    if (!this.cell || body === this.#text()) return;
    emit(this, 'th-edit', { kind: 'body', id: this.cell.id, body });
  }

  override focus(options?: FocusOptions): void {
    this.area?.focus(options);
    const end = this.area?.value.length ?? 0;
    this.area?.setSelectionRange(end, end);
  }

  #text(): string {
    return this.cell.body.replace(/\n+$/, '');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-cell-source': SourceEditor;
  }
}
