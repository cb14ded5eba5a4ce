import { html, nothing, svg } from 'lit';
import { format, locale, numberFormat, t } from '../../i18n/index.ts';
import type { Summary } from './types.ts';

const [WIDTH, HEIGHT] = [100, 24];

/** What stands below a column's name: a histogram or the most frequent values, and the share of NULL. */
export function summaryFigure(summary: Summary | null | undefined) {
  if (summary === undefined) return html`<span class="summary"></span>`;
  if (summary === null) return html`<span class="summary"><span class="skeleton"></span></span>`;
  if (summary.rows === 0) return html`<span class="summary"></span>`;
  const said = summaryText(summary);
  return html`<span class="summary" title=${said.join('\n')}>
    <span class="sr-only">${said.join('. ')}</span>
    ${summary.bins.length > 0 ? histogram(summary) : topValues(summary)}
    <span class="nulls" aria-hidden="true">${nullText(summary)}</span>
  </span>`;
}

function histogram({ bins }: Summary) {
  const most = Math.max(...bins.map(({ count }) => count), 1);
  const width = WIDTH / bins.length;
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
    ${bins.map(({ count }, index) => {
      const height = count === 0 ? 0 : Math.max(1.5, (count / most) * HEIGHT);
      return svg`<rect x=${index * width} y=${HEIGHT - height} width=${Math.max(0.5, width - 0.8)} height=${height}></rect>`;
    })}
  </svg>`;
}

/** A bar cut by the shares of the most frequent values, the first of them named. */
function topValues({ top, rows, nulls, distinct }: Summary) {
  const first = top[0];
  if (!first) return html`<span class="bar"></span>`;
  return html`<span class="bar" aria-hidden="true">
      ${top.map(({ count }) => html`<i style="inline-size:${(100 * count) / rows}%"></i>`)}
      ${nulls > 0 ? html`<i class="gap" style="inline-size:${(100 * nulls) / rows}%"></i>` : nothing}
    </span>
    <span class="first" aria-hidden="true">${distinct > rows * 0.9 && rows > 20 ? t('grid.summary.about', { n: format.compact(distinct) }) : html`${first.text} <b>${share(first.count / rows)}</b>`}</span>`;
}

/** A share in few digits, never rounded to nothing. */
export function share(value: number): string {
  if (value > 0 && value < 0.01) return '<1%';
  if (value < 1 && value > 0.99) return '>99%';
  return numberFormat(locale.value, { style: 'percent', maximumFractionDigits: 0 }).format(value);
}

const nullText = ({ nulls, rows }: Summary) =>
  nulls > 0 ? t('grid.summary.nulls', { share: share(nulls / rows) }) : nothing;

/** The same in words, with what it was drawn from. */
export function summaryText(summary: Summary): string[] {
  const { rows, of, nulls, bins, top, kind, distinct } = summary;
  const parts: string[] = [];
  const [first, last] = [bins[0], bins.at(-1)];
  if (first && last)
    parts.push(t('grid.summary.range', { from: end(first.from, kind), to: end(last.to, kind) }));
  for (const { text, count } of top) parts.push(`${text} ${share(count / rows)}`);
  parts.push(
    t(rows < of || distinct > 200 ? 'grid.summary.about' : 'grid.summary.distinct', {
      n: format.integer(distinct),
    }),
  );
  if (nulls > 0) parts.push(t('grid.summary.nulls', { share: share(nulls / rows) }));
  if (rows < of)
    parts.push(t('grid.summary.sample', { n: format.integer(rows), total: format.integer(of) }));
  return parts;
}

function end(value: number, kind: Summary['kind']): string {
  if (kind === 'times') {
    const text = new Date(value).toISOString();
    return text.endsWith('T00:00:00.000Z')
      ? text.slice(0, 10)
      : text.slice(0, 16).replace('T', ' ');
  }
  return numberFormat(locale.value, { maximumSignificantDigits: 6 }).format(value);
}
