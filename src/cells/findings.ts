import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../i18n/index.ts';
import type { Row } from '../metrics/types.ts';
import { base } from '../ui/base.ts';
import { Watching } from '../ui/watching.ts';
import { adviceStyles } from './advice-styles.ts';

const TONES: Readonly<Record<string, string>> = {
  act: 'bad',
  watch: 'warn',
  note: 'muted',
  none: 'faint',
};

/** The findings of a growth report: what to do first, most pressing first, then what is good to know. */
@customElement('th-findings')
export class Findings extends Watching {
  @property({ attribute: false }) rows: readonly Row[] = [];

  static override styles = [
    base,
    adviceStyles,
    css`
      :host {
        display: block;
        grid-column: 1 / -1;
      }
      .prose {
        display: grid;
        gap: 24px 40px;
        grid-template-columns: repeat(auto-fit, minmax(min(360px, 100%), 1fr));
      }
      .name b {
        color: var(--tone);
      }
      .advice {
        color: var(--th-muted);
      }
    `,
  ];

  protected override render() {
    const ranked = [...this.rows].sort((a, b) => rankOf(a) - rankOf(b));
    const first = ranked.filter(isPressing);
    const others = ranked.filter((row) => !isPressing(row));
    return html`<div class="prose">
      <section><h4>${t('report.first')}</h4>${
        first.length > 0
          ? html`<ol>${first.map((row) => this.#item(row))}</ol>`
          : html`<p>${t('report.first.none')}</p>`
      }</section>
      ${
        others.length > 0
          ? html`<section><h4>${t('report.also')}</h4><ul>${others.map((row) => this.#item(row))}</ul></section>`
          : nothing
      }
    </div>`;
  }

  #item({ severity, heading, sentence, advice, rank }: Row) {
    const tone = TONES[String(severity)] ?? 'faint';
    const word = t(`report.severity.${severityOf(severity)}`);
    const place = severity === 'act' || severity === 'watch' ? `${rank} · ` : '';
    return html`<li style="--tone:var(--th-${tone})">
      <div class="name">${place}${heading} · <b>${word}</b></div>
      <p>${sentence}</p>
      ${advice ? html`<p class="advice">${advice}</p>` : nothing}
    </li>`;
  }
}

const rankOf = ({ rank }: Row): number => (typeof rank === 'number' ? rank : Infinity);

const isPressing = ({ severity }: Row): boolean => severity === 'act' || severity === 'watch';

const severityOf = (value: unknown) =>
  (['act', 'watch', 'note'] as const).find((one) => one === value) ?? 'none';

declare global {
  interface HTMLElementTagNameMap {
    'th-findings': Findings;
  }
}
