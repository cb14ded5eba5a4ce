import { TabhouseError } from '../../engine/errors.ts';
import { origin, positionOf } from '../known/columns.ts';
import {
  CANONICAL_COLUMNS,
  type CanonicalColumn,
  type ColumnOrigin,
  type Detection,
  EVENT_TYPES,
  type EventType,
  type FileShape,
  ID_COLUMNS,
  type IdColumn,
  type Mapping,
  type Note,
} from '../types.ts';
import { constantType } from './guess.ts';
import { squeeze } from './names.ts';
import { isInteger, profile } from './profile.ts';
import { eventType, knownWords, numericWords } from './words.ts';

/** A column as people give it: its name, its position from 0, a constant; null leaves it out. */
export type RawOrigin = string | number | ColumnOrigin | null;

/** The `mapping` of `open`: canonical column → source column. A full `Mapping` is taken as well. */
export type RawMapping = Readonly<Record<string, unknown>>;

/**
 * A person's mapping made whole. One that names `event_time` and `user_id` stands for itself; one that names less
 * amends what was detected. Time format and event words come from the values. Throws `mapping-incomplete`.
 */
export function resolveMapping(raw: RawMapping, shape: FileShape, detection: Detection): Mapping {
  const given = parse(raw, shape);
  const whole = given.event_time !== undefined && given.user_id !== undefined;
  const columns: Partial<Record<CanonicalColumn, ColumnOrigin>> = {};
  if (!whole)
    for (const [name, from] of Object.entries(detection.mapping.columns))
      if (!claimed(shape, given, from)) columns[name as CanonicalColumn] = from;
  for (const [name, from] of Object.entries(given)) {
    if (from === null) delete columns[name as CanonicalColumn];
    else columns[name as CanonicalColumn] = from;
  }
  if (!columns.event_type) columns.event_type = { constant: constantType(shape, columns).type };
  return complete(columns, raw, shape, detection);
}

/** True where the reader gave the same source column another meaning. */
const claimed = (
  shape: FileShape,
  given: Readonly<Record<string, ColumnOrigin | null>>,
  from: ColumnOrigin,
) => {
  const position = positionOf(shape, from);
  return (
    position >= 0 &&
    Object.values(given).some((other) => other && positionOf(shape, other) === position)
  );
};

const EXTRAS = new Set(['columns', 'time', 'words', 'refunds']);

function parse(
  raw: RawMapping,
  shape: FileShape,
): Partial<Record<CanonicalColumn, ColumnOrigin | null>> {
  const flat = isRecord(raw.columns) ? raw.columns : raw;
  const given: Partial<Record<CanonicalColumn, ColumnOrigin | null>> = {};
  for (const [name, value] of Object.entries(flat)) {
    if (flat === raw && EXTRAS.has(name)) continue;
    const canonical = CANONICAL_COLUMNS.find((column) => column === name);
    const from = canonical && parseOrigin(value, shape);
    if (!canonical || from === undefined) throw incomplete(name, shape);
    given[canonical] = from;
  }
  return given;
}

function parseOrigin(value: unknown, shape: FileShape): ColumnOrigin | null | undefined {
  if (value === null) return null;
  if (typeof value === 'string') {
    const position = named(shape, value);
    return position < 0 ? undefined : origin(shape, position);
  }
  if (typeof value === 'number')
    return Number.isInteger(value) && value >= 0 && value < shape.columns.length
      ? origin(shape, value)
      : undefined;
  if (!isRecord(value)) return undefined;
  if ('constant' in value) return { constant: String(value.constant) };
  if ('column' in value) return parseOrigin(String(value.column), shape);
  if ('position' in value) return parseOrigin(Number(value.position), shape);
  return undefined;
}

/** The column as written, else the only one that differs in case and punctuation. */
function named(shape: FileShape, name: string): number {
  const exact = shape.columns.indexOf(name);
  if (exact >= 0) return exact;
  const alike = shape.columns.flatMap((column, position) =>
    squeeze(column) === squeeze(name) ? [position] : [],
  );
  return alike.length === 1 ? (alike[0] ?? -1) : -1;
}

