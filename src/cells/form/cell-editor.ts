import { css, html, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { t } from '../../i18n/index.ts';
import { base } from '../../ui/base.ts';
import { Watching } from '../../ui/watching.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { type Assist, assistOf } from '../assist.ts';
import type { CellEditor } from '../frame/editors.ts';
import { type Cell, type CellResult, type CellState, emit } from '../types.ts';
import { Drafts } from './drafts.ts';
import '../../ui/button.ts';

let drafts: Drafts | null = null;
const PAUSE = 250;

/**
 * What editors of cells have in common: the four properties, and a draft that is kept from the first key on and told
 * to the notebook when the focus leaves, before a run, and when a form's field is complete.
 */
export abstract class DraftEditor extends Watching implements CellEditor {
  @property({ attribute: false }) cell!: Cell;
  @property({ attribute: false }) state: CellState = { phase: 'idle' };
  @property({ attribute: false }) result: CellResult | null = null;
  @property({ attribute: false }) context: DatasetContext | null = null;
  /** The text as it is typed; null where it is the cell's. */
  @state() protected draft: string | null = null;
  /** The cell that the draft was typed over: another can stand here before this editor is drawn again. */
  #typedOver: Cell | null = null;
  @state() private restored = false;
  #assist: Assist | null | undefined;
  /** True while the draft is not part of the notebook. */
  #untold = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };

  override connectedCallback(): void {
    super.connectedCallback();
    // Does not come out of here while the focus only goes from one part of the editor to another.
    this.addEventListener('focusout', this.#leave);
    addEventListener('pagehide', this.#keep);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('focusout', this.#leave);
    removeEventListener('pagehide', this.#keep);
    this.#keep();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const before: unknown = changed.get('cell');
    if (!changed.has('cell')) return;
    const same = isCell(before) && before.id === this.cell.id;
    if (same && before.body === this.cell.body) return;
    if (same) {
      // An edit from elsewhere, such as undo, wins over what was typed and not told.
      this.draft = null;
      this.restored = false;
      this.#untold = false;
      this.#typedOver = null;
      return;
    }
    const kept = store().get(this.cell);
    this.#typedOver = this.cell;
    this.draft = kept && kept.text !== this.committed ? kept.text : null;
    this.restored = this.draft !== null;
    this.#untold = this.restored;
  }

  /** The text on screen. */
  protected get text(): string {
    return this.draft ?? this.committed;
  }

  /** The cell's own text, without the line ends after it. */
  protected get committed(): string {
    return this.cell.body.replace(/\n+$/, '');
  }

  protected get assist(): Assist | null {
    this.#assist ??= assistOf(this);
    return this.#assist;
  }

  /** Takes over what was typed; nobody is told yet. */
  protected type(text: string): void {
    this.draft = text === this.committed ? null : text;
    this.#typedOver = this.cell;
    this.#untold = this.draft !== null;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#keep, PAUSE);
  }

  /** A change that is complete, such as a form's field. */
  protected change(text: string): void {
    this.draft = text === this.committed ? null : text;
    this.#typedOver = this.cell;
    this.commit();
  }

  commit(): void {
    const { draft, cell } = this;
    clearTimeout(this.#timer);
    if (draft === null || draft === this.committed) return;
    const over = this.#typedOver;
    if (over && (over.id !== cell.id || over.body !== cell.body)) {
      store().keep(over, draft);
      return;
    }
    store().drop(cell);
    this.restored = false;
    this.#untold = false;
    emit(this, 'th-edit', { kind: 'body', id: cell.id, body: draft });
  }

  /** Says that what stands here was typed before and never became part of the notebook. */
  protected notice() {
    if (!this.restored) return nothing;
    return html`<div class="restored">
      <span>${t('editors.restored')}</span>
      <th-button size="small" variant="quiet" @click=${() => {
        store().drop(this.cell);
        this.draft = null;
        this.restored = false;
        this.#untold = false;
      }}>${t('editors.discard')}</th-button>
    </div>`;
  }

  #leave = () => this.commit();

  #keep = () => {
    clearTimeout(this.#timer);
    if (!this.cell) return;
    if (this.#untold && this.draft !== null) store().keep(this.#typedOver ?? this.cell, this.draft);
    else store().drop(this.cell);
  };
}

const store = () => {
  drafts ??= new Drafts();
  return drafts;
};

const isCell = (value: unknown): value is Cell =>
  typeof value === 'object' && value !== null && 'body' in value;

export const editorStyles = [
  base,
  css`
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 8px;
      min-inline-size: 0;
    }
    .bar {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 8px;
      align-items: center;
      min-block-size: 28px;
    }
    .hint {
      color: var(--th-muted);
      font-size: var(--th-size-12);
    }
    .end {
      margin-inline-start: auto;
    }
    .restored {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 12px;
      align-items: center;
      justify-content: space-between;
      padding: 4px 6px 4px 14px;
      border-radius: var(--th-radius-2);
      background: var(--th-warn-soft);
      font-size: var(--th-size-13);
    }
    .panel {
      padding: 16px;
      border: 1px solid var(--th-border);
      border-radius: var(--th-radius-2);
      background: var(--th-surface);
    }
    .note {
      color: var(--th-muted);
      font-size: var(--th-size-13);
    }
  `,
];
