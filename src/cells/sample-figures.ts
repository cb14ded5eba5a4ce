import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { columnLabel, kindOf, show } from '../charts/index.ts';
import { format, locale, t } from '../i18n/index.ts';
import { base } from '../ui/base.ts';
import { Watching } from '../ui/watching.ts';
import type { SampleFigure, SampleReport } from '../warehouse/types.ts';

/** The key figures of a sample of users, what they say of all users, and how far that may be off. */
@customElement('th-sample-figures')
export class SampleFigures extends Watching {
  @property({ attribute: false }) sample!: SampleReport;
  @property() currency: string | undefined;

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: 8px;
        font-size: var(--th-size-13);
      }
      .scroll {
        overflow-x: auto;
      }
      table {
        inline-size: 100%;
        border-collapse: collapse;
      }
      th,
      td {
        padding: 5px 0 5px 16px;
        border-block-end: 1px solid var(--th-border);
        text-align: end;
        white-space: nowrap;
      }
      th:first-child {
        padding-inline-start: 0;
        text-align: start;
      }
      th {
        color: var(--th-muted);
        font-weight: 500;
      }
      td.all {
        font-weight: 600;
      }
      p {
        max-inline-size: 64ch;
        color: var(--th-muted);
      }
      p.note {
        font-size: var(--th-size-12);
      }
    `,
  ];

  protected override render() {
    const { users, share, figures } = this.sample;
    const people = ['uv', 'buyers'].map((one) => figures.find(({ name }) => name === one));
    const uv = people.find((one) => one !== undefined);
    const all = format.compact(leading(users / share, uv?.error ?? null));
    return html`<p>${t('sample.text', { users, all })}</p>
      <div class="scroll" tabindex="0" role="region" aria-label=${t('sample.title')}>
        <table>
          <thead>
            <tr>
              <th scope="col">${t('sample.figure')}</th>
              <th scope="col">${t('sample.value')}</th>
              <th scope="col">${t('sample.estimate')}</th>
              <th scope="col">${t('sample.error')}</th>
            </tr>
          </thead>
          <tbody>${figures.map((figure) => this.#row(figure))}</tbody>
        </table>
      </div>
      <p class="note">${t('sample.error.text')}</p>`;
  }

  #row({ name, value, estimate, error }: SampleFigure) {
    const kind = kindOf(name, value);
    const written = (figure: number) => show(figure, kind, locale.value, this.currency);
    const about =
      estimate === value
        ? written(estimate)
        : show(leading(estimate, error), kind, locale.value, this.currency);
    return html`<tr>
      <th scope="row">${columnLabel(name, locale.value)}</th>
      <td>${written(value)}</td>
      <td class="all">${about}</td>
      <td>${error === null ? '—' : `±${format.percent(error)}`}</td>
    </tr>`;
  }
}

/** Rounded to the digits that its error leaves. */
function leading(estimate: number, error: number | null): number {
  const unsure = estimate * (error ?? 0);
  if (!(unsure > 1)) return Math.round(estimate);
  const step = 10 ** Math.floor(Math.log10(unsure));
  return Math.round(estimate / step) * step;
}

declare global {
  interface HTMLElementTagNameMap {
    'th-sample-figures': SampleFigures;
  }
}
