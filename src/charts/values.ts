import { format, isKey, type Locale, numberFormat, t } from '../i18n/index.ts';
import { EVENT_TYPES } from '../sources/types.ts';

/** How the values of a column are written. */
export type ValueKind = 'integer' | 'number' | 'percent' | 'money' | 'day' | 'hour' | 'id' | 'text';

const KINDS: Readonly<Record<string, ValueKind>> = {
  aov: 'money',
  arppu: 'money',
  gmv: 'money',
  refunded: 'money',
  net_gmv: 'money',
  amount: 'money',
  price: 'money',
  monetary: 'money',
  mean_monetary: 'money',
  loss: 'percent',
  loss_interest: 'percent',
  loss_purchase: 'percent',
  gain_interest: 'percent',
  gain_purchase: 'percent',
  rate: 'percent',
  share: 'percent',
  rate_from_first: 'percent',
  rate_from_previous: 'percent',
  stickiness: 'percent',
  value_uplift: 'percent',
  value_uplift_low: 'percent',
  value_uplift_high: 'percent',
  day: 'day',
  first_day: 'day',
  last_day: 'day',
  hour: 'hour',
};

/** How a column is written, told from its name and, where the name says nothing, from its values. */
export function kindOf(column: string, sample?: unknown): ValueKind {
  const known = KINDS[column];
  if (known) return known;
  if (/(_|^)(share|rate|conversion|percent)(_|$)/.test(column)) return 'percent';
  if (/_(gmv|amount|price|revenue|aov)$/.test(column)) return 'money';
  if (/(^|_)(id|key|code|year)$/.test(column)) return 'id';
  if (typeof sample === 'bigint') return 'integer';
  if (typeof sample === 'number') return Number.isInteger(sample) ? 'integer' : 'number';
  if (sample instanceof Date) return 'day';
  if (typeof sample === 'string' && /^\d{4}-\d\d-\d\d$/.test(sample)) return 'day';
  return 'text';
}

/** A figure as a number: BIGINT and DECIMAL text included; NaN where there is none. */
export function num(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string' && value.trim() !== '') return Number(value);
  return Number.NaN;
}

/** A calendar day as `YYYY-MM-DD`, from ISO text, a Date at UTC midnight or epoch milliseconds. */
export function iso(value: unknown): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'number' || typeof value === 'bigint')
    return new Date(Number(value)).toISOString().slice(0, 10);
  return String(value ?? '').slice(0, 10);
}

/** A calendar day as a Date at UTC midnight, for time scales. */
export const date = (value: unknown) => new Date(`${iso(value)}T00:00:00Z`);

/** 2 decimals at most, none for whole numbers. */
const plain = (value: number, locale: Locale) =>
  numberFormat(locale, { maximumFractionDigits: 2 }).format(value);

/** A share with three digits that mean something, always as many: 21.8%, 8.70%, 0.042%; 0% and 100% are bare. */
export function percent(value: number, locale: Locale): string {
  const size = Math.abs(value);
  const digits = size === 0 || size === 1 ? 0 : size >= 0.1 ? 1 : size >= 0.001 ? 2 : 3;
  return numberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

/** Money in short: ¥1.2亿, $3.4M, 3.4M where the currency is unknown. */
export function compactMoney(value: number, locale: Locale, currency?: string): string {
  const options: Intl.NumberFormatOptions = { notation: 'compact', maximumSignificantDigits: 3 };
  if (!currency) return numberFormat(locale, options).format(value);
  return numberFormat(locale, {
    ...options,
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).format(value);
}

/** 09:00 */
export const hour = (value: unknown) => `${String(num(value)).padStart(2, '0')}:00`;

/** The exact value in the reader's language; an em dash where there is none. */
export function show(value: unknown, kind: ValueKind, locale: Locale, currency?: string): string {
  if (value === null || value === undefined || value === '') return '—';
  if (Array.isArray(value)) return value.map((one) => show(one, kind, locale, currency)).join(', ');
  const figure = num(value);
  switch (kind) {
    case 'integer':
      if (typeof value === 'bigint') return format.integer(value, locale);
      return Number.isFinite(figure) ? plain(figure, locale) : String(value);
    case 'number':
      return Number.isFinite(figure) ? plain(figure, locale) : String(value);
    case 'percent':
      return Number.isFinite(figure) ? percent(figure, locale) : '—';
    case 'money':
      return Number.isFinite(figure) ? format.money(figure, currency, locale) : String(value);
    case 'day':
      return value instanceof Date && value.getTime() % DAY !== 0
        ? stamp(value)
        : format.day(iso(value), undefined, locale);
    case 'hour':
      return Number.isFinite(figure) ? hour(value) : String(value);
    default:
      return value instanceof Date ? stamp(value) : text(value, locale);
  }
}

const DAY = 86_400_000;

/** A moment to the second. */
const stamp = (at: Date): string => at.toISOString().replace('T', ' ').slice(0, 19);

function text(value: unknown, locale: Locale): string {
  if (typeof value === 'boolean') return t(value ? 'charts.yes' : 'charts.no', {}, locale);
  if (typeof value === 'object' && value !== null) {
    return JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? String(one) : one));
  }
  return String(value);
}

