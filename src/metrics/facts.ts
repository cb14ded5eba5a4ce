import { readable as columnsOf, readRows } from './read.ts';
import { join, Sql, sql } from './sql/fragment.ts';
import type { Ground } from './stages.ts';
import type { FactQuery, Facts } from './types.ts';

/** Facts of one row each are asked for in one statement: every statement is a way to the engine and back. */
export async function factsOf(ground: Ground, queries: readonly FactQuery[]): Promise<Facts> {
  const { database, options } = ground;
  const facts: Record<string, unknown> = {};
  const single = queries.filter(({ name }) => name === undefined).map(asSql);
  if (single.length > 0) {
    const beside = join(
      single.map((one) => sql`LEFT JOIN (${one}) ON true`),
      ' ',
    );
    const asked = sql`SELECT * EXCLUDE (one) FROM (SELECT 1 AS one) ${beside}`;
    Object.assign(facts, readRows(await database.query(asked.sql, asked.parameters, options))[0]);
  }
  for (const query of queries) {
    if (query.name === undefined) continue;
    const asked = asSql(query);
    facts[query.name] = readRows(await database.query(asked.sql, asked.parameters, options));
  }
  return facts;
}

const asSql = ({ columns, query }: FactQuery): Sql =>
  new Sql(columnsOf(columns, sql`(${query.sql})`).sql, query.parameters);
