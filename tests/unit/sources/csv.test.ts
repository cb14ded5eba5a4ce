import { expect, it } from 'vitest';
import { csvField, harmless } from '../../../src/sources/csv.ts';

it('quotes a field only where it must be', () => {
  expect(['a', 'a b', 'a,b', 'say "x"', 'two\nlines', ''].map(csvField)).toEqual([
    'a',
    'a b',
    '"a,b"',
    '"say ""x"""',
    '"two\nlines"',
    '',
  ]);
});

it.each(['=1+1', '@SUM(A1)', '+7', '-2+3+cmd', '-', '\t=1', '\r=1'])(
  'keeps %j from being a formula',
  (text) => expect(harmless(text)).toBe(`'${text}`),
);

it.each(['-5', '-5.20', '-1e-7', '12', 'a=b', ''])('leaves %j alone', (text) =>
  expect(harmless(text)).toBe(text),
);