/** A value on an axis: short, in the reader's language. */
export function brief(value: number, kind: ValueKind, locale: Locale, currency?: string): string {
  if (kind === 'percent') return percentTick(value, locale);
  if (kind === 'money') return compactMoney(value, locale, currency);
  if (kind === 'hour') return hour(value);
  return format.compact(value, locale);
}

function percentTick(value: number, locale: Locale): string {
  const digits = value !== 0 && Math.abs(value) < 0.1 ? 2 : 0;
  return numberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(value);
}

/** The reader's word for a column, or the column's own name made readable. */
export function columnLabel(column: string, locale: Locale): string {
  const key = `column.${column}`;
  return isKey(key) ? t(key, {}, locale) : column.replaceAll('_', ' ');
}

/** What a kind of analysis calls a column, where it has a word of its own for it, else `columnLabel`. */
export function ownLabel(kind: string, column: string, locale: Locale): string {
  const key = `${kind}.column.${column}`;
  return isKey(key) ? t(key, {}, locale) : columnLabel(column, locale);
}

/** The reader's word for an event type, for "fav or cart" the words of each. */
export function eventLabel(word: string, locale: Locale): string {
  const parts = word.split(/\s*(?:\||,|\+|\bor\b)\s*/).filter(Boolean);
  const known = parts.every((part) => (EVENT_TYPES as readonly string[]).includes(part));
  if (!known) return word;
  const labels = parts.map((part) => {
    const key = `event.${part}`;
    return isKey(key) ? t(key, {}, locale) : part;
  });
  return labels.join(t('charts.or', {}, locale));
}

/** The reader's word for an RFM segment. */
export function segmentLabel(segment: string, locale: Locale): string {
  const key = `segment.${segment}`;
  return isKey(key) ? t(key, {}, locale) : segment.replaceAll('_', ' ');
}

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/;
/** What takes no room of its own: accents, joiners, marks of direction and of the kind of picture. */
const NONE = /[\p{Mn}\p{Cf}]/u;

/** Width of text in pixels, estimated without a document: for the widest of the faces in `FONT`. */
export function textWidth(content: string, size = 12): number {
  let ems = 0;
  for (const character of content) ems += emsOf(character);
  return ems * size;
}

function emsOf(character: string): number {
  if (/[a-z0-9 ]/.test(character)) {
    if (/[iljtf ]/.test(character)) return 0.36;
    return character === 'm' ? 1 : character === 'w' ? 0.84 : 0.62;
  }
  if (WIDE.test(character)) return 1;
  if (NONE.test(character)) return 0;
  if (character.length > 1) return 1.3;
  if (/[.,:;'|!]/.test(character)) return 0.36;
  if (/[WM@%…]/.test(character)) return 1;
  return /[&<>=+~#−→]/.test(character) ? 0.84 : /[A-Z]/.test(character) ? 0.78 : 0.62;
}

/** Text cut to `width` pixels with an ellipsis. */
export function truncate(content: string, width: number, size = 12): string {
  if (textWidth(content, size) <= width) return content;
  let kept = '';
  for (const character of content) {
    if (textWidth(`${kept}${character}…`, size) > width) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}
