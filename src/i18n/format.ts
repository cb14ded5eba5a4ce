import { dateFormat, numberFormat } from './formatters.ts';
import { locale } from './locale.ts';

/** 1,234,567 */
export const integer = (value: number | bigint, language = locale.value) =>
  numberFormat(language, { maximumFractionDigits: 0 }).format(value);

/** 1,234.57 */
export const decimal = (value: number, digits = 2, language = locale.value) =>
  numberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
    value,
  );

/** 120M, 1.2 亿; below 10,000 exact, since "4500 users" would be read as exact. */
export const compact = (value: number | bigint, language = locale.value) => {
  const size = Math.abs(Number(value));
  if (size >= 10_000)
    return numberFormat(language, { notation: 'compact', maximumSignificantDigits: 3 }).format(
      value,
    );
  return numberFormat(language, {
    maximumFractionDigits: size < 10 ? 2 : size < 100 ? 1 : 0,
  }).format(value);
};

/** A share as a percentage to a sensible digit: 0.2181 is 21.8 %, 0.00042 is 0.042 %. */
export const percent = (value: number, language = locale.value) => {
  const size = Math.abs(value);
  const digits = size >= 0.1 || size === 0 ? 1 : size >= 0.001 ? 2 : 3;
  return numberFormat(language, {
    style: 'percent',
    maximumFractionDigits: digits,
    signDisplay: 'negative',
  }).format(value);
};

/** An amount; with the currency's sign only where the data says which currency it is. */
export const money = (value: number, currency?: string, language = locale.value) =>
  currency
    ? numberFormat(language, {
        style: 'currency',
        currency,
        currencyDisplay: 'narrowSymbol',
      }).format(value)
    : decimal(value, 2, language);

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** 1.5 GB */
export const bytes = (value: number, language = locale.value) => {
  const step = value < 1 ? 0 : Math.min(3, Math.floor(Math.log10(value) / 3));
  return numberFormat(language, {
    style: 'unit',
    unit: UNITS[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumSignificantDigits: 3,
  }).format(value / 1000 ** step);
};

/** 850 ms, 12.3 s, 4 min 5 s */
export const duration = (seconds: number, language = locale.value) => {
  const unit = (value: number, name: string, digits = 0) =>
    numberFormat(language, {
      style: 'unit',
      unit: name,
      unitDisplay: 'short',
      maximumFractionDigits: digits,
    }).format(value);
  if (seconds < 1) return unit(Math.round(seconds * 1000), 'millisecond');
  if (seconds < 60) return unit(seconds, 'second', 1);
  const minutes = Math.floor(seconds / 60);
  return `${unit(minutes, 'minute')} ${unit(Math.round(seconds - minutes * 60), 'second')}`;
};

/** A calendar day, given as `YYYY-MM-DD`; never shifted by a time zone. */
export const day = (
  iso: string,
  options: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'short', day: 'numeric' },
  language = locale.value,
) => dateFormat(language, options).format(utc(iso));

/** Calendar days from `from` to `to`, each `YYYY-MM-DD`, as the language writes a range: what both share stands once. */
export const days = (from: string, to: string, language = locale.value): string => {
  const whole = { year: 'numeric', month: 'short', day: 'numeric' } as const;
  if (language !== 'zh-CN') return dateFormat(language, whole).formatRange(utc(from), utc(to));
  // The library's Chinese ranges have slashes where its days have 年, 月 and 日.
  if (from === to) return day(from, whole, language);
  const { year, ...rest } = whole;
  const end = from.slice(0, 4) === to.slice(0, 4) ? rest : whole;
  return `${day(from, whole, language)}至${day(to, end, language)}`;
};

/** A moment as data write it, `YYYY-MM-DD HH:MM` with or without seconds; never shifted by a time zone. */
export const moment = (text: string, language = locale.value): string => {
  const [date = '', time = ''] = text.split(/[ T]/);
  const at = new Date(`${date}T${time.slice(0, 8) || '00:00'}Z`);
  if (Number.isNaN(at.getTime())) return text;
  return dateFormat(language, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...(time.length >= 8 && { second: '2-digit' }),
    hourCycle: 'h23',
  }).format(at);
};

const utc = (iso: string) => new Date(`${iso}T00:00:00Z`);
