import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../i18n/index.ts';
import type { Row } from '../metrics/types.ts';
import { base } from '../ui/base.ts';
import { Watching } from '../ui/watching.ts';
import { adviceStyles } from './advice-styles.ts';
import '../ui/table.ts';

/** What to do about a quality audit, worst first, and every figure of it with its points. */
@customElement('th-audited')
export class Audited extends Watching {
  @property({ attribute: false }) rows: readonly Row[] = [];
  @property() label = '';

  static override styles = [
    base,
    adviceStyles,
    css`
      :host {
        display: grid;
        gap: 20px;
        grid-column: 1 / -1;
        grid-template-columns: minmax(0, 1fr);
      }
    `,
  ];

  protected override render() {
    const figures = this.rows.filter(({ figure }) => figure !== 'part' && figure !== 'score');
    const columns = (['label', 'shown', 'score'] as const).map((name) => ({
      name,
      label: t(`quality.column.${name}`),
    }));
    return html`${this.#advice(figures)}
      <th-table .columns=${columns} .rows=${figures.map((row) => ({ ...row, score: points(row) }))} label=${this.label}></th-table>`;
  }

  #advice(figures: readonly Row[]) {
    const bad = figures
      .filter(({ todo }) => typeof todo === 'string' && todo !== '')
      .sort((a, b) => Number(a.score) - Number(b.score));
    const item = (row: Row) => html`<li style="--tone:var(--th-${toneOf(row)})">
      <div class="name">${t('quality.at', { figure: String(row.label), value: String(row.shown), n: points(row) ?? 0 })}</div>
      <p>${row.todo}</p>
    </li>`;
    return html`<section>
      <h4>${t('quality.column.todo')}</h4>
      ${bad.length > 0 ? html`<ol>${bad.map(item)}</ol>` : html`<p>${t('quality.nothing')}</p>`}
    </section>`;
  }
}

const points = ({ score }: Row): number | null =>
  typeof score === 'number' ? Math.round(score) : null;

const toneOf = (row: Row): string => ((points(row) ?? 0) >= 60 ? 'warn' : 'bad');

declare global {
  interface HTMLElementTagNameMap {
    'th-audited': Audited;
  }
}
