import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { type ChartSpec, specChart, toChartSpec } from '../charts/index.ts';
import { t } from '../i18n/index.ts';
import type { Row } from '../metrics/types.ts';
import type { DrawOptions } from '../ui/figure.ts';
import { bodyStyles, CellBody } from './body.ts';
import { titled } from './read.ts';
import '../ui/empty.ts';
import '../ui/error.ts';
import '../ui/figure.ts';

/** A chart over the rows of another cell. */
@customElement('th-cell-chart')
export class ChartCell extends CellBody {
  #made: {
    rows: readonly Row[];
    spec: unknown;
    draw: (options: DrawOptions) => ReturnType<typeof specChart>;
  } | null = null;

  static override styles = [
    bodyStyles,
    css`
      .skeleton {
        block-size: 300px;
      }
    `,
  ];

  protected override render() {
    if (!this.result) return html`<div class="skeleton"></div>`;
    const { rows } = this.result;
    if (rows.length === 0) return html`<th-empty>${t('cells.empty.rows')}</th-empty>`;
    try {
      return html`<th-figure .draw=${this.#draw(rows)} .asTable=${this.asTable} .reserve=${300} .currency=${this.context?.currency}></th-figure>`;
    } catch (error) {
      return html`<th-error .error=${error}></th-error>`;
    }
  }

  #draw(rows: readonly Row[]) {
    if (this.#made?.rows === rows && this.#made.spec === this.cell.spec) return this.#made.draw;
    const spec: ChartSpec = {
      ...toChartSpec(this.cell.spec, Object.keys(rows[0] ?? {})),
      title: titled(this.cell.spec.title) || null,
    };
    const draw = (at: DrawOptions) =>
      specChart(rows, spec, {
        ...at,
        currency: this.context?.currency,
        context: this.context,
        onPick: this.pick,
      });
    this.#made = { rows, spec: this.cell.spec, draw };
    return draw;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'th-cell-chart': ChartCell;
  }
}