function complete(
  columns: Mapping['columns'],
  raw: RawMapping,
  shape: FileShape,
  { mapping }: Detection,
): Mapping {
  const at = (name: CanonicalColumn) => profile(shape)[positionOf(shape, columns[name])];
  const same = (name: CanonicalColumn) =>
    positionOf(shape, columns[name]) === positionOf(shape, mapping.columns[name]);
  const full = raw as Partial<Mapping>;
  const time =
    full.time ??
    (same('event_time') && mapping.time ? mapping.time : at('event_time')?.time?.format);
  const type = columns.event_type;
  if (type && 'constant' in type) {
    const word = constantWord(type.constant);
    if (!word) throw incomplete('event_type', shape);
    columns = { ...columns, event_type: { constant: word } };
  }
  const seen = at('event_type')?.distinct ?? new Set<string>();
  const numeric = at('event_type')?.kind === 'integer';
  const words =
    full.words ??
    (same('event_type') && mapping.words
      ? mapping.words
      : numeric
        ? numericWords(seen)
        : knownWords(seen));
  const refunds = full.refunds ?? mapping.refunds?.filter((rule) => columns[rule.column]);
  return {
    columns,
    ...(time && { time }),
    ...(positionOf(shape, type) >= 0 && { words }),
    ...(refunds && refunds.length > 0 && { refunds }),
  };
}

const constantWord = (word: string): EventType | undefined =>
  EVENT_TYPES.find((type) => type === word.toLowerCase()) ?? eventType(word);

/**
 * Refuses a mapping that cannot give events: throws `no-time-column` or `mapping-incomplete` with the column.
 * Returns what is odd but possible.
 */
export function checkMapping(mapping: Mapping, shape: FileShape): Note[] {
  const { columns } = mapping;
  const time = columns.event_time;
  if (!time || 'constant' in time)
    throw new TabhouseError('no-time-column', { parameters: { file: shape.name } });
  for (const column of ['user_id', 'event_type'] as const)
    if (!columns[column]) throw incomplete(column, shape);
  for (const [name, from] of Object.entries(columns))
    if (!('constant' in from) && positionOf(shape, from) < 0) throw incomplete(name, shape);
  if (!mapping.time) throw incomplete('event_time', shape);
  const type = columns.event_type;
  if (type && 'constant' in type && !EVENT_TYPES.some((word) => word === type.constant))
    throw incomplete('event_type', shape);
  return [...unknownWords(mapping, shape), ...twice(mapping, shape)];
}

function unknownWords({ columns, words = {} }: Mapping, shape: FileShape): Note[] {
  const type = profile(shape)[positionOf(shape, columns.event_type)];
  const missing = [...(type?.distinct ?? [])].filter(
    (word) => !Object.hasOwn(words, word.toLowerCase()),
  );
  if (missing.length === 0) return [];
  return [{ key: 'detection.note.words', parameters: { words: missing.slice(0, 8).join(', ') } }];
}

/** Category id and path may be one column; anything else is likely a slip. */
function twice({ columns }: Mapping, shape: FileShape): Note[] {
  const users = new Map<number, string[]>();
  for (const [name, from] of Object.entries(columns)) {
    const position = positionOf(shape, from);
    if (position >= 0) users.set(position, [...(users.get(position) ?? []), name]);
  }
  return [...users]
    .filter(([, names]) => names.length > 1 && names.some((name) => !name.startsWith('category')))
    .map(([position, names]) => ({
      key: 'detection.note.twice',
      parameters: { column: shape.columns[position] ?? '', names: names.join(', ') },
    }));
}

/** Identifiers whose values in the preview are not all integers; a column that is empty there counts as integral. */
export function textualIds(mapping: Mapping, shape: FileShape): IdColumn[] {
  return ID_COLUMNS.filter((column) => {
    const from = mapping.columns[column];
    if (!from) return false;
    if ('constant' in from) return !isInteger(from.constant);
    return !profile(shape)[positionOf(shape, from)]?.values.every(isInteger);
  });
}

const incomplete = (column: string, shape: FileShape) =>
  new TabhouseError('mapping-incomplete', { parameters: { column, file: shape.name } });

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
