import { format, t } from '../i18n/index.ts';
import { interpolations } from './graph/interpolations.ts';
import type { CellResult } from './types.ts';

/** What can stand behind the bar of `{{name.column | format}}`. */
export const FORMATS: ReadonlySet<string> = new Set([
  'integer',
  'compact',
  'percent',
  'decimal',
  'money',
  'day',
  'text',
]);

/**
 * The Markdown of a text cell with its `{{name.column | format}}` replaced by values of other cells, formatted in
 * the reader's language. A value that is not there is an em dash, never an empty place.
 * Formats: `integer`, `compact`, `percent`, `decimal`, `money`, `day`, `text`.
 */
export function interpolate(
  markdown: string,
  results: ReadonlyMap<string, CellResult>,
  currency?: string,
): string {
  let text = '';
  let at = 0;
  for (const { source, name, path, format: as } of interpolations(markdown)) {
    const from = markdown.indexOf(source, at);
    text += markdown.slice(at, from);
    if (!inAddress(markdown, from)) text += shown(valueAt(results.get(name), path), as, currency);
    at = from + source.length;
  }
  return text + markdown.slice(at);
}

/** In a link's address no value appears: a click would hand it to another host. */
function inAddress(markdown: string, at: number): boolean {
  const before = markdown.slice(0, at);
  return /(?:\]\(|:\/\/)\S*$|<[a-z/][^>]*$/i.test(before);
}

/** `a` is the first row's column, else the fact `a` of a metric; `3.a` is the fourth row's. */
export function valueAt(result: CellResult | undefined, path: readonly string[]): unknown {
  if (!result) return undefined;
  if (path.length === 0) return result.kind === 'value' ? result.value : result.rows[0];
  const [first = '', ...rest] = path;
  const row = /^\d+$/.test(first) ? result.rows[Number(first)] : result.rows[0];
  const column = /^\d+$/.test(first) ? rest[0] : first;
  if (column !== undefined && row && column in row) return row[column];
  return walk(facts(result.detail), first === 'facts' ? rest : path);
}

function facts(detail: unknown): unknown {
  if (detail === null || typeof detail !== 'object' || !('definition' in detail)) return undefined;
  const { definition } = detail;
  if (definition === null || typeof definition !== 'object' || !('facts' in definition)) {
    return undefined;
  }
  return definition.facts;
}

function walk(value: unknown, path: readonly string[]): unknown {
  let at = value;
  for (const step of path) {
    if (at === null || typeof at !== 'object') return undefined;
    at = (at as Record<string, unknown>)[step];
  }
  return at;
}

function shown(value: unknown, as: string | null, currency?: string): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '—';
  if (Array.isArray(value))
    return value.map((one) => shown(one, as, currency)).join(t('common.and'));
  if (typeof value === 'number' || typeof value === 'bigint') return number(value, as, currency);
  if (as === 'day' && typeof value === 'string') return format.day(value);
  return escapeMarkdown(String(value));
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

/** Values are data, never Markdown or HTML. */
function escapeMarkdown(text: string): string {
  return text.replace(
    /[\\`*_{}[\]()#+\-.!|<>&~$]/g,
    (character) => `&#${character.codePointAt(0)};`,
  );
}
