import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tokens } from '../../../src/cells/sql-tokens.ts';

const roleOf = (sql: string, text: string) =>
  tokens(sql).find((token) => token.text === text)?.role;

test('the pieces of a statement joined are the statement, whatever its text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      (sql) =>
        tokens(sql)
          .map(({ text }) => text)
          .join('') === sql,
    ),
  );
});

test('words in strings, comments and quoted names are not key words', () => {
  const sql = `select 'from x', "where" -- order by\nfrom t where a = 1.5`;
  expect(roleOf(sql, 'select')).toBe('word');
  expect(roleOf(sql, "'from x'")).toBe('string');
  expect(roleOf(sql, '"where"')).toBe('');
  expect(roleOf(sql, '-- order by')).toBe('comment');
  expect(roleOf(sql, '1.5')).toBe('number');
});
