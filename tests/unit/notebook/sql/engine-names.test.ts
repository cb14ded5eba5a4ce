import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { relationsOf } from '../../../../src/notebook/sql/relations.ts';

/** Statements that DuckDB's own binder can follow; it says which tables they read. */
const STATEMENTS = [
  'select * from a',
  'SELECT * FROM A',
  'select * from "a", b',
  'select a from b',
  'select b.x as a from b',
  'select x a from b',
  'select a.x from b as a',
  'select a.x from b a, c',
  'select * from main.a',
  'select a.x from a join b on a.x = b.x, c where c.y in (select y from d)',
  'select a.x from a join b using (x), c',
  'with a as (select * from b) select * from a',
  'with a as (select * from a) select * from a',
  'with a as (from b), c as (from a) from c join d using (x)',
  'with recursive a as (select 1 as x union all select x + 1 from a where x < 5) select * from a',
  'with a(x, y) as materialized (select x, y from b) select * from a',
  'select * from (with a as (from b) from a) t, a',
  "select 'from a' as t from b -- from c\n/* from d */",
  'select $$ from a $$ from b',
  'from a',
  'from a select x',
  'from a, b select a.x',
  'from a t, lateral (select t.x + 1 as z from b) u',
  'select * from a, lateral (select * from b where b.x = a.x)',
  'select (select max(x) from a) as c from b',
  'select * from b where exists (from a)',
  'select * from a union all select * from b',
  '(select * from a) union (select * from b) order by x',
  'select * from a except select * from b',
  "select extract(year from date '2020-01-01') as a from b",
  'select x is distinct from y from b',
  'select x is not distinct from y from b',
  'select * from range(3) t(a), b',
  'select * from b, unnest([1, 2]) u(a)',
  'select * from (a join b using (x))',
  'select * from (a cross join b), c',
  'select * from a asof join b on a.x >= b.x',
  'select * from a semi join b using (x)',
  'select * from a positional join b',
  'select * from a natural join b',
  'select * from a left outer join b on a.x = b.x full join c on b.x = c.x',
  'select [z + 1 for z in [1, 2]] as a from b',
  "select {'a': x} as s from b",
  'select list_transform([1], lambda a: a + 1) from b',
  'select case when x = 1 then y end as a from b',
  'select x, row_number() over (partition by y order by x desc) as a from b qualify a = 1',
  'select x from b window a as (partition by y)',
  'select * from b tablesample 10%',
  'select * from a using sample 5 rows',
  'values (1), (2)',
  'table a',
  'from (values (1)) t(x), a',
  'select * from b order by x desc limit 3 offset 1',
  'select x, sum(y) from a group by all having sum(y) > (select count(*) from b)',
  'select cast(x as timestamp with time zone) as a from b',
  'select x::timestamp with time zone a from b',
  "select * from 'a'",
  'from t: a select t.x',
  "from query_table('a')",
  "from query('select * from b')",
  'select count(*) filter (where x > 1) as a from b',
  'select * from a where (x, y) in (from b select x, y)',
  'select * exclude (x), y as a from b',
  "select columns(a -> a like 'x%') from b",
  'select b.* replace (y + 1 as y) from b',
  'from b select *, x as a where x = 1',
  'describe a',
  'describe table a',
  'describe select * from a',
  'summarize a',
  'summarize select a.x from b a',
  'show a',
  'from (describe a)',
  'from (summarize a), b',
  'pivot a on x using sum(y)',
  'pivot (select * from a) on x using count(*) group by y',
  'pivot b on x, y using count(*)',
  'from b pivot (sum(y) for x in (1, 2))',
  'unpivot a on x, y into name b value c',
  'from b unpivot (a for c in (x, y))',
  'with a as (from b) pivot a on x using sum(y)',
  'from (pivot a on x in (1, 2) using sum(y))',
  'explain select * from a',
  'explain analyze from a',
  'select * from a where x = any(select y from b)',
  'select a.x, c.y from b as a, b as c',
];

const TABLES = ['a', 'b', 'c', 'd'];
/** True where DuckDB binds the statement; `without` is a table that is not there. */
let binds: (sql: string, without?: string) => Promise<boolean | null>;

