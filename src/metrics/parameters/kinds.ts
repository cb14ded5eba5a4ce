import type { Key } from '../../i18n/index.ts';
import { EVENT_TYPES, type EventType } from '../../sources/types.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { isSegment, type Segment } from '../segments/types.ts';
import {
  FILTER_COLUMNS,
  type FilterRange,
  type Filters,
  type FilterValue,
  isRange as isFilterRange,
} from '../sql/scope.ts';
import type { Field } from './field.ts';

/** One of some words; `fallback` where none is given. */
export function choice<const T extends string>(
  label: Key,
  choices: Readonly<Record<T, Key>>,
  fallback: NoInfer<T>,
): Field<T> {
  return {
    form: { type: 'choice', label, choices: listed(choices), optional: false },
    fallback: () => fallback,
    read: (value) => member(choices, value),
  };
}

/** One of some words, or null. */
export function optionalChoice<const T extends string>(
  label: Key,
  choices: Readonly<Record<T, Key>>,
): Field<T | null> {
  return {
    form: { type: 'choice', label, choices: listed(choices), optional: true },
    fallback: () => null,
    read: (value) => member(choices, value),
  };
}

const listed = (choices: Readonly<Record<string, Key>>) =>
  Object.entries(choices).map(([value, label]) => ({ value, label }));

function member<T extends string>(
  choices: Readonly<Record<T, Key>>,
  value: unknown,
): T | undefined {
  return typeof value === 'string' && Object.hasOwn(choices, value) ? (value as T) : undefined;
}

export interface NumberLimits {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly integer?: boolean;
}

/** A number; null where none is given and there is no `fallback`. */
export function number<F extends number | null>(
  label: Key,
  fallback: F,
  { minimum, maximum, integer = false }: NumberLimits = {},
): Field<number | F> {
  return {
    form: {
      type: 'number',
      label,
      optional: fallback === null,
      ...(minimum === undefined ? {} : { minimum }),
      ...(maximum === undefined ? {} : { maximum }),
    },
    fallback: () => fallback,
    read: (value) => {
      const meant = numeric(value);
      if (meant === undefined || (integer && !Number.isInteger(meant))) return undefined;
      if (minimum !== undefined && meant < minimum) return undefined;
      return maximum !== undefined && meant > maximum ? undefined : meant;
    },
  };
}

/** A number, or one of some words. */
export function numberOr<const T extends string>(
  label: Key,
  choices: Readonly<Record<T, Key>>,
  fallback: NoInfer<T>,
): Field<number | T> {
  return {
    form: { type: 'number-or-choice', label, choices: listed(choices), optional: false },
    fallback: () => fallback,
    read: (value) => member(choices, value) ?? numeric(value),
  };
}

function numeric(value: unknown): number | undefined {
  const meant = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof meant === 'number' && Number.isFinite(meant) ? meant : undefined;
}

/** The name of a table, or null. */
export const relation = (label: Key): Field<string | null> => named('relation', label, null);

/** The name of a column of the table that is read; `fallback` where none is given. */
export const column = <F extends string | null>(label: Key, fallback: F): Field<string | F> =>
  named('column', label, fallback);

/** Words as they were typed; `fallback` where there are none. */
export const text = <F extends string | null>(label: Key, fallback: F): Field<string | F> =>
  named('text', label, fallback);

function named<F extends string | null>(
  type: 'relation' | 'column' | 'text',
  label: Key,
  fallback: F,
): Field<string | F> {
  return {
    form: { type, label, optional: fallback === null },
    fallback: () => fallback,
    read: (value) => {
      const meant = ['string', 'number', 'bigint'].includes(typeof value) ? String(value) : '';
      return meant.trim() === '' ? undefined : meant;
    },
  };
}

/** A calendar day, `YYYY-MM-DD`. */
export function day<F extends string | null>(
  label: Key,
  fallback: (context: DatasetContext) => F,
): Field<string | F> {
  return {
    form: { type: 'day', label, optional: true },
    fallback,
    read: (value) => (isDay(value) ? value : undefined),
  };
}

export function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(value);
}

const eventWords = (value: unknown): readonly EventType[] | undefined => {
  const list = typeof value === 'string' ? [value] : value;
  if (!Array.isArray(list)) return undefined;
  const known = EVENT_TYPES.filter((type) => list.includes(type));
  return list.every((word) => known.some((type) => type === word)) ? known : undefined;
};

/** A set of event types, given as a word or a list of words. */
export function words(label: Key): Field<readonly EventType[]> {
  return {
    form: { type: 'words', label, choices: eventChoices, optional: true },
    fallback: () => [],
    read: eventWords,
  };
}

/** Two or more sets of event types. */
export function steps(
  label: Key,
  fallback: (context: DatasetContext) => readonly (readonly EventType[])[],
): Field<readonly (readonly EventType[])[]> {
  return {
    form: { type: 'steps', label, choices: eventChoices, optional: false },
    fallback,
    read: (value) => {
      if (!Array.isArray(value) || value.length < 2 || value.length > 20) return undefined;
      const read = value.map(eventWords);
      const sound = read.filter((step) => step !== undefined && step.length > 0);
      return sound.length === value.length ? (sound as (readonly EventType[])[]) : undefined;
    },
  };
}

const eventChoices = EVENT_TYPES.map((value) => ({ value, label: `event.${value}` as Key }));

/** Pairs of whole numbers, `[from, to]`, both included. */
export function ranges(
  label: Key,
  fallback: readonly (readonly [number, number])[],
): Field<readonly (readonly [number, number])[]> {
  return {
    form: { type: 'ranges', label, optional: false },
    fallback: () => fallback,
    read: (value) => {
      if (!Array.isArray(value) || value.length === 0) return undefined;
      return value.every(isRange) ? distinct(value) : undefined;
    },
  };
}

const distinct = (list: readonly (readonly [number, number])[]) =>
  list.filter(
    ([from, to], at) => list.findIndex((other) => other[0] === from && other[1] === to) === at,
  );

function isRange(value: unknown): value is readonly [number, number] {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [from, to] = value;
  return Number.isInteger(from) && Number.isInteger(to) && from >= 0 && to >= from;
}

/** `{column: value[]}` over canonical columns. */
export function filters(label: Key): Field<Filters> {
  return {
    form: {
      type: 'filters',
      label,
      choices: FILTER_COLUMNS.map((value) => ({ value, label })),
      optional: true,
    },
    fallback: () => ({}),
    read: (value) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
      const entries = Object.entries(value).map(([column, values]) => [
        column,
        Array.isArray(values) ? values : [values],
      ]);
      const sound = entries.every(
        ([column, values]) =>
          FILTER_COLUMNS.includes(String(column)) && Array.isArray(values) && values.every(isValue),
      );
      return sound ? (Object.fromEntries(entries) as Filters) : undefined;
    },
  };
}

const isValue = (value: unknown): value is FilterValue | FilterRange | Segment =>
  value === null ||
  isSegment(value) ||
  (isFilterRange(value) && typeof value.from === typeof value.to && isEnd(value.from)) ||
  ['string', 'number', 'bigint'].includes(typeof value);

const isEnd = (value: unknown) => typeof value === 'string' || Number.isFinite(value);
