import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { html as staticHtml, unsafeStatic } from 'lit/static-html.js';
import { TabhouseError } from '../../engine/errors.ts';
import { t } from '../../i18n/index.ts';
import type { Eagerness } from '../../notebook/runtime/node.ts';
import { problemText } from '../../notebook/text/problem.ts';
import { base, iconButton } from '../../ui/base.ts';
import { hasOwnMenu } from '../../ui/own-menu.ts';
import { Watching } from '../../ui/watching.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import type { CellBody } from '../body.ts';
import { headingOf } from '../read.ts';
import { CELL_ELEMENTS } from '../registry.ts';
import {
  type Aspect,
  type Cell,
  type CellCommand,
  type CellResult,
  type CellState,
  type CellWhy,
  emit,
} from '../types.ts';
import { chrome, doings } from './chrome.ts';
import { type CellEditor, type CellEditorEntry, editorOf } from './editors.ts';
import { foot } from './foot.ts';
import { HEADLESS, PLAIN } from './kinds.ts';
import { DRAWN, type Framed, menuItems } from './menu.ts';
import { notice } from './notice.ts';
import { saveCsv, savePictures } from './save.ts';
import { cellStyles } from './styles.ts';
import type { CellTag } from './tag.ts';
import '../inspector.ts';
import '../../ui/button.ts';
import '../../ui/drawer.ts';
import '../../ui/error.ts';
import '../../ui/menu.ts';
import './state-chip.ts';

const ASPECTS: ReadonlySet<string> = new Set<Aspect>(['definition', 'sql', 'rows', 'audit']);

/**
 * One cell of a notebook with the chrome that all share: heading, state, what stands behind it, editor, export. The
 * body is the element that `CELL_ELEMENTS` names for the cell's kind.
 */
@customElement('th-cell')
export class CellFrame extends Watching implements Framed {
  @property({ attribute: false }) cell!: Cell;
  @property({ attribute: false }) state: CellState = { phase: 'idle' };
  @property({ attribute: false }) result: CellResult | null = null;
  @property({ attribute: false }) context: DatasetContext | null = null;
  /** Why it is in its state; null where there is nothing to say. */
  @property({ attribute: false }) why: CellWhy | null = null;
  /** What in its text cannot be shown, as sentences. */
  @property({ attribute: false }) problems: readonly string[] = [];
  /** Filters that are set and leave it as it is, as a sentence; empty where there is none. */
  @property() unfiltered = '';
  @property() eagerness: Eagerness = 'by-cost';
  /** True while the cell's editor is shown. */
  @property({ type: Boolean, reflect: true }) editing = false;
  /** True where only its heading is shown. */
  @property({ type: Boolean, reflect: true }) folded = false;
  @property({ type: Boolean, reflect: true }) selected = false;
  /** False where nothing can be done with it but look: no chrome is drawn. */
  @property({ type: Boolean }) editable = false;
  @state() private asTable = false;
  @state() private inspected: Aspect | null = null;
  @query('.body > *') private body!: CellBody | null;
  @query('.editor') private open!: CellEditor | null;
  @query('th-cell-tag') private tag!: CellTag | null;

  static override styles = [base, iconButton, cellStyles];

  constructor() {
    super();
    this.addEventListener('contextmenu', this.#onContext);
  }

  protected override shouldUpdate(): boolean {
    return this.cell !== undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('cell')) this.setAttribute('kind', this.cell.kind);
  }

  protected override render() {
    const { cell, state, result } = this;
    const plain = PLAIN.has(cell.kind);
    return html`${this.editable ? chrome(this.#chrome()) : nothing}
    <article
      class=${plain ? 'plain' : cell.kind === 'tile' ? 'open' : 'card'}
      aria-label=${headingOf(cell, result) || nothing}
      aria-busy=${state.phase === 'running' ? 'true' : 'false'}
    >
      ${state.phase === 'running' && !plain ? html`<div class="working" role="presentation"></div>` : nothing}
      ${HEADLESS.has(cell.kind) ? (this.folded ? this.#stub() : nothing) : this.#head()}
      ${cell.error ? this.#unreadable() : nothing}
      ${cell.error || this.folded ? this.#editors() : this.#content()}
      ${this.inspected ? this.#drawer(this.inspected) : nothing}
    </article>`;
  }

