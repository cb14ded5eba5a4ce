import { TabhouseError } from '../../engine/errors.ts';
import { t } from '../../i18n/index.ts';
import { DECIMAL_COLUMNS, ID_COLUMNS, type IdColumn, TEXT_COLUMNS } from '../../sources/types.ts';
import { DICTIONARY, keyOf } from '../../warehouse/tables/index.ts';
import type { DatasetContext } from '../../warehouse/types.ts';
import { segmentTable } from '../segments/name.ts';
import { isSegment, memberKey, type Segment } from '../segments/types.ts';
import { bind, join, type Sql, sql, where } from './fragment.ts';
import { narrowedName } from './narrowed-name.ts';

export type FilterValue = string | number | bigint | null;
/** Values between two, both included. */
export interface FilterRange {
  readonly from: string | number;
  readonly to: string | number;
}
/** By column; under `segment` the segments of which an event's user (item) must be in every one. */
export type Filters = Readonly<Record<string, readonly (FilterValue | FilterRange | Segment)[]>>;

export const isRange = (value: unknown): value is FilterRange =>
  typeof value === 'object' && value !== null && 'from' in value && 'to' in value;

/** Which events a metric looks at. Days of the report zone, both included; null: no bound. */
export interface Scope {
  readonly from: string | null;
  readonly to: string | null;
  readonly filters: Filters;
}

/** Columns that a filter may name besides the identifiers. */
const PLAIN: readonly string[] = [
  'event_type',
  ...TEXT_COLUMNS,
  ...DECIMAL_COLUMNS,
  'rating',
  'day',
  'hour',
  'segment',
];

export const FILTER_COLUMNS: readonly string[] = [...ID_COLUMNS, ...PLAIN];

/** Conditions on a table that has `column` as its day. */
export function period({ from, to }: Scope, column = 'day'): readonly Sql[] {
  return [
    ...(from === null ? [] : [sql`${column} >= CAST(${bind(from)} AS DATE)`]),
    ...(to === null ? [] : [sql`${column} <= CAST(${bind(to)} AS DATE)`]),
  ];
}

/** True where the scope asks for more than a period, so that only DWD can answer. */
export const filtered = ({ filters }: Scope) => Object.keys(filters).length > 0;

/** True where the scope leaves nothing out, so that tables of the whole data can answer. */
export const unbounded = (scope: Scope) =>
  scope.from === null && scope.to === null && !filtered(scope);

/** Conditions on a table that has the columns of the filters, identifiers as keys. */
export const filterConditions = (filters: Filters, context: DatasetContext): readonly Sql[] =>
  Object.entries(filters).map(([column, values]) => filter(column, values, context));

/** The events as far as the scope and further conditions go: of `dwd`, or of what its filters leave of it. */
export function scopedEvents(scope: Scope, context: DatasetContext, ...more: readonly Sql[]): Sql {
  const table = filtered(scope) ? narrowedName(scope.filters, context) : 'dwd';
  return sql`${table} ${where([...period(scope), ...more])}`;
}

function filter(
  column: string,
  asked: readonly (FilterValue | FilterRange | Segment)[],
  context: DatasetContext,
): Sql {
  if (column === 'segment')
    return sql`(${join(
      asked.map((one) => within(one, context)),
      ' AND ',
      'true',
    )})`;
  const id = ID_COLUMNS.find((name) => name === column);
  const ranges = asked.filter(isRange);
  const wrong = asked.find(isSegment);
  if (wrong) throw refused(column, wrong.segment, 'integer');
  const values = asked.filter(
    (value): value is FilterValue => !isRange(value) && !isSegment(value),
  );
  const known = values.filter((value) => value !== null);
  const target = id ? keyOf(id) : column;
  const conditions = [
    ...(known.length > 0 ? [id ? ids(id, known, context) : plain(column, known)] : []),
    ...(known.length < values.length ? [sql`${target} IS NULL`] : []),
    ...ranges.map((range) => between(column, range)),
  ];
  return sql`(${join(conditions, ' OR ', 'false')})`;
}

/** True for events of a segment's members: their table is asked, however many they are. */
function within(segment: FilterValue | FilterRange | Segment, context: DatasetContext): Sql {
  if (!isSegment(segment))
    throw new TabhouseError('metric-parameter', {
      parameters: {
        name: 'filters.segment',
        value: isRange(segment) ? `${segment.from}–${segment.to}` : String(segment),
        allowed: t('segments.allowed'),
      },
    });
  const key = memberKey(segment.of);
  return sql`${key} IN (SELECT ${key} FROM ${segmentTable(segment, context)})`;
}

function plain(column: string, values: readonly FilterValue[]): Sql {
  if (column === 'category_path') return sql`(${join(values.map(under), ' OR ')})`;
  const cast = numeric(column) ? 'DOUBLE' : 'VARCHAR';
  const target =
    column === 'event_type' || column === 'day' ? `CAST(${column} AS VARCHAR)` : column;
  return sql`${target} IN (${join(
    values.map(
      (value) =>
        sql`CAST(${bind(numeric(column) ? number(column, value) : String(value))} AS ${cast})`,
    ),
    ', ',
  )})`;
}

/** A category is told with all that lie below it: rows of a level stand for them too. */
const under = (value: FilterValue): Sql =>
  sql`category_path = CAST(${bind(String(value))} AS VARCHAR) OR starts_with(category_path, CAST(${bind(`${value}.`)} AS VARCHAR))`;

/** A range that ends before it begins is one that nothing is in. */
function between(column: string, { from, to }: FilterRange): Sql {
  if (from > to) return sql`false`;
  if (ID_COLUMNS.some((name) => name === column)) throw refused(column, `${from}–${to}`, 'integer');
  const type = numeric(column) ? 'DOUBLE' : column === 'day' ? 'DATE' : 'VARCHAR';
  const target = column === 'event_type' ? 'CAST(event_type AS VARCHAR)' : column;
  const [low, high] = [from, to].map(
    (end) => sql`CAST(${bind(numeric(column) ? number(column, end) : String(end))} AS ${type})`,
  ) as [Sql, Sql];
  return sql`${target} BETWEEN ${low} AND ${high}`;
}

function number(column: string, value: FilterValue): string {
  const text = String(value).trim();
  if (text === '' || !Number.isFinite(Number(text))) throw refused(column, value, 'number');
  return text;
}

const numeric = (column: string) =>
  column === 'rating' || column === 'hour' || DECIMAL_COLUMNS.some((name) => name === column);

function ids(id: IdColumn, values: readonly FilterValue[], context: DatasetContext): Sql {
  const texts = join(
    values.map((value) => bind(String(value))),
    ', ',
  );
  if (context.textual.includes(id))
    return sql`${keyOf(id)} IN (SELECT ${keyOf(id)} FROM ${DICTIONARY[id]} WHERE ${id} IN (${texts}))`;
  const casts = values.map((value) => sql`TRY_CAST(${bind(integer(id, value))} AS BIGINT)`);
  return sql`${keyOf(id)} IN (${join(casts, ', ')})`;
}

function integer(id: IdColumn, value: FilterValue): string {
  const text = String(value);
  if (!/^-?\d{1,19}$/.test(text)) throw refused(id, value, 'integer');
  return text;
}

const refused = (column: string, value: FilterValue, kind: 'integer' | 'number') =>
  new TabhouseError('metric-parameter', {
    parameters: {
      name: `filters.${column}`,
      value: String(value),
      allowed: t(`metrics.allowed.${kind}`),
    },
  });
