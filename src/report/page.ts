import { dateFormat, type Locale, t } from '../i18n/index.ts';
import { bodyOf, sectionOf } from './cell.ts';
import source from './in-file.mjs?raw';
import { Markup, markup } from './markup.ts';
import { REPORT_CSS } from './style.ts';
import type { ReportContent, ReportInput, ReportItem } from './types.ts';

export interface ReportOptions {
  readonly signal?: AbortSignal;
  /** Told after every cell and variant. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * One HTML file with everything in it: it asks for nothing from anywhere, and its own policy forbids it to. Inputs that
 * have choices switch between results that were worked out beforehand.
 */
export async function reportPage(
  content: ReportContent,
  { signal, onProgress }: ReportOptions = {},
): Promise<string> {
  const { items, variants, locale, currency, title } = content;
  const words = { locale, currency };
  const total = items.length + variants.length;
  let done = 0;
  const step = () => {
    signal?.throwIfAborted();
    onProgress?.(++done, total);
  };
  const main: Markup[] = [];
  for (const group of grouped(items)) {
    const [first] = group;
    if (first?.kind === 'cell') {
      main.push(sectionOf(first.cell, await bodyOf(first.cell, words)));
    } else main.push(inputsOf(group, locale));
    for (const _ of group) step();
  }
  const bodies: Record<string, Record<string, string>> = {};
  for (const variant of variants) {
    const { id, keys } = variant;
    const body = await bodyOf(variant, words);
    bodies[id] = { ...bodies[id], [keys.join('\n')]: body.text };
    step();
  }
  const works = variants.length > 0;
  const held = works
    ? await packed(JSON.stringify({ follows: Object.fromEntries(content.follows), bodies }))
    : '';
  const script = works ? source : '';
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; script-src ${works ? `'sha256-${await sha256(script)}'` : "'none'"}`;
  const page = markup`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Tabhouse">
<title>${title}</title>
<style>${new Markup(REPORT_CSS)}</style>
</head>
<body>
<header>${hasTitle(items) ? null : markup`<h1 class="title">${title}</h1>`}<p>${aboutOf(content)}</p></header>
<main>${main}</main>
<footer><p>${t('report.foot', {}, locale)}</p></footer>
${works ? new Markup(`<script type="text/plain">${held}</script>\n<script>${script}</script>`) : null}
</body>
</html>
`;
  return page.text;
}

/** What the file is of, and when it was made. */
function aboutOf({ data, period, made, locale }: ReportContent): string {
  // Formats write UTC: the reader's clock is read off a date that is shifted by as much.
  const local = new Date(made.getTime() - made.getTimezoneOffset() * 60_000);
  const when = dateFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(local);
  return [data, period, t('report.made', { when }, locale)].filter(Boolean).join(' · ');
}

/** The notebook's own first heading is the file's. */
const hasTitle = (items: readonly ReportItem[]): boolean =>
  items.some(
    (item) =>
      item.kind === 'cell' &&
      item.cell.parts.some((part) => part.kind === 'prose' && /<h1[\s>]/.test(part.html)),
  );

/** Inputs that stand together are one line. */
function grouped(items: readonly ReportItem[]): readonly (readonly ReportItem[])[] {
  const found: ReportItem[][] = [];
  for (const item of items) {
    const last = found.at(-1);
    if (item.kind === 'input' && last?.[0]?.kind === 'input') last.push(item);
    else found.push([item]);
  }
  return found;
}

function inputsOf(items: readonly ReportItem[], locale: Locale): Markup {
  const inputs = items.flatMap((item) => (item.kind === 'input' ? [item.input] : []));
  const fixed = inputs.filter(({ choices }) => choices.length === 0);
  const note =
    fixed.length > 0
      ? markup`<p class="note">${t('report.fixed', { names: fixed.map(({ label }) => label).join(t('charts.comma', {}, locale)) }, locale)}</p>`
      : null;
  const without =
    fixed.length < inputs.length
      ? markup`<p class="note without">${t('report.noscript', {}, locale)}</p>`
      : null;
  return markup`<section class="inputs">${inputs.map(inputOf)}${note}${without}</section>`;
}

function inputOf({ name, label, value, choices, chosen }: ReportInput): Markup {
  if (choices.length === 0)
    return markup`<div class="fixed"><span>${label}</span><output>${value}</output></div>`;
  const options = choices.map(({ key, label: text }) =>
    key === chosen
      ? markup`<option value="${key}" selected>${text}</option>`
      : markup`<option value="${key}">${text}</option>`,
  );
  return markup`<label>${label}<select data-input="${name}" disabled>${options}</select></label>`;
}

async function packed(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return base64(new Uint8Array(await new Response(stream).arrayBuffer()));
}

async function sha256(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  return base64(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