  /** Tells what was typed into the open editor. */
  commit(): void {
    this.open?.commit?.();
  }

  /** Puts the focus into the open editor once it is there; `select` is the part of its text to be typed over. */
  async focusEditor(select?: string): Promise<void> {
    await this.updateComplete;
    await editorOf(this.cell.kind).load();
    await (this.open as Partial<CellFrame> | null)?.updateComplete;
    this.open?.focus();
    if (select) this.open?.selectText?.(select);
  }

  /** Lets the reader type another name. */
  rename(): void {
    void this.tag?.rename();
  }

  /** Saves what the cell draws. */
  savePictures(kind: 'png' | 'svg'): void {
    void savePictures(kind, this.body?.renderRoot ?? null, this.cell, this.result);
  }

  #chrome() {
    const { cell, state, result, context, editing, folded, selected, eagerness, editable } = this;
    const onCommand = (id: string) => this.#do(id);
    const framed = { cell, state, result, context, editing, folded, selected, eagerness };
    return { ...framed, editable, onCommand };
  }

  #content() {
    const { cell, state, result } = this;
    const waits = ['stale', 'running', 'queued', 'blocked'].includes(state.phase);
    const barren =
      state.phase === 'failed' ||
      ((state.phase === 'blocked' || state.phase === 'cancelled') &&
        (!result || result.kind === 'none' || this.why?.lacks !== undefined));
    // A statement is there to be read whatever became of it; an error at a place shows it itself.
    const shows = !barren || (cell.kind === 'sql' && !isPlaced(state));
    const { place } = editorOf(cell.kind);
    return html`${this.#notice()}
      ${place === 'below' ? nothing : this.#editors()}
      <div class="body ${result && waits ? 'old' : ''}" ?hidden=${this.editing && place === 'instead'}>${shows ? this.#body() : nothing}</div>
      ${this.problems.map((problem) => html`<p class="problem"><th-icon name="triangle-alert"></th-icon>${problem}</p>`)}
      ${place === 'below' ? this.#editors() : nothing}
      ${PLAIN.has(cell.kind) || !result ? nothing : foot(this, (aspect) => this.#inspect(aspect))}`;
  }

  /** The open editor; what cannot be read has one that takes any text. */
  #editors() {
    if (!this.editing) return nothing;
    const { tag, load }: CellEditorEntry = editorOf(this.cell.error ? 'unknown' : this.cell.kind);
    void load();
    return staticHtml`<${unsafeStatic(tag)} class="editor" .cell=${this.cell} .state=${this.state} .result=${this.result} .context=${this.context}></${unsafeStatic(tag)}>`;
  }

  #body() {
    const tag = unsafeStatic(CELL_ELEMENTS[this.cell.kind]);
    return staticHtml`<${tag} .cell=${this.cell} .state=${this.state} .result=${this.result} .context=${this.context} .asTable=${this.asTable} .editing=${this.editing}></${tag}>`;
  }

  #unreadable() {
    const { error } = this.cell;
    if (!error) return nothing;
    const parameters = { reason: problemText(error), line: error.line };
    return html`<th-error .error=${new TabhouseError('notebook-syntax', { parameters })}></th-error>`;
  }

  /** What a folded cell without a head shows of itself. */
  #stub() {
    const first = this.cell.body
      .split('\n')
      .map((line) => line.replace(/^[#>*\s-]+/, '').trim())
      .find(Boolean);
    const text = this.cell.kind === 'text' ? first : headingOf(this.cell, this.result);
    return html`<button type="button" class="stub" @click=${() => this.#do('fold')}>
      <th-icon name="chevron-right"></th-icon><span>${text || t(`frame.kind.${this.cell.kind}`)}</span>
    </button>`;
  }

  #head() {
    const heading = headingOf(this.cell, this.result) || t(`frame.kind.${this.cell.kind}`);
    return html`<header>
      ${this.folded ? html`<button class="icon unfold" type="button" aria-label=${t('frame.unfold')} title=${t('frame.unfold')} @click=${() => this.#do('fold')}><th-icon name="chevron-right"></th-icon></button>` : nothing}
      <h3 title=${heading}>${heading}</h3>
      ${this.#badge()}
      <div class="tools">
        ${this.editable ? html`<span class="doings">${doings(this.#chrome())}</span>` : nothing}
        ${
          DRAWN.has(this.cell.kind) && this.result && !this.folded
            ? html`<th-button variant="quiet" size="small" icon="table-2" label=${t('cells.asTable')} .pressed=${this.asTable} @click=${() => {
                this.asTable = !this.asTable;
              }}></th-button>`
            : nothing
        }
        <th-menu label=${t('cells.menu')} .items=${menuItems(this)} @choose=${(event: CustomEvent<string>) => this.#do(event.detail)}></th-menu>
      </div>
    </header>`;
  }

  #badge() {
    const { phase } = this.state;
    // A notice says it already where the body is shown.
    if ((phase === 'stale' || phase === 'blocked') && !this.folded) return nothing;
    return html`<th-cell-state .state=${this.state} .waits=${this.why?.sentences.join(' ') ?? ''}></th-cell-state>`;
  }

  #notice() {
    const { cell, state, result, why } = this;
    return notice({
      cell,
      state,
      result,
      why,
      onRun: () => this.#do('run'),
      onCause: (id) => emit(this, 'th-command', { id, command: 'show' }),
    });
  }

  #drawer(aspect: Aspect) {
    return html`<th-drawer open heading=${headingOf(this.cell, this.result)} @close=${(
      event: Event,
    ) => {
      event.stopPropagation();
      this.inspected = null;
    }}>
      <th-inspector .cell=${this.cell} .result=${this.result} .context=${this.context} .aspect=${aspect}></th-inspector>
    </th-drawer>`;
  }

  #do(id: string): void {
    if (ASPECTS.has(id)) this.#inspect(id as Aspect);
    else if (id === 'rename') this.rename();
    else if (id === 'png' || id === 'svg') this.savePictures(id);
    else if (id === 'csv') {
      if (emit(this, 'th-export', { id: this.cell.id, format: 'csv' }))
        saveCsv(this.cell, this.result);
    } else if (id === 'export') {
      emit(this, 'th-export', { id: this.cell.id, format: 'ask' });
    } else {
      if (id === 'run' || id === 'edit-end') this.commit();
      emit(this, 'th-command', { id: this.cell.id, command: id as CellCommand });
    }
  }

  /** Opens the cell's menu where the pointer is, but for what has a menu of its own. */
  #onContext = (event: MouseEvent) => {
    const menus = [...this.renderRoot.querySelectorAll('th-menu')];
    const menu = menus.find((one) => one.checkVisibility());
    if (!menu || hasOwnMenu(event)) return;
    event.preventDefault();
    menu.show(new DOMRect(event.clientX, event.clientY, 0, 0));
  };

  #inspect(aspect: Aspect): void {
    if (emit(this, 'th-inspect', { id: this.cell.id, aspect })) this.inspected = aspect;
  }
}

const isPlaced = (state: CellState): boolean =>
  state.phase === 'failed' &&
  state.error instanceof TabhouseError &&
  state.error.position !== undefined;

declare global {
  interface HTMLElementTagNameMap {
    'th-cell': CellFrame;
  }
}
