import { format, isKey, t } from '../i18n/index.ts';
import { interpolations } from './graph/interpolations.ts';
import type { CellResult } from './types.ts';
import { escapeMarkdown, isVoid, valueAt } from './values.ts';
import { withoutVoids } from './void-sentences.ts';

/** What can stand behind the bar of `{{name.column | format}}`. */
export const FORMATS: ReadonlySet<string> = new Set([
  'integer',
  'compact',
  'percent',
  'decimal',
  'money',
  'day',
  'text',
  'word',
]);

/**
 * The Markdown of a text cell with its `{{name.column | format}}` replaced by values of other cells, formatted in
 * the reader's language. A value that is not there is an em dash, never an empty place; a sentence of nothing else says
 * what is missing. `failed`: what went wrong with cells that have no result.
 * Formats: `integer`, `compact`, `percent`, `decimal`, `money`, `day`, `text`, `word`: a segment, the marks of a cluster or an event
 * type in the reader's language.
 */
export function interpolate(
  markdown: string,
  results: ReadonlyMap<string, CellResult>,
  currency?: string,
  failed?: ReadonlyMap<string, unknown>,
): string {
  const told = withoutVoids(markdown, { results, ...(failed && { failed }) });
  let text = '';
  let at = 0;
  for (const { source, name, path, format: as } of interpolations(told)) {
    const from = told.indexOf(source, at);
    text += told.slice(at, from);
    if (!inAddress(told, from)) text += shown(valueAt(results.get(name), path), as, currency);
    at = from + source.length;
  }
  return text + told.slice(at);
}

/** In a link's address no value appears: a click would hand it to another host. */
function inAddress(markdown: string, at: number): boolean {
  const before = markdown.slice(0, at);
  return /(?:\]\(|:\/\/)\S*$|<[a-z/][^>]*$/i.test(before);
}

function shown(value: unknown, as: string | null, currency?: string): string {
  if (isVoid(value)) return '—';
  if (Array.isArray(value))
    return value.map((one) => shown(one, as, currency)).join(t('common.and'));
  if (typeof value === 'number' || typeof value === 'bigint') return number(value, as, currency);
  if (as === 'day' && typeof value === 'string') return format.day(value);
  return escapeMarkdown(as === 'word' ? wordOf(String(value)) : String(value));
}

/** Where the words of stable keys stand. */
const WORDS = ['segment', 'cluster.mark', 'event'] as const;

function wordOf(value: string): string {
  return value
    .split('+')
    .map((one) => {
      const key = WORDS.map((of) => `${of}.${one}`).find(isKey);
      return key === undefined ? one : t(key);
    })
    .join(t('charts.comma'));
}

function number(value: number | bigint, as: string | null, currency?: string): string {
  switch (as) {
    case 'percent':
      return format.percent(Number(value));
    case 'compact':
      return format.compact(value);
    case 'decimal':
      return format.decimal(Number(value));
    case 'money':
      return format.money(Number(value), currency);
    case 'integer':
      return format.integer(value);
    default:
      return Number.isInteger(Number(value))
        ? format.integer(value)
        : format.decimal(Number(value));
  }
}
