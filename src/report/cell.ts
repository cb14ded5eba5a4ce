import { columnLabel, sparkline } from '../charts/index.ts';
import type { TwinColumn } from '../charts/types.ts';
import { kindOf, show } from '../charts/values.ts';
import { breath } from '../engine/breath.ts';
import { type Locale, numberFormat, t } from '../i18n/index.ts';
import type { Row } from '../metrics/types.ts';
import { figureParts } from '../ui/figure-parts.ts';
import { Markup, markup } from './markup.ts';
import { themed } from './themed.ts';
import type { ReportBehind, ReportCell, ReportColumn, ReportPart, ReportTile } from './types.ts';

/** Widths that drawings are made for, in pixels: a page, and a phone. */
const WIDE = 1020;
const NARROW = 330;
/** Rows of a table, and of the figures behind a drawing, that the file holds. */
const TABLE_ROWS = 1000;
const TWIN_ROWS = 60;
/** Rows of a table that are printed; the style sheet leaves out what is beyond. */
const PAPER_ROWS = 100;

interface Words {
  readonly locale: Locale;
  readonly currency: string | undefined;
}

/** A cell's body as HTML: its parts and what stands behind them. It gives way to the page between drawings. */
export async function bodyOf(
  { parts, behind }: Pick<ReportCell, 'parts' | 'behind'>,
  words: Words,
): Promise<Markup> {
  const made: Markup[] = [];
  for (const part of parts) {
    await breath();
    const one = part.kind === 'figure' ? await figureOf(part, words) : partOf(part, words);
    if (one) made.push(one);
  }
  if (made.length === 0 && parts.length > 0)
    made.push(markup`<p class="words">${t('ui.empty', {}, words.locale)}</p>`);
  return markup`<div class="parts">${made}</div>${behind ? behindOf(behind, words.locale) : null}`;
}

/** A cell as a section; `body` is `bodyOf` it. */
export function sectionOf({ id, heading, plain }: ReportCell, body: Markup): Markup {
  const title = plain || heading === '' ? null : markup`<h3>${heading}</h3>`;
  return markup`<section id="${id}" class="${plain ? 'plain' : 'card'}">${title}<div class="body">${body}</div></section>`;
}

function behindOf({ definition, facts, sql }: ReportBehind, locale: Locale): Markup {
  const list =
    facts.length === 0
      ? null
      : markup`<dl>${facts.map(({ name, value }) => markup`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
  return markup`<details class="behind"><summary>${t(definition ? 'report.definition' : 'report.sql', {}, locale)}</summary>${definition ? markup`<p>${definition}</p>` : null}${list}${sql ? markup`<pre><code>${sql}</code></pre>` : null}</details>`;
}

function partOf(part: Exclude<ReportPart, { kind: 'figure' }>, words: Words): Markup {
  switch (part.kind) {
    case 'prose':
      return markup`<div class="prose">${new Markup(part.html)}</div>`;
    case 'tiles':
      return markup`<div class="tiles" style="--across:${acrossOf(part.tiles.length)}">${part.tiles.map((tile) => tileOf(tile, words))}</div>`;
    case 'table':
      return markup`<div class="part" style="--span:${part.span}">${tableOf(part, words)}</div>`;
    case 'words':
      return markup`<p class="words ${part.tone}">${part.text}</p>`;
  }
}

/** Six stand as three and three: never with one left over. */
const acrossOf = (tiles: number) => (tiles > 4 ? Math.ceil(tiles / 2) : tiles);

/** Null for a drawing that has nothing to show of these rows, as on the page. */
async function figureOf(
  { draw, span }: ReportPart & { kind: 'figure' },
  words: Words,
): Promise<Markup | null> {
  const { locale } = words;
  const across = Math.floor((WIDE * span) / 12 - (span < 12 ? 16 : 0));
  const wide = await themed(draw, across, locale);
  if (!wide) return null;
  const narrow = (await themed(draw, NARROW, locale)) ?? wide;
  const { label, twin } = wide;
  const columns = twin.columns.map((column) => ({
    ...column,
    kind: kindOfColumn(column, twin.rows),
  }));
  const figures = tableOf(
    { label, columns, rows: twin.rows.slice(0, TWIN_ROWS), total: twin.rows.length },
    words,
  );
  return markup`<figure class="part" style="--span:${span}"><div class="wide" role="img" aria-label="${label}">${new Markup(wide.svg)}</div><div class="narrow" role="img" aria-label="${label}">${new Markup(narrow.svg)}</div><details class="twin"><summary>${t('report.figures', {}, locale)}</summary>${figures}</details></figure>`;
}

const kindOfColumn = ({ name, kind }: TwinColumn, rows: readonly Row[]) =>
  kind ?? kindOf(name, rows.find((row) => row[name] !== null && row[name] !== undefined)?.[name]);

const FIGURES = new Set(['integer', 'number', 'percent', 'money']);

interface Table {
  readonly label: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly Row[];
  readonly total: number;
}

function tableOf({ label, columns, rows, total }: Table, { locale, currency }: Words): Markup {
  const shown = rows.slice(0, TABLE_ROWS);
  const side = columns.map(({ kind, exact }) => (exact || FIGURES.has(kind) ? 'figure' : ''));
  const lines = shown.map(
    (row) =>
      markup`<tr>${columns.map(({ name, kind }, at) => markup`<td class="${side[at] ?? ''}">${show(row[name], kind, locale, currency)}</td>`)}</tr>`,
  );
  const more =
    total > shown.length
      ? markup`<p class="more file">${t('report.rows', { n: shown.length, total }, locale)}</p>`
      : null;
  const paper =
    total > PAPER_ROWS
      ? markup`<p class="more paper">${t('report.rows', { n: Math.min(PAPER_ROWS, shown.length), total }, locale)}</p>`
      : null;
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${label}"><table><thead><tr>${columns.map((column, at) => markup`<th scope="col" class="${side[at] ?? ''}">${column.label || columnLabel(column.name, locale)}</th>`)}</tr></thead><tbody>${lines}</tbody></table></div>${more}${paper}`;
}

function tileOf(tile: ReportTile, { locale, currency }: Words): Markup {
  const { label, kind, value, series, slot } = tile;
  const parts = value === null ? null : figureParts(value, kind, locale, currency);
  const number = parts
    ? markup`<span class="unit">${parts.before}</span>${parts.number}<span class="unit">${parts.after}</span>`
    : markup`—`;
  const curve = sparkline(series, 'currentColor', 200, 32);
  return markup`<div class="tile"><div class="label">${label}</div><div class="value">${number}</div><div class="change">${changeOf(tile, locale)}</div><div class="curve" style="color:var(--c${(slot % 8) + 1})">${curve ? new Markup(curve.outerHTML) : null}</div></div>`;
}

function changeOf({ value, previous, inverse }: ReportTile, locale: Locale): Markup | null {
  if (value === null || previous === null || previous === 0) return null;
  const share = value / previous - 1;
  const rounded = Math.abs(share) < 0.0005 ? 0 : share;
  const tone = rounded === 0 ? 'same' : rounded > 0 !== inverse ? 'good' : 'bad';
  const sign = rounded > 0 ? '+' : rounded < 0 ? '−' : '±';
  const text = numberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(
    Math.abs(rounded),
  );
  return markup`<span class="${tone}">${sign}${text}</span> ${t('ui.tile.before', {}, locale)}`;
}
