import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { positionalSql, renamedInSql, sqlNames } from '../../../../src/notebook/sql-names.ts';

const reads = (sql: string) => [...sqlNames(sql).identifiers].sort();

describe('the names that an SQL cell reads', () => {
  it('leave out strings and comments', () => {
    expect(reads("select 'a', $$ b $$, E'it\\'s c' from d -- e\n/* f /* g */ h */")).toEqual(['d']);
  });

  it('follow a CTE that shadows a cell, and the cell inside that CTE', () => {
    expect(reads('with a as (select * from b) from a')).toEqual(['b']);
    expect(reads('with a as (select * from a) from a')).toEqual(['a']);
    expect(reads('with recursive a as (select 1 union from a) from a')).toEqual([]);
    expect(reads('select * from (with a as (from b) from a), a')).toEqual(['a', 'b']);
  });

  it('know quoted, qualified and foreign names', () => {
    expect(reads('from "a b", main.c, memory.main.d, "e""f", _g, 类目')).toEqual([
      '_g',
      'a b',
      'c',
      'd',
      'e"f',
      '类目',
    ]);
    expect(reads('select a.x, b.y from other.a join b using (x)')).toEqual(['b']);
  });

  it('know statements that DuckDB does not name the tables of', () => {
    expect(reads('pivot a on x, b using sum(c) group by d')).toEqual(['a']);
    expect(reads('unpivot a on b, c into name d value e')).toEqual(['a']);
    expect(reads('from a pivot (sum(b) for c in (1, 2)) d, e')).toEqual(['a', 'e']);
    expect(reads('summarize a')).toEqual(['a']);
    expect(reads('describe a')).toEqual(['a']);
    expect(reads('show tables')).toEqual([]);
    expect(reads('from (summarize a) b join c using (column_name)')).toEqual(['a', 'c']);
  });

  it('are read inside the text that query and query_table take', () => {
    expect(reads("from query_table(['a', 'b']), query('with c as (from d) from c')")).toEqual([
      'a',
      'b',
      'd',
    ]);
  });

  it('are parameters behind a dollar sign, also those that are keywords or begin with a line', () => {
    const { parameters, identifiers } = sqlNames(
      'from t where a between $_a and $order or b = $b1',
    );
    expect(parameters).toEqual(['_a', 'order', 'b1']);
    expect(identifiers).toEqual(['t']);
    expect(positionalSql("select '$x', $order, $_a -- $y\n, $order")).toEqual({
      sql: "select '$x', ?, ? -- $y\n, ?",
      names: ['order', '_a', 'order'],
    });
  });

  it('are all names where the text cannot be followed: none is missed', () => {
    for (const sql of [
      'select (x from a',
      "select 'abc from a",
      'select "abc from a',
      '/* from b\nselect x from a',
      'selct * frm a',
      'from a where x = {y',
      'create table z as from a',
      'select x) from a',
    ]) {
      expect(sqlNames(sql).identifiers, sql).toContain('a');
      expect(sqlNames(sql).exact, sql).toBe(false);
    }
  });

  it('are found in any text without an error', () => {
    const pieces = fc.constantFrom(
      'select',
      'from',
      ' a ',
      'with',
      ' as (',
      ')',
      ',',
      "'",
      '"',
      '$',
      '$b',
      '--',
      '/*',
      '*/',
      '.',
      '::',
      ':',
      '[',
      '{',
      'pivot',
      ' on ',
      '\n',
      '类',
      ';',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const sql = parts.join('');
        const { identifiers, parameters } = sqlNames(sql);
        expect(Array.isArray(identifiers) && Array.isArray(parameters)).toBe(true);
        expect(renamedInSql(sql, 'nobody', 'x')).toBe(sql);
      }),
      { numRuns: 1000 },
    );
  });
});

/** What marimo's users met; the number is of its issue or pull request. */
describe('cases that marimo met', () => {
  it('2019: a statement that would create a table reads what it reads, and is left to the engine to refuse', () => {
    expect(reads('create or replace view my_view as select * from my_table')).toContain('my_table');
  });

  it('2823: a schema before a name is no relation of its own, and none is lost behind it', () => {
    expect(reads('create or replace table my_db.main.t as from source')).toContain('source');
    expect(reads('from my_db.t, source')).toEqual(['source']);
  });

  it('4192: a regular expression with marks of SQL in it hides no relation', () => {
    expect(
      reads("select name, regexp_replace(name, '^.*/', '') as regex_name from pdb limit 10"),
    ).toEqual(['pdb']);
    expect(reads("select regexp_extract(x, '(--|/\\*|\"|$)') from a")).toEqual(['a']);
  });

  it('5945: the parts of a qualified name are not taken for names of their own', () => {
    expect(reads('select * from finance.orders')).toEqual([]);
    expect(reads('select * from catalog.finance.orders join items using (id)')).toEqual(['items']);
  });

  it('6533: PIVOT, UNPIVOT, SUMMARIZE and DESCRIBE read their table', () => {
    expect(reads('describe test_duck;')).toEqual(['test_duck']);
    expect(reads('summarize test_duck;')).toEqual(['test_duck']);
    expect(reads('pivot test_duck\non function_type\nusing count(*)\ngroup by categories')).toEqual(
      ['test_duck'],
    );
    expect(reads('unpivot test_duck\non function_oid\ninto\n\tname fld\n\tvalue val')).toEqual([
      'test_duck',
    ]);
  });

  it('7717: a parameter in an interval hides neither its relation nor itself', () => {
    const since = (interval: string) =>
      sqlNames(`select * from t where at > (select max(at) from u) - ${interval}`);
    for (const interval of [
      'interval ($days) day',
      'interval $days day',
      "$days * interval '1 day'",
    ])
      expect(since(interval)).toMatchObject({ identifiers: ['t', 'u'], parameters: ['days'] });
    expect(since("interval '{days} days'")).toMatchObject({
      identifiers: ['t', 'u'],
      parameters: [],
    });
  });

  it('8436, 8437: what cannot be parsed keeps its dependencies', () => {
    expect(reads('select * from df where x = ')).toEqual(['df']);
    expect(reads('select * from df where x in (null, ')).toContain('df');
    expect(reads('select {{x}} from df')).toContain('df');
  });

  it('9168: two relations with one alias do not make a CTE a dependency', () => {
    expect(
      reads('with n as (from exams) select * from a join n c using (x) join classes c using (x)'),
    ).toEqual(['a', 'classes', 'exams']);
  });
});

describe('renaming in SQL', () => {
  it('changes relations and parameters, not strings, comments, columns, aliases or CTEs', () => {
    expect(
      renamedInSql(
        "select 'a', t.a, $a, $a_start, $ab from a t join b using (a) -- a",
        'a',
        'sales',
      ),
    ).toBe("select 'a', t.a, $sales, $sales_start, $ab from sales t join b using (a) -- a");
    expect(renamedInSql('with a as (from a) from a', 'a', 'b')).toContain('(from b');
  });

  it('lets qualifiers follow, or keeps the old name as an alias where they could be columns', () => {
    expect(renamedInSql('select a.x from a where a.y > 1', 'a', 'b')).toBe(
      'select b.x from b where b.y > 1',
    );
    expect(renamedInSql('select a, a.x from a', 'a', 'b')).toBe('select a, a.x from b AS a');
  });

  it('knows no case, and quotes what must be quoted', () => {
    expect(renamedInSql('from "A", b', 'a', 'order')).toBe('from "order", b');
  });

  it('of a name that another parameter begins with leaves that alone', () => {
    expect(renamedInSql('select $a_start', 'a', 'b', false)).toBe('select $a_start');
  });
});