beforeAll(async () => {
  const connections = new Map<string, DuckDBConnection>();
  for (const without of ['', ...TABLES]) {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    for (const name of TABLES) {
      if (name !== without)
        await connection.run(
          `create table ${name} (x integer, y integer, ${name === 'b' ? 'a' : 'z'} integer)`,
        );
    }
    connections.set(without, connection);
  }
  binds = async (sql, without = '') => {
    const connection = connections.get(without);
    return connection ? connection.run(sql).then(() => true, missing(without)) : false;
  };
});

const missing = (name: string) => (error: unknown) =>
  name === '' || !String(error).includes(`Table with name ${name} does not exist`) ? null : false;

const ours = (sql: string) => {
  const { relations, exact } = relationsOf(sql);
  expect(exact).toBe(true);
  return [...new Set(relations.map(({ name }) => name.toLowerCase()))].sort();
};

/** A table is read where the statement cannot be bound without it. */
const theirs = async (sql: string) => {
  const read: string[] = [];
  for (const table of TABLES) if (!(await binds(sql, table))) read.push(table);
  return read;
};

describe('the relations that the parse tree finds', () => {
  it.each(STATEMENTS)('are those without which DuckDB cannot bind: %s', async (sql) => {
    expect(await binds(sql)).toBe(true);
    expect(ours(sql)).toEqual(await theirs(sql));
  });

  it('are those in any nesting of CTEs, joins, subqueries and aliases', async () => {
    let bound = 0;
    await fc.assert(
      fc.asyncProperty(query(2), async (sql) => {
        if (!(await binds(sql))) return;
        bound++;
        expect(ours(sql)).toEqual(await theirs(sql));
      }),
      { numRuns: 200 },
    );
    expect(bound).toBeGreaterThan(60);
  }, 60_000);
});

const name = fc.constantFrom(...TABLES);
const written = name.chain((one) =>
  fc.constantFrom(one, one.toUpperCase(), `"${one}"`, `main.${one}`, `main . "${one}"`),
);
const space = fc.constantFrom(' ', '\n', ' /* from d */ ', ' -- from c\n');

/** A query over the tables, some of whose CTEs and aliases bear their names. */
function query(depth: number): fc.Arbitrary<string> {
  const nested = depth > 0 ? query(depth - 1) : fc.constant('select 1 as x, 2 as y');
  const factor = fc.oneof(
    { weight: 3, arbitrary: written },
    { weight: 2, arbitrary: fc.tuple(written, space, name).map(([t, s, as]) => `${t}${s}${as}`) },
    { weight: 2, arbitrary: fc.tuple(nested, name).map(([q, as]) => `(${q}) as ${as}`) },
    { weight: 1, arbitrary: fc.constant('range(3) as a(x)') },
  );
  const tables = fc
    .array(fc.tuple(factor, fc.constantFrom(', ', ' cross join ', ', lateral (select 1) , ')), {
      minLength: 1,
      maxLength: 3,
    })
    .map((all) => all.map(([one, by], at) => (at === all.length - 1 ? one : one + by)).join(''));
  const column = fc.constantFrom(
    '1 as a',
    "'from b' as x",
    '2 b',
    '(select max(x) from c) as d',
    '*',
  );
  const core = fc.oneof(
    fc.tuple(column, space, tables).map(([c, s, t]) => `select ${c} from${s}${t}`),
    fc.tuple(tables, column).map(([t, c]) => `from ${t} select ${c}`),
    fc
      .tuple(tables, nested)
      .map(([t, q]) => `select 1 as x from ${t} where exists (${q}) order by 1 desc limit 1`),
  );
  const withCtes = fc
    .tuple(fc.uniqueArray(name, { minLength: 1, maxLength: 2 }), nested, nested, core)
    .map(([names, one, two, main]) => {
      const bodies = [one, two];
      return `with ${names.map((cte, at) => `${cte} as (${bodies[at]})`).join(', ')} select 1 as x from ${names.join(', ')}, (${main}) as z`;
    });
  return fc.oneof({ weight: 3, arbitrary: core }, { weight: 2, arbitrary: withCtes });
}
