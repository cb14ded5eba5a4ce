import { timeOf } from '../read/times.ts';
import type { TimeFormat, TimeGrain } from '../types.ts';
import { zoneTable } from '../zones.ts';

export interface TimeGuess {
  readonly format: TimeFormat;
  readonly grain: TimeGrain;
  /** False where day and month could be the other way round. */
  readonly sure: boolean;
}

type Unit = Extract<TimeFormat, { kind: 'epoch' }>['unit'];

/** Ticks per second, and so the magnitude of a present-day instant. */
const UNITS: readonly (readonly [Unit, number])[] = [
  ['s', 1],
  ['ms', 1e3],
  ['us', 1e6],
  ['ns', 1e9],
];
/** 1990-01-01 and 2100-01-01 in epoch seconds: what a log of events can lie between. */
const EARLIEST = 631_152_000;
const LATEST = 4_102_444_800;
/** This share of the values must read as times; a log may hold a few broken ones. */
const ENOUGH = 0.8;

const CLOCK =
  /^[T ]\s*(\d{1,2})(?::?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(?:[AaPp][Mm])?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{0,2})?$/i;
const YEAR_FIRST = /^(\d{4})([-/.年])(\d{1,2})[-/.月](\d{1,2})日?/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4}|\d{2})(?!\d)/;
const COMPACT =
  /^(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:([01]\d|2[0-3])([0-5]\d)([0-5]\d)?)?$/;

/** What kind of times these texts are, or null where they are none. Nulls are left out before. */
export function guessTime(values: readonly string[]): TimeGuess | null {
  if (values.length === 0) return null;
  const text = guessText(values);
  return text && readable(values, text.format) ? text : guessEpoch(values);
}

/** The reader has the last word on what it can read. */
function readable(values: readonly string[], format: TimeFormat): boolean {
  const utc = zoneTable('UTC');
  const read = values.filter((value) => !Number.isNaN(timeOf(value, format, utc)));
  return read.length >= values.length * ENOUGH;
}

function guessEpoch(values: readonly string[]): TimeGuess | null {
  const numbers = values.filter((value) => /^\d{9,19}(?:\.\d+)?$/.test(value)).map(Number);
  for (const [unit, ticks] of UNITS) {
    const fitting = numbers.filter((n) => n >= EARLIEST * ticks && n < LATEST * ticks);
    if (fitting.length < values.length * ENOUGH) continue;
    const format = { kind: 'epoch', unit } as const;
    return { format, grain: epochGrain(fitting, ticks), sure: true };
  }
  return null;
}

function epochGrain(numbers: readonly number[], ticks: number): TimeGrain {
  const seconds = numbers.map((n) => n / ticks);
  if (seconds.some((s) => s % 1 !== 0)) return 'subsecond';
  return coarsest(
    seconds.map((s) => [Math.floor(s / 3600) % 24, Math.floor(s / 60) % 60, s % 60]),
    new Set(numbers).size,
  );
}

interface Reading {
  readonly text: string;
  readonly order: 'ymd' | 'last';
  readonly first: number;
  readonly second: number;
  readonly separator: string;
  /** Hour, minute, second; as many as are written. */
  readonly clock: readonly number[];
  readonly fraction: boolean;
  readonly zoned: boolean;
}

function guessText(values: readonly string[]): TimeGuess | null {
  const readings = values.map(read).filter((reading) => reading !== null);
  if (readings.length < values.length * ENOUGH) return null;
  const zoned = readings.some((reading) => reading.zoned);
  const grain = textGrain(readings);
  const last = readings.filter((reading) => reading.order === 'last');
  if (last.length === 0)
    return { format: { kind: 'text', order: 'ymd', zoned }, grain, sure: true };
  if (last.length < readings.length) return null;
  const dayFirst = last.some((reading) => reading.first > 12);
  const monthFirst = last.some((reading) => reading.second > 12);
  if (dayFirst && monthFirst) return null;
  const slash = last.every((reading) => reading.separator === '/');
  const order = dayFirst || (!monthFirst && !slash) ? 'dmy' : 'mdy';
  return { format: { kind: 'text', order, zoned }, grain, sure: dayFirst || monthFirst };
}

function read(value: string): Reading | null {
  const compact = COMPACT.exec(value);
  if (compact) {
    const clock = compact.slice(4).filter((part) => part !== undefined);
    return { ...NOTHING, text: value, order: 'ymd', clock: clock.map(Number) };
  }
  const yearFirst = YEAR_FIRST.exec(value);
  const date = yearFirst ?? YEAR_LAST.exec(value);
  if (!date) return null;
  const [whole, a, separator = '', b, c] = date;
  const first = Number(a);
  const second = Number(b);
  if (yearFirst ? second > 12 || Number(c) > 31 : first > 31 || second > 31) return null;
  const order = yearFirst ? 'ymd' : 'last';
  const rest = value.slice(whole.length);
  if (rest === '') return { ...NOTHING, text: value, order, first, second, separator };
  const clock = CLOCK.exec(rest);
  if (!clock || Number(clock[1]) > 24) return null;
  const written = clock.slice(1, 4).filter((part) => part !== undefined);
  return {
    text: value,
    order,
    first,
    second,
    separator,
    clock: written.map(Number),
    fraction: Number(clock[4] ?? 0) > 0,
    zoned: clock[5] !== undefined,
  };
}

const NOTHING = {
  first: 0,
  second: 0,
  separator: '',
  clock: [],
  fraction: false,
  zoned: false,
} satisfies Omit<Reading, 'order' | 'text'>;

function textGrain(readings: readonly Reading[]): TimeGrain {
  if (readings.some((reading) => reading.fraction)) return 'subsecond';
  const written = Math.max(...readings.map((reading) => reading.clock.length));
  const stated = (['day', 'hour', 'minute', 'second'] as const)[written] ?? 'second';
  if (stated !== 'second' && stated !== 'minute') return stated;
  const shown = coarsest(
    readings.map(({ clock }) => [clock[0] ?? 0, clock[1] ?? 0, clock[2] ?? 0]),
    new Set(readings.map((reading) => reading.text)).size,
  );
  return stated === 'minute' && shown === 'second' ? 'minute' : shown;
}

/**
 * The finest of hours, minutes and seconds that is ever other than zero. Only times that differ say anything: a log
 * sorted by time may begin with many events of one instant.
 */
function coarsest(
  clocks: readonly (readonly [number, number, number])[],
  distinct: number,
): TimeGrain {
  if (distinct < 5 || clocks.some(([, , second]) => second !== 0)) return 'second';
  if (clocks.some(([, minute]) => minute !== 0)) return 'minute';
  return clocks.some(([hour]) => hour !== 0) ? 'hour' : 'day';
}
