import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { html as staticHtml, unsafeStatic } from 'lit/static-html.js';
import { save, toCsv, toPng, toSvg } from '../../charts/index.ts';
import { TabhouseError } from '../../engine/errors.ts';
import { format, t } from '../../i18n/index.ts';
import { problemText } from '../../notebook/text/problem.ts';
import { base } from '../../ui/base.ts';
import { explain } from '../../ui/explain.ts';
import type { FigureElement } from '../../ui/figure.ts';
import { scheme } from '../../ui/theme.ts';
import { toast } from '../../ui/toast.ts';
import { Watching } from '../../ui/watching.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import type { CellBody } from '../body.ts';
import { fileName, headingOf, metricOf, sqlOf } from '../read.ts';
import { CELL_ELEMENTS } from '../registry.ts';
import {
  type Aspect,
  type Cell,
  type CellResult,
  type CellState,
  type CellView,
  emit,
} from '../types.ts';
import { type CellEditor, type CellEditorEntry, editorOf } from './editors.ts';
import { DRAWN, menuItems } from './menu.ts';
import { cellStyles } from './styles.ts';
import '../inspector.ts';
import '../../ui/button.ts';
import '../../ui/chip.ts';
import '../../ui/drawer.ts';
import '../../ui/empty.ts';
import '../../ui/error.ts';
import '../../ui/menu.ts';

/** Kinds that stand on the page without a card. */
const PLAIN = new Set(['text', 'input', 'unknown']);
/** Kinds whose own body says all that a foot would. */
const FACTLESS = new Set(['lineage', 'load-report', 'speed']);

/**
 * One cell of a notebook with the chrome that all share: heading, state, what stands behind it, export. The body is
 * the element that `CELL_ELEMENTS` names for the cell's kind.
 */
@customElement('th-cell')
export class CellFrame extends Watching implements CellView {
  @property({ attribute: false }) cell!: Cell;
  @property({ attribute: false }) state: CellState = { phase: 'idle' };
  @property({ attribute: false }) result: CellResult | null = null;
  @property({ attribute: false }) context: DatasetContext | null = null;
  /** True while the cell's editor is shown. */
  @property({ type: Boolean, reflect: true }) editing = false;
  @state() private asTable = false;
  @state() private inspected: Aspect | null = null;
  @query('.body > *') private body!: CellBody | null;
  @query('.editor') private open!: CellEditor | null;

  static override styles = [base, cellStyles];

