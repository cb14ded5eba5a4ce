import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { constant } from '../../../src/engine/parameters.ts';

let connection: Awaited<ReturnType<DuckDBInstance['connect']>>;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create()).connect();
});
afterAll(() => connection.closeSync());

const back = async (sql: string) =>
  (await connection.runAndReadAll(`select ${sql}`)).getRows()[0]?.[0];

test('any text comes back as it was, also quotes, backslashes and NUL', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc
        .array(
          fc.oneof(
            fc.string({ unit: 'grapheme' }),
            fc.constantFrom("'", "''", '\\', '\0', '--', ';', '$$', '\n'),
          ),
        )
        .map((parts) => parts.join('')),
      async (text) => {
        expect(await back(constant(text))).toBe(text);
      },
    ),
    { numRuns: 200 },
  );
});

test('every 64-bit integer and every double keeps all its bits', async () => {
  await fc.assert(
    fc.asyncProperty(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), async (value) => {
      expect(await back(constant(value))).toBe(value);
    }),
    { numRuns: 100 },
  );
  await fc.assert(
    fc.asyncProperty(fc.double(), async (value) => {
      expect(Number(await back(`cast(${constant(value)} as double)`))).toBe(value);
    }),
    { numRuns: 200 },
  );
});

test('the types are those that SQL would infer', async () => {
  for (const [value, type] of [
    [1, 'BIGINT'],
    [1.5, 'DOUBLE'],
    [2n ** 63n, 'HUGEINT'],
    [true, 'BOOLEAN'],
    ['x', 'VARCHAR'],
    [new Date(0), 'TIMESTAMP'],
  ] as const)
    expect(await back(`typeof(${constant(value)})`)).toBe(type);
  expect(await back(constant(null))).toBeNull();
  expect(await back(`${constant(new Date(1_511_539_200_123))}::varchar`)).toBe(
    '2017-11-24 16:00:00.123',
  );
});

test('what cannot be a value is refused', () => {
  expect(() => constant(new Date(Number.NaN))).toThrow();
});
