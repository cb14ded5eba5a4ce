import type { TimeFormat } from '../types.ts';
import type { ZoneTable } from '../zones.ts';

const DAY_MICROS = 86_400_000_000;
/** The largest distance from 1970 that a double holds to the microsecond: some 285 years. */
const MOST_MICROS = Number.MAX_SAFE_INTEGER;

/** Days since 1970 of a calendar day; NaN where there is none such. Howard Hinnant, "days_from_civil". */
export function daysOf(year: number, month: number, day: number): number {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return Number.NaN;
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + (yearOfEra >> 2) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})/;
const CHINESE = /^(\d{4})年(\d{1,2})月(\d{1,2})日/;
const PACKED = /^(\d{4})(\d{2})(\d{2})(?=$|[T ]|\d{6}$|\d{4}$)/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/;
const CLOCK =
  /^(?:[T ]\s*(\d{1,2})(?::?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?)?)?\s*([AaPp][Mm])?\s*(?:(Z|UTC|GMT|z|utc)|([+-])(\d{2}):?(\d{2})?)?$/;

/**
 * The instant that a text names, in microseconds since 1970 UTC; NaN where it names none.
 * An offset in the text counts; without one the text is what a clock in `zone` showed.
 */
export function timeOf(text: string, format: TimeFormat, zone: ZoneTable): number {
  const value = text.trim();
  const order = format.kind === 'text' ? format.order : 'ymd';
  const date = dateOf(value, order);
  if (!date) return Number.NaN;
  const clock = CLOCK.exec(packedClock(value.slice(date.length)));
  if (!clock) return Number.NaN;
  const [, h = '0', m = '0', s = '0', fraction = '', half, utc, sign, oh, om = '0'] = clock;
  const hour = half ? (Number(h) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : Number(h);
  if (hour > 23 || Number(m) > 59 || Number(s) > 59) return Number.NaN;
  const micros =
    date.days * DAY_MICROS +
    ((hour * 60 + Number(m)) * 60 + Number(s)) * 1e6 +
    Number(fraction.slice(0, 6).padEnd(6, '0'));
  return within(at(micros, utc !== undefined, sign, oh, om, zone));
}

function at(
  micros: number,
  utc: boolean,
  sign: string | undefined,
  hours: string | undefined,
  minutes: string,
  zone: ZoneTable,
): number {
  if (Number.isNaN(micros) || utc) return micros;
  if (sign === undefined) return zone.toUtcMicros(micros);
  const offset = (Number(hours) * 60 + Number(minutes)) * 60e6;
  return sign === '-' ? micros + offset : micros - offset;
}

/** The micros of an epoch number, or NaN where they exceed what a double holds exactly. */
export function within(micros: number): number {
  return Math.abs(micros) <= MOST_MICROS ? micros : Number.NaN;
}

/** `20171125 120000` and `20171125120000`: a clock without colons. */
function packedClock(rest: string): string {
  return /^\d{4}(?:\d{2})?$/.test(rest) ? `T${rest}` : rest;
}

function dateOf(
  text: string,
  order: 'ymd' | 'mdy' | 'dmy',
): { days: number; length: number } | null {
  const first = YEAR_FIRST.exec(text);
  if (first) return date(first[0], first[1], first[3], first[4]);
  const packed = PACKED.exec(text) ?? CHINESE.exec(text);
  if (packed) return date(packed[0], packed[1], packed[2], packed[3]);
  const last = YEAR_LAST.exec(text);
  if (!last) return null;
  const [whole, a, , b, year = ''] = last;
  if (order === 'ymd') return null;
  const full = year.length === 2 ? `20${year}` : year;
  return order === 'mdy' ? date(whole, full, a, b) : date(whole, full, b, a);
}

function date(whole: string, year?: string, month?: string, day?: string) {
  return { days: daysOf(Number(year), Number(month), Number(day)), length: whole.length };
}