  protected override shouldUpdate(): boolean {
    return this.cell !== undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('cell')) this.setAttribute('kind', this.cell.kind);
  }

  protected override render() {
    const { cell, state, result } = this;
    if (cell.error) {
      const { line } = cell.error;
      const reason = problemText(cell.error);
      const error = new TabhouseError('notebook-syntax', { parameters: { reason, line } });
      return html`<article class="card"><th-error .error=${error}></th-error></article>`;
    }
    const plain = PLAIN.has(cell.kind);
    const waits =
      state.phase === 'stale' ||
      state.phase === 'running' ||
      state.phase === 'queued' ||
      state.phase === 'blocked';
    const shows =
      state.phase !== 'failed' &&
      !(state.phase === 'blocked' && !result) &&
      !(state.phase === 'cancelled' && !result);
    return html`<article
      class=${plain ? 'plain' : cell.kind === 'tile' ? 'open' : 'card'}
      aria-label=${headingOf(cell, result) || nothing}
      aria-busy=${state.phase === 'running' ? 'true' : 'false'}
    >
      ${state.phase === 'running' && !plain ? html`<div class="working" role="presentation"></div>` : nothing}
      ${plain || cell.kind === 'tile' ? nothing : this.#head()}
      ${this.#notice()}
      ${this.#editor('above')}${this.#editor('instead')}
      <div class="body ${result && waits ? 'old' : ''}" ?hidden=${this.editing && editorOf(cell.kind).place === 'instead'}>${shows ? this.#body() : nothing}</div>
      ${this.#editor('below')}
      ${plain || !result || FACTLESS.has(cell.kind) ? nothing : this.#foot()}
      ${this.inspected ? this.#drawer(this.inspected) : nothing}
    </article>`;
  }

  /** Tells what was typed into the open editor. */
  commit(): void {
    this.open?.commit?.();
  }

  /** Puts the focus into the open editor once it is there. */
  async focusEditor(): Promise<void> {
    await this.updateComplete;
    await editorOf(this.cell.kind).load();
    this.open?.focus();
  }

  /** The open editor, in the place that its kind has for it. */
  #editor(at: CellEditorEntry['place']) {
    const { tag, load, place } = editorOf(this.cell.kind);
    if (!this.editing || place !== at) return nothing;
    void load();
    return staticHtml`<${unsafeStatic(tag)} class="editor" .cell=${this.cell} .state=${this.state} .result=${this.result} .context=${this.context}></${unsafeStatic(tag)}>`;
  }

  #body() {
    const tag = unsafeStatic(CELL_ELEMENTS[this.cell.kind]);
    return staticHtml`<${tag} .cell=${this.cell} .state=${this.state} .result=${this.result} .context=${this.context} .asTable=${this.asTable} .editing=${this.editing}></${tag}>`;
  }

  #head() {
    const heading = headingOf(this.cell, this.result);
    return html`<header>
      <h3 title=${heading}>${heading}</h3>
      ${this.#badge()}
      <div class="tools">
        ${
          DRAWN.has(this.cell.kind) && this.result
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
    const { state } = this;
    switch (state.phase) {
      case 'queued':
        return html`<th-chip icon="clock">${t('cells.state.queued')}</th-chip>`;
      case 'running':
        return html`<th-chip tone="accent" icon="refresh-cw">${t('cells.state.running')}</th-chip>`;
      case 'cancelled':
        return html`<th-chip icon="square">${t('cells.state.cancelled')}</th-chip>`;
      default:
        return nothing;
    }
  }

  #notice() {
    const { state } = this;
    const again = html`<th-button size="small" icon="refresh-cw" @click=${() => this.#do('run')}>${t('cells.run')}</th-button>`;
    switch (state.phase) {
      case 'failed':
        if (isNotApplicable(state.error)) {
          return html`<th-empty icon="info">${explain(state.error).sentence}</th-empty>`;
        }
        return html`<th-error .error=${state.error} source=${this.cell.kind === 'sql' ? this.cell.body : ''}>
          ${state.path ? html`<p class="where">${state.path.join(' → ')}</p>` : nothing}
          ${this.cell.kind === 'text' ? nothing : html`<div class="again">${again}</div>`}
        </th-error>`;
      case 'stale':
        return html`<div class="notice"><span>${t('cells.state.stale', { because: state.because })}</span>${again}</div>`;
      case 'blocked':
        return html`<div class="notice"><span>${t('cells.state.blocked', { by: state.by })}</span></div>`;
      case 'cancelled':
        return this.result
          ? nothing
          : html`<div class="notice"><span>${t('cells.state.cancelled')}</span>${again}</div>`;
      default:
        return nothing;
    }
  }

  #foot() {
    const { state, result, cell } = this;
    const metric = metricOf(result);
    const sql = sqlOf(cell, result);
    return html`<footer>
      ${metric ? html`<button type="button" class="link" @click=${() => this.#inspect('definition')}>${t('cells.definition')}</button>` : nothing}
      ${sql && cell.kind !== 'sql' ? html`<button type="button" class="link" @click=${() => this.#inspect('sql')}>${t('cells.sql')}</button>` : nothing}
      ${metric ? html`<button type="button" class="link" @click=${() => this.#inspect('rows')}>${t('cells.rows')}</button>` : nothing}
      ${metric && metric.audit.agrees !== null ? this.#audit(metric.audit.agrees) : nothing}
      <span class="time">${state.phase === 'done' && result?.kind === 'rows' ? t('cells.done', { rows: t('common.rows', { n: result.total }), time: format.duration(state.milliseconds / 1000) }) : nothing}</span>
    </footer>`;
  }

  #audit(agrees: boolean) {
    return html`<button type="button" class="link" @click=${() => this.#inspect('audit')}>
      <th-chip tone=${agrees ? 'good' : 'bad'} icon=${agrees ? 'shield-check' : 'shield-alert'}>${t(agrees ? 'cells.audit.agrees' : 'cells.audit.differs')}</th-chip>
    </button>`;
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
    switch (id) {
      case 'run':
      case 'cancel':
        this.commit();
        emit(this, 'th-command', { id: this.cell.id, command: id });
        break;
      case 'definition':
      case 'sql':
      case 'rows':
      case 'audit':
        this.#inspect(id);
        break;
      case 'csv':
        if (emit(this, 'th-export', { id: this.cell.id, format: 'csv' })) this.#saveCsv();
        break;
      case 'png':
      case 'svg':
        void this.#savePictures(id);
        break;
    }
  }

  #inspect(aspect: Aspect): void {
    if (emit(this, 'th-inspect', { id: this.cell.id, aspect })) this.inspected = aspect;
  }

  #name(): string {
    return fileName(this.cell.name || headingOf(this.cell, this.result));
  }

  #saveCsv(): void {
    const { result } = this;
    if (!result) return;
    save(toCsv(result.rows), `${this.#name()}.csv`, 'text/csv');
    if (result.total > result.rows.length)
      toast(t('cells.rows.first', { n: result.rows.length, total: result.total }));
  }

  async #savePictures(kind: 'png' | 'svg'): Promise<void> {
    const figures = [
      ...(this.body?.renderRoot.querySelectorAll<FigureElement>('th-figure') ?? []),
    ].flatMap(({ figure }) => (figure ? [figure] : []));
    const metric = metricOf(this.result);
    const options = {
      theme: scheme().value,
      title: headingOf(this.cell, this.result),
      note: metric?.definition.text,
    };
    for (const [index, { svg }] of figures.entries()) {
      const name = `${this.#name()}${index > 0 ? `-${index + 1}` : ''}`;
      if (kind === 'svg') save(toSvg(svg, options), `${name}.svg`, 'image/svg+xml');
      else save(await toPng(svg, options), `${name}.png`);
    }
  }
}

/** What the data cannot answer is no failure: it is said calmly, without a way to try again. */
const isNotApplicable = (error: unknown) =>
  error instanceof TabhouseError && error.code === 'metric-not-applicable';

declare global {
  interface HTMLElementTagNameMap {
    'th-cell': CellFrame;
  }
}
