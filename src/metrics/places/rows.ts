import type { DatasetContext } from '../../warehouse/types.ts';
import { hasMoney, hasUsers } from '../capabilities.ts';
import { bind, join, type Sql, sql } from '../sql/fragment.ts';
import { type Scope, scopedEvents } from '../sql/scope.ts';
import type { PlanColumn, TableStage } from '../types.ts';
import { gazetteer, plainSql, REGIONS } from './gazetteer.ts';
import type { PlacesParameters } from './parameters.ts';

/** Columns of the rows: the name as the data write it most, the place it was found to be, and its figures. */
export function placesColumns(
  { by, map }: PlacesParameters,
  context: DatasetContext,
): readonly PlanColumn[] {
  const count = (name: string): PlanColumn => ({ name, type: 'count' });
  const number = (name: string): PlanColumn => ({ name, type: 'number' });
  return [
    { name: by, type: 'text' },
    { name: 'code', type: 'text' },
    { name: 'located', type: 'flag' },
    count('names'),
    ...(map === 'cities' ? [number('latitude'), number('longitude')] : []),
    ...(hasUsers(context) ? [count('users'), count('buyers')] : []),
    count('events'),
    count('views'),
    count('purchases'),
    ...(hasMoney(context) ? [number('gmv')] : []),
    number('conversion'),
    number('share'),
  ];
}

/** Which place each name in the data is: `raw, n, code`, the code NULL where it was not found. */
export function namesTable(
  table: string,
  { by, map, ...scope }: PlacesParameters,
  context: DatasetContext,
): TableStage {
  const raw = sql`SELECT ${by} AS raw, count(*) AS n FROM ${scopedEvents(scope, context)} GROUP BY ${by}`;
  if (map === 'file')
    return {
      table,
      query: sql`SELECT raw, n, CAST(NULL AS VARCHAR) AS code FROM (${raw}) WHERE raw IS NOT NULL`,
    };
  if (map === 'regions') return { table, query: regionNames(raw) };
  const pairs = [...gazetteer(map).names].map(
    ([name, code]) => sql`(${bind(name)}, ${bind(code)})`,
  );
  return {
    table,
    query: sql`SELECT raw, n, g.code FROM (${raw}) LEFT JOIN (VALUES ${join(pairs, ', ')}) AS g(name, code)
      ON g.name = ${plainSql('raw')} WHERE raw IS NOT NULL`,
  };
}

/** As `namesTable`, by the one scheme of regions that knows most of the names; `scheme` says which, NULL where none does. */
function regionNames(raw: Sql): Sql {
  const pairs = REGIONS.flatMap((scheme, at) =>
    [...gazetteer(scheme).names].map(
      ([name, code]) => sql`(${bind(name)}, ${at}, ${bind(scheme)}, ${bind(code)})`,
    ),
  );
  return sql`WITH known AS (SELECT raw, n, g.place, g.scheme, g.code FROM (${raw})
      LEFT JOIN (VALUES ${join(pairs, ', ')}) AS g(name, place, scheme, code) ON g.name = ${plainSql('raw')}
      WHERE raw IS NOT NULL),
    meant AS (SELECT scheme FROM known WHERE scheme IS NOT NULL GROUP BY scheme
      ORDER BY count(*) DESC, sum(n) DESC, min(place) LIMIT 1)
    SELECT raw, any_value(n) AS n, any_value(code) FILTER (known.scheme = meant.scheme) AS code,
      any_value(meant.scheme) AS scheme FROM known LEFT JOIN meant ON true GROUP BY raw`;
}

/** Names that are one place are one; a name that is none is a place of its own. */
export const PLACE = "coalesce('=' || code, '?' || raw)";

