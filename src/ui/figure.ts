import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ChartOptions, Figure } from '../charts/index.ts';
import { kindOf, show } from '../charts/values.ts';
import { locale, t } from '../i18n/index.ts';
import { base } from './base.ts';
import { grow } from './motion.ts';
import { scheme } from './theme.ts';
import { Watching } from './watching.ts';
import './empty.ts';
import './table.ts';

/** What the element fills in by itself: the width it has, the theme and language on screen. */
export type DrawOptions = Pick<ChartOptions, 'width' | 'theme' | 'locale'>;

const TWIN_ROWS = 200;

/**
 * A drawing that follows its place: drawn again when width, theme or language change. For screen readers it is an
 * image with a sentence and a table of the same figures; `asTable` shows that table to everyone.
 */
@customElement('th-figure')
export class FigureElement extends Watching {
  /** Makes the drawing; null where there is nothing to draw. A new function is a new drawing. */
  @property({ attribute: false }) draw: (options: DrawOptions) => Figure | null = () => null;
  @property({ type: Boolean }) asTable = false;
  @property() empty = '';
  /** Pixels kept free until the first drawing, so that nothing jumps. */
  @property({ type: Number }) reserve = 240;
  @property() currency: string | undefined;
  @state() private width = 0;

  /** The drawing on screen, for export. */
  figure: Figure | null = null;
  #sized: ResizeObserver | null = null;
  #fresh = false;

  static override styles = [
    base,
    css`
      :host {
        display: block;
        min-inline-size: 0;
      }
      .place {
        display: block;
        overflow-x: clip;
        overflow-y: visible;
      }
      .place > svg {
        display: block;
      }
      .place svg :is(rect, path, circle, g):focus-visible {
        outline: 2px solid var(--th-accent);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sized = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry?.contentRect.width ?? 0);
      // Drawn in the next frame: a drawing that changes its own height must not do so while sizes are observed.
      if (width > 0 && width !== this.width) {
        requestAnimationFrame(() => {
          this.width = width;
        });
      }
    });
    this.#sized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sized?.disconnect();
  }

  protected override willUpdate(changed: PropertyValues): void {
    this.#fresh ||= changed.has('draw');
  }

  protected override render() {
    if (this.width === 0) return html`<div style="block-size:${this.reserve}px"></div>`;
    this.figure = this.draw({ width: this.width, theme: scheme().value, locale: locale.value });
    if (!this.figure) return html`<th-empty icon="inbox">${this.empty || t('ui.empty')}</th-empty>`;
    const { svg, twin, label } = this.figure;
    if (this.asTable) {
      return html`<th-table .rows=${twin.rows} .columns=${twin.columns} label=${label} .currency=${this.currency}></th-table>`;
    }
    return html`<div class="place" role="img" aria-label=${label}>${svg}</div>
      <div class="sr-only">${this.#twin()}</div>`;
  }

  protected override updated(): void {
    if (!this.#fresh || !this.figure) return;
    this.#fresh = false;
    if (!this.asTable) grow(this.figure.svg);
  }

  #twin() {
    if (!this.figure) return nothing;
    const { columns, rows } = this.figure.twin;
    const kinds = columns.map(({ name }) =>
      kindOf(name, rows.find((row) => row[name] !== null && row[name] !== undefined)?.[name]),
    );
    return html`<table>
      <caption>${this.figure.label}</caption>
      <thead><tr>${columns.map(({ label }) => html`<th scope="col">${label}</th>`)}</tr></thead>
      <tbody>
        ${rows
          .slice(0, TWIN_ROWS)
          .map(
            (row) =>
              html`<tr>${columns.map(({ name }, index) => html`<td>${show(row[name], kinds[index] ?? 'text', locale.value, this.currency)}</td>`)}</tr>`,
          )}
      </tbody>
    </table>
    ${rows.length > TWIN_ROWS ? html`<p>${t('ui.twin.more', { n: rows.length - TWIN_ROWS })}</p>` : nothing}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-figure': FigureElement;
  }
}
