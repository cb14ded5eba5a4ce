import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Standing, statementOf } from '../../../../src/notebook/sql/statement.ts';

/** Cells `a` and `c` over real tables; each statement must give what it gives over views of the same names. */
const CELLS: Readonly<Record<string, string>> = {
  a: 'select x, y + 1 as y from t -- all of it;\n;',
  c: 'with a as (select 2 as x) select a.x, t.y from a join t using (x)',
};
const STATEMENTS = [
  'select * from a order by all',
  'select a.x, A.y from a where a.y > 1 order by all;',
  'select s.x from a s join t using (x) order by all',
  'select * from main.a order by all',
  'from a select sum(x)',
  'with a as (select * from a) from a order by all',
  'with b as (from a) select b.x, a.y from b, a order by all',
  'select (select max(y) from a) as m, c.x from c order by all',
  'select * from a join c using (x) order by all',
  'from z: a select z.x order by all',
  'table a order by all',
  'summarize a',
  'from (summarize a) select column_name, min, max order by all',
  'describe a',
  'show a',
  'pivot a on x using sum(y)',
  'unpivot a on x, y into name n value v order by all',
  'from a pivot (sum(y) for x in (1, 2)) order by all',
  'select * from a union all from c order by all',
  'select \'from a\' as a, "a".x from "a" order by all',
  'select * from t where exists (from a where a.x = t.x) order by all',
  'select * from t, lateral (select a.y as w from a where a.x = t.x) order by all',
];

let inlined: DuckDBConnection;
let viewed: DuckDBConnection;

beforeAll(async () => {
  const open = async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run('create table t as select x, x * 10 as y from range(1, 4) r(x)');
    return connection;
  };
  [inlined, viewed] = [await open(), await open()];
  for (const [name, sql] of Object.entries(CELLS)) {
    await viewed.run(`create view ${name} as ${sql}`);
    await inlined.run(`create schema if not exists kept`);
    await inlined.run(`create table kept."${name} 1" as ${sql}`);
  }
});

const rows = async (connection: DuckDBConnection, sql: string) =>
  (await connection.runAndReadAll(sql)).getRowsJson();

describe('a statement that reads other cells', () => {
  it.each(STATEMENTS)(
    'gives what it gives over views, each cell’s statement put in: %s',
    async (sql) => {
      const { sql: whole } = statementOf(sql, (name) => {
        const cell = CELLS[name.toLowerCase()];
        return cell === undefined ? null : statementOf(cell);
      });
      expect(await rows(inlined, whole)).toEqual(await rows(viewed, sql));
    },
  );

  it.each(STATEMENTS)('gives what it gives over views, each cell a relation: %s', async (sql) => {
    const { sql: whole } = statementOf(sql, (name) =>
      CELLS[name.toLowerCase()] === undefined
        ? null
        : { relation: `kept."${name.toLowerCase()} 1"` },
    );
    expect(await rows(inlined, whole)).toEqual(await rows(viewed, sql));
  });
});

describe('a statement', () => {
  const cells: Readonly<Record<string, Standing>> = {
    a: { sql: 'select ? as x', names: ['p'] },
    b: { relation: '"r"' },
  };
  const of = (sql: string) => statementOf(sql, (name) => cells[name] ?? null);

  it('lists its parameters in the order of their marks, those of what was put in among them', () => {
    const { sql, names } = of('select $q from a where x = $r or x = $q');
    expect(sql).toBe('select ? from (select ? as x\n) AS a where x = ? or x = ?');
    expect(names).toEqual(['q', 'p', 'r', 'q']);
  });

  it('leads an error back to its place in the cell’s own text', () => {
    const text = 'select $q, wrong from a where nope';
    const { sql, original } = of(text);
    for (const word of ['select', 'wrong', 'where', 'nope']) {
      expect(original(sql.indexOf(word))).toBe(text.indexOf(word));
    }
    expect(original(sql.indexOf('as x'))).toBeNull();
  });

  it('is left as it is where it reads no cell', () => {
    const text = "select * from t join other.a using (x) where y = '$p' -- $p";
    expect(of(text)).toMatchObject({ sql: text, names: [] });
  });

  it('that cannot be parsed is left to the engine as it stands', () => {
    for (const text of ['selct x frm a', 'select (x from a', "select 'x from a"]) {
      expect(of(text).sql).toBe(text);
    }
    expect(of('select ($p from a')).toMatchObject({ sql: 'select (? from a', names: ['p'] });
  });

  it('loses its semicolons and nothing else', () => {
    expect(of('select 1; ;\n-- end').sql).toBe('select 1\n-- end');
    expect(of("select ';'").sql).toBe("select ';'");
  });
});
