import { css, html, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { brushedCells } from '../../cells/brushed.ts';
import { emit } from '../../cells/types.ts';
import { locale, t } from '../../i18n/index.ts';
import { EVERYWHERE, segmentOf } from '../../notebook/index.ts';
import { base } from '../../ui/base.ts';
import { Watching } from '../../ui/watching.ts';
import type { Workspace } from '../workspace.ts';
import { type ActiveFilter, activeFilters } from './active.ts';
import { isSelectionInput } from './answer.ts';
import { selectionOf } from './clauses.ts';
import { writerOf } from './filter.ts';
import '../../ui/icon.ts';

/** Every filter that is set, each with what takes it away; said aloud when they change. */
@customElement('th-filter-bar')
export class FilterBar extends Watching {
  @property({ attribute: false }) workspace!: Workspace;
  @query('.clear, .chip button') private first!: HTMLButtonElement | null;

  static override styles = [
    base,
    css`
      :host {
        display: block;
        flex: 1 1 100%;
        min-inline-size: 0;
      }
      :host([hidden]) {
        display: none;
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .chip {
        display: inline-flex;
        align-items: stretch;
        max-inline-size: min(100%, 360px);
        overflow: hidden;
        border-radius: var(--th-radius-round);
        background: var(--th-accent-soft);
        color: var(--th-accent);
        font-size: var(--th-size-12);
        font-weight: 500;
        line-height: 26px;
        --th-icon-size: 13px;
      }
      .chip span {
        overflow: hidden;
        padding-inline-start: 11px;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .chip b {
        font-weight: 600;
      }
      .chip button {
        display: grid;
        flex: none;
        place-items: center;
        inline-size: 28px;
        min-block-size: 26px;
        padding: 0;
        border: 0;
        border-radius: var(--th-radius-round);
        background: none;
        color: inherit;
        cursor: pointer;
      }
      .chip button:hover {
        background: color-mix(in srgb, currentColor 14%, transparent);
      }
      .clear {
        padding: 0 8px;
        border: 0;
        border-radius: var(--th-radius-round);
        background: none;
        color: var(--th-muted);
        font: inherit;
        font-size: var(--th-size-12);
        font-weight: 500;
        line-height: 26px;
        cursor: pointer;
      }
      .clear:hover {
        color: var(--th-text);
      }
      button:focus-visible {
        outline: 2px solid var(--th-accent);
        outline-offset: -2px;
      }
      @media (pointer: coarse) {
        .chip,
        .clear {
          line-height: 36px;
        }
        .chip button {
          inline-size: 36px;
        }
      }
    `,
  ];

  protected override render() {
    const filters = this.#filters();
    this.hidden = filters.length === 0;
    const list = filters.map(({ label, value }) => `${label}: ${value}`);
    const said =
      list.length === 0
        ? t('selection.announce.none')
        : t('selection.announce', { n: list.length, list: list.join(t('charts.comma')) });
    return html`<div class="sr-only" role="status">${this.hasUpdated ? said : nothing}</div>
      ${
        filters.length === 0
          ? nothing
          : html`<ul aria-label=${t('selection.bar')} @keydown=${this.#onKey}>
              ${repeat(
                filters,
                ({ key }) => key,
                (filter) => this.#chip(filter),
              )}
              ${filters.length > 1 ? html`<li><button type="button" class="clear" @click=${() => this.#clear(filters)}>${t('selection.clear')}</button></li>` : nothing}
            </ul>`
      }`;
  }

  /** Lets drawings know whose brush still counts. */
  protected override updated(): void {
    const { cells } = this.workspace.runtime.document.peek();
    const values = this.workspace.document.editor.peek()?.state.peek().values;
    const clauses = cells
      .filter(isSelectionInput)
      .flatMap(({ name, spec }) => selectionOf(values?.get(name ?? '') ?? spec.value))
      .filter((clause) => 'from' in clause);
    const writers = new Set(clauses.map(({ by }) => by));
    const ids = cells.filter((cell) => writers.has(writerOf(cell))).map(({ id }) => id);
    const before = brushedCells.peek();
    if (ids.length !== before.size || ids.some((id) => !before.has(id)))
      brushedCells.value = new Set(ids);
  }

  #filters(): readonly ActiveFilter[] {
    const { runtime, document } = this.workspace;
    const values = document.editor.value?.state.value.values;
    const open = runtime.document.value;
    const segment = segmentOf(open.frontMatter);
    const own = activeFilters(open.cells, (name) => values?.get(name), locale.value);
    if (segment === null) return own;
    const everywhere = {
      key: EVERYWHERE,
      input: '',
      label: t('segments.only'),
      value: segment,
      rest: null,
    };
    return [everywhere, ...own];
  }

  #chip(filter: ActiveFilter) {
    const { label, value } = filter;
    const text = `${label}: ${value}`;
    return html`<li class="chip" title=${text}><span>${label}: <b>${value}</b></span><button type="button"
      aria-label=${t('selection.remove', { filter: text })} @click=${() => this.#remove(filter)}><th-icon name="x"></th-icon></button></li>`;
  }

  #remove({ key, input, rest }: ActiveFilter): void {
    if (key === EVERYWHERE) {
      this.#everybody();
      return;
    }
    this.workspace.document.setValue(input, rest);
    void this.updateComplete.then(() => this.first?.focus());
  }

  /** The notebook is filtered by no segment any more. */
  #everybody(): void {
    emit(this, 'th-edit', { kind: 'front-matter', values: { segment: undefined } });
  }

  #clear(filters: readonly ActiveFilter[]): void {
    const cleared = new Map<string, unknown>();
    if (filters.some(({ key }) => key === EVERYWHERE)) this.#everybody();
    for (const { input, rest } of filters.filter(({ key }) => key !== EVERYWHERE))
      cleared.set(input, cleared.has(input) || Array.isArray(rest) ? [] : null);
    this.workspace.document.setValues(cleared);
  }

  /** Delete takes away the filter that has the focus. */
  #onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return;
    const { target } = event;
    if (target instanceof HTMLButtonElement && !target.matches('.clear')) {
      event.preventDefault();
      target.click();
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'th-filter-bar': FilterBar;
  }
}
