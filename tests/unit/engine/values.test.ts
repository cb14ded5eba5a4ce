import { Decimal, Int64, makeData, Table, Utf8, Vector, vectorFromArray } from 'apache-arrow';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textVector } from '../../../src/engine/decode.ts';
import { enumsOf } from '../../../src/engine/enums.ts';
import { relationColumns } from '../../../src/engine/sql-types.ts';
import { dayText, intervalText, timestampValue, timeText } from '../../../src/engine/time-text.ts';
import { decimalText, rowsOf } from '../../../src/engine/values.ts';

function words(value: bigint): Uint32Array {
  const whole = BigInt.asUintN(128, value);
  return Uint32Array.from([0n, 32n, 64n, 96n], (shift) => Number((whole >> shift) & 0xffffffffn));
}

function decimals(values: readonly bigint[], scale: number, precision: number): Vector {
  const data = new Uint32Array(values.flatMap((value) => [...words(value)]));
  const type = new Decimal(scale, precision, 128);
  return new Vector([makeData({ type, length: values.length, nullCount: 0, data })]);
}

test('a DECIMAL keeps every digit of its 38', () => {
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 38n) + 1n, 10n ** 38n - 1n), fc.nat(37), (value, scale) => {
      const [row] = rowsOf(new Table({ d: decimals([value], scale + 1, 38) }));
      expect(row?.d).toBe(decimalText(value, scale + 1));
      expect(BigInt(String(row?.d).replace('.', ''))).toBe(value);
      expect(String(row?.d).split('.')[1]).toHaveLength(scale + 1);
    }),
  );
});

test('the sum of a BIGINT is a bigint, whatever its sign and size', () => {
  const values = [0n, 1n, -1n, 2n ** 32n, -(2n ** 64n), 2n ** 126n];
  const table = new Table({ s: decimals(values, 0, 38) });
  expect(rowsOf(table).map(({ s }) => s)).toEqual(values);
  expect(relationColumns(table)).toEqual([{ name: 's', type: 'HUGEINT' }]);
});

test('text of any script comes back, with NULLs where they were', () => {
  const texts = ['plain', '', 'é', '汉字', '😀', null, 'end'];
  const table = new Table({ t: vectorFromArray(texts, new Utf8()) });
  expect(rowsOf(table).map(({ t }) => t)).toEqual(texts);
  expect([...textVector(['plain', '', '汉字'])]).toEqual(['plain', '', '汉字']);
});

test('limit ends in the middle of a batch', () => {
  const table = new Table({ n: vectorFromArray([1n, 2n, 3n], new Int64()) });
  expect(rowsOf(table, 2)).toEqual([{ n: 1n }, { n: 2n }]);
});

test('a timestamp of whole milliseconds is a Date, a finer one keeps its digits as text', () => {
  expect(timestampValue(1_511_539_200_123_000n, 1_000_000n)).toEqual(new Date(1_511_539_200_123));
  expect(timestampValue(1_511_539_200_123_456n, 1_000_000n)).toBe('2017-11-24T16:00:00.123456Z');
  expect(timestampValue(-1n, 1_000_000n)).toBe('1969-12-31T23:59:59.999999Z');
  expect(timestampValue(-1n, 1n)).toEqual(new Date(-1000));
  expect(timestampValue(2n ** 63n - 1n, 1_000_000n)).toBe('infinity');
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true }), (date) => {
      expect(timestampValue(BigInt(date.getTime()) * 1000n, 1_000_000n)).toEqual(date);
    }),
  );
});

test('days, times and intervals read as DuckDB writes them', () => {
  expect([dayText(0), dayText(-1), dayText(17_494), dayText(2 ** 31 - 1)]).toEqual([
    '1970-01-01',
    '1969-12-31',
    '2017-11-24',
    'infinity',
  ]);
  expect(timeText(3_723_500_000n)).toBe('01:02:03.5');
  expect(intervalText(14, 3, 4n * 3_600_000_000n)).toBe('1 year 2 months 3 days 04:00:00');
  expect(intervalText(0, 0, 0n)).toBe('00:00:00');
  expect(intervalText(0, -1, -500_000n)).toBe('-1 day -00:00:00.5');
});

test('the values of every ENUM are read from the name of the type, in order', () => {
  expect(enumsOf("ENUM('pv', 'it''s', 'a)b')")).toEqual([['pv', "it's", 'a)b']]);
  expect(enumsOf("STRUCT(\"ENUM('no')\" ENUM('x'), b ENUM('y', 'z')[])")).toEqual([
    ['x'],
    ['y', 'z'],
  ]);
  expect(enumsOf('DECIMAL(18,4)')).toEqual([]);
});
