import { expect, it } from 'vitest';
import { bind, inlined, readable, sql } from '../../../src/metrics/sql/fragment.ts';

it('writes values at marks alone, not into strings, names of columns or comments', () => {
  const query = sql`SELECT "really?", "a ""b""?", 'who?', 'it''s?' -- why?
    /* and
       how? */ FROM t WHERE x = ${bind('yes?')} AND "ok?" = ${bind(2)}`;
  const written = `SELECT "really?", "a ""b""?", 'who?', 'it''s?' -- why?
    /* and
       how? */ FROM t WHERE x = 'yes?' AND "ok?" = 2`;
  expect(readable(query)).toBe(written);
  expect(inlined(query)).toMatch(/"really\?", "a ""b""\?", 'who\?', 'it''s\?' -- why\?\n/);
  expect(inlined(query)).toMatch(/how\? \*\/ FROM t WHERE x = .*yes\?.* AND "ok\?" = .*2/);
});