/** SELECT of `place, events, views, purchases, gmv` of every place, events without one left out. */
export function placeSums(
  names: string,
  { by }: PlacesParameters,
  scope: Scope,
  context: DatasetContext,
  second: boolean,
): Sql {
  const of = (word: string) => `FILTER (event_type = '${word}')`;
  const figures = `count(*) AS events, count(*) ${of('view')} AS views, count(*) ${of('purchase')} AS purchases,
    sum(amount) ${of('purchase')} AS gmv`;
  if (second)
    return sql`SELECT ${PLACE} AS place, ${figures}
      FROM ${names} JOIN (SELECT * FROM ${scopedEvents(scope, context)}) e ON e.${by} = raw GROUP BY ${PLACE}`;
  const totals = ['events', 'views', 'purchases', 'gmv'].map((name) => `sum(${name}) AS ${name}`);
  return sql`SELECT ${PLACE} AS place, ${totals.join(', ')}
    FROM ${names} JOIN (SELECT ${by} AS raw, ${figures} FROM ${scopedEvents(scope, context)} GROUP BY ${by}) USING (raw)
    GROUP BY ${PLACE}`;
}

/** A stage of `place, users, buyers`: distinct users add up over ranges of them. */
export function placePeople(
  table: string,
  names: string,
  { by }: PlacesParameters,
  scope: Scope,
  context: DatasetContext,
  second: boolean,
): TableStage {
  const query = (...more: readonly Sql[]) => {
    const events = (...conditions: readonly Sql[]) =>
      sql`${names} JOIN (SELECT ${by} AS raw, user_key, event_type
        FROM ${scopedEvents(scope, context, sql`user_key IS NOT NULL`, ...more, ...conditions)}) USING (raw)`;
    if (!second)
      return sql`SELECT place, count(*) AS users, count(*) FILTER (bought) AS buyers
        FROM (SELECT ${PLACE} AS place, user_key, bool_or(event_type = 'purchase') AS bought
          FROM ${events()} GROUP BY ${PLACE}, user_key) GROUP BY place`;
    const set = (name: string, other: string, ...conditions: readonly Sql[]) =>
      sql`SELECT place, count(*) AS ${name}, 0 AS ${other}
        FROM (SELECT DISTINCT ${PLACE} AS place, user_key FROM ${events(...conditions)}) GROUP BY place`;
    return sql`SELECT place, CAST(sum(users) AS BIGINT) AS users, CAST(sum(buyers) AS BIGINT) AS buyers
      FROM (${set('users', 'buyers')} UNION ALL BY NAME ${set('buyers', 'users', sql`event_type = 'purchase'`)}) GROUP BY place`;
  };
  return {
    table,
    query: query(),
    slice: { column: 'user_key', query: (range) => query(range) },
  };
}

/** SELECT of every place with its figures and its `rank` by the measure. */
export function placesRows(
  parameters: PlacesParameters,
  names: string,
  summed: Sql,
  people: string | null,
): Sql {
  const { by, map, measure, basis } = parameters;
  const spelled = sql`SELECT ${PLACE} AS place, arg_max(raw, (n, raw)) AS ${by}, any_value(code) AS code, count(*) AS names
    FROM ${names} GROUP BY ${PLACE}`;
  const conversion =
    basis === 'user'
      ? 'CAST(buyers AS DOUBLE) / nullif(users, 0)'
      : 'CAST(purchases AS DOUBLE) / nullif(views, 0)';
  const users = people
    ? sql`LEFT JOIN (SELECT place, CAST(sum(users) AS BIGINT) AS users, CAST(sum(buyers) AS BIGINT) AS buyers
        FROM ${people} GROUP BY place) USING (place)`
    : sql``;
  const where =
    map === 'cities'
      ? sql`LEFT JOIN (VALUES ${join(
          [...gazetteer('cities').cities.values()].map(
            ({ code, latitude, longitude }) => sql`(${bind(code)}, ${latitude}, ${longitude})`,
          ),
          ', ',
        )}) AS g(code, latitude, longitude) USING (code)`
      : sql``;
  const share = measure === 'conversion' ? 'events' : measure;
  return sql`SELECT *, CAST(${share} AS DOUBLE) / nullif(sum(CAST(${share} AS DOUBLE)) OVER (), 0) AS share,
      row_number() OVER (ORDER BY ${measure} DESC NULLS LAST, events DESC, ${by}) AS rank
    FROM (SELECT *, ${conversion} AS conversion
      FROM (SELECT * REPLACE (CAST(coalesce(gmv, 0) AS DOUBLE) AS gmv ${people ? ', coalesce(users, 0) AS users, coalesce(buyers, 0) AS buyers' : ''}),
          code IS NOT NULL AS located
        FROM (${spelled}) JOIN (${summed}) USING (place) ${users} ${where}))`;
}
