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
 * A grain is checked within each place, and without grouping where our own SQL wrote the rows in its order: each must
 * be greater than the one before. So it stays cheap at any size.
 */
function unique(table: TableDefinition, context: DatasetContext, places: readonly Place[]): Check {
  const stored = new Set(table.columns(context).map(({ name }) => name));
  const grain = table.grain.filter((name) => stored.has(name));
  const each = places
    .filter((place) => place.table === table.name)
    .map(({ alias }) => {
      const rows = `${alias}.${table.name}`;
      return table.sql ? outOfOrder(grain, rows) : repeated(grain, rows);
    });
  return { name: 'unique', sql: `SELECT ${each.join(' + ') || '0'}` };
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
