import type { Place } from '../catalog/index.ts';
import type { Check, TableDefinition } from '../table.ts';
import type { DatasetContext } from '../types.ts';

/** Every rule over a table: its columns that are never NULL, the uniqueness of its grain, and its own. */
export function checksOf(
  table: TableDefinition,
  context: DatasetContext,
  places: readonly Place[],
): readonly Check[] {
  const required = table.columns(context).filter(({ nullable }) => !nullable);
  const relation = new Set(table.relation.map(({ name }) => name));
  const seen = required.map(({ name }) => name).filter((name) => relation.has(name));
  return [
    ...(seen.length > 0
      ? [
          {
            name: 'not_null',
            sql: `SELECT count(*) FROM ${table.name} WHERE ${seen.map((name) => `${name} IS NULL`).join(' OR ')}`,
          },
        ]
      : []),
    ...(table.grain.length > 0 ? [unique(table, context, places)] : []),
    ...table.checks(context),
  ];
}

/**
 * A grain is checked within each place, and without grouping where the rows stand in its order: each must be greater
 * than the one before. So it stays cheap at any size.
 */
function unique(table: TableDefinition, context: DatasetContext, places: readonly Place[]): Check {
  const stored = new Set(table.columns(context).map(({ name }) => name));
  const grain = table.grain.filter((name) => stored.has(name));
  const each = places
    .filter((place) => place.table === table.name)
    .map(({ alias }) => {
      const rows = `${alias}.${table.name}`;
      if (!table.sql) return repeated(grain, rows);
      return inRuns(table, context) ? repeatedRuns(grain, rows) : outOfOrder(grain, rows);
    });
  return { name: 'unique', sql: `SELECT ${each.join(' + ') || '0'}` };
}

/**
 * Tables that ingest writes bucket by bucket: the rows of a key stand together and rise, the keys themselves do not.
 * Sessions that we tell apart are numbered through all buckets.
 */
const inRuns = ({ name }: TableDefinition, { sessions }: DatasetContext): boolean =>
  name === 'dws_item_day' ||
  name === 'dws_user_day' ||
  name === 'dws_user' ||
  (sessions === 'source' && (name === 'dws_session' || name === 'dws_session_span'));

/** Each key must have one run of rows, which rise in the other column; those without a key are few. */
function repeatedRuns([key, rest]: readonly string[], rows: string): string {
  if (key === undefined || rest === undefined)
    return `(SELECT count(*) - count(DISTINCT ${key}) FROM ${rows})`;
  return `(SELECT count(*) FILTER (${key} = before_${key} AND before_${rest} >= ${rest})
      + count(*) FILTER (${key} IS NOT NULL AND ${key} IS DISTINCT FROM before_${key}) - count(DISTINCT ${key})
      + count(*) FILTER (${key} IS NULL) - count(DISTINCT ${rest}) FILTER (${key} IS NULL)
    FROM (SELECT ${key}, ${rest}, lag(${key}) OVER () AS before_${key}, lag(${rest}) OVER () AS before_${rest} FROM ${rows}))`;
}

const repeated = (grain: readonly string[], rows: string) =>
  `(SELECT count(*) FROM (SELECT 1 FROM ${rows} GROUP BY ${grain.join(', ')} HAVING count(*) > 1))`;

function outOfOrder(grain: readonly string[], rows: string): string {
  const before = grain.map((name) => `lag(${name}) OVER () AS before_${name}`);
  return `(SELECT count(*) FROM (SELECT row_number() OVER () AS number, ${grain.join(', ')}, ${before.join(', ')} FROM ${rows})
    WHERE number > 1 AND (${notGreater(grain)}))`;
}

/** NULL is the greatest, as it is where rows are sorted. */
function notGreater([name, ...rest]: readonly string[]): string {
  if (name === undefined) return 'true';
  const before = `before_${name}`;
  return `(${before} > ${name} OR (${before} IS NULL AND ${name} IS NOT NULL))
    OR (${before} IS NOT DISTINCT FROM ${name} AND (${notGreater(rest)}))`;
}
