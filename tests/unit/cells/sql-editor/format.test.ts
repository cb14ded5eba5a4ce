import { describe, expect, test } from 'vitest';
import { formatSql } from '../../../../src/cells/sql-editor/format.ts';
import { tokensOf } from '../../../../src/notebook/sql/tokens.ts';

const words = (sql: string) => tokensOf(sql).tokens.map(({ kind, text }) => `${kind} ${text}`);

describe('formatting', () => {
  test('lays a statement out and changes nothing of what it says', () => {
    const sql =
      "select brand,count(*) filter (where event_type='cart') as n from dwd_events where day between $period_start and $period_end and brand in ($brand) group by all order by n desc";
    const formatted = formatSql(sql);
    expect(words(formatted)).toEqual(words(sql));
    expect(formatted.split('\n').length).toBeGreaterThan(5);
    expect(formatSql(formatted)).toBe(formatted);
  });

  test('takes what only DuckDB has', () => {
    for (const sql of [
      'from events select * exclude (price) qualify row_number() over (partition by user_id) = 1',
      'select list_transform([1, 2], x -> x + 1), {a: 1}, m[1:2], price::double from t using sample 10%',
      'pivot events on event_type using count(*) group by brand',
      'select * from a asof join b on a.t >= b.t',
    ])
      expect(words(formatSql(sql))).toEqual(words(sql));
  });

  test('refuses what is no SQL', () => {
    expect(() => formatSql("select 'open")).toThrow();
  });
});
