import fc from 'fast-check';
import type { Rows } from '../../../src/warehouse/ingest/bucket.ts';
import type { Lanes } from '../../../src/warehouse/ingest/lanes.ts';

/** A row as a test thinks of it; null is NULL. */
export interface TestRow {
  readonly user: number | null;
  readonly time: number;
  readonly item: number;
  readonly type: number;
  readonly price: number | null;
}

/** Few distinct values, so that equal users, times and rows are common. */
export const testRow: fc.Arbitrary<TestRow> = fc.record({
  user: fc.option(
    fc.oneof(fc.integer({ min: 1, max: 6 }), fc.constantFrom(-3, 2 ** 40, -(2 ** 35))),
  ),
  time: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 100_000 })),
  item: fc.integer({ min: 1, max: 3 }),
  type: fc.integer({ min: 0, max: 2 }),
  price: fc.option(fc.constantFrom(0, 12_500, -10_000)),
});

/** Rows as lanes; `time` in seconds, or microseconds with `micros`. */
export function rowsOf(list: readonly TestRow[], { micros = false } = {}): Rows {
  const user = list.map((row) => row.user ?? 0);
  const high = user.map((value) => Math.floor(value / 2 ** 32));
  const lanes: Lanes = {
    time: micros
      ? Float64Array.from(list, ({ time }) => time * 1e6)
      : Uint32Array.from(list, ({ time }) => time),
    type: Uint8Array.from(list, ({ type }) => type),
    user_id: Uint32Array.from(user, (value) => value % 2 ** 32),
    item_id: Uint32Array.from(list, ({ item }) => item),
    price: Float64Array.from(list, ({ price }) => price ?? Number.NaN),
  };
  if (high.some((value) => value !== 0)) lanes['user_id.high'] = Int32Array.from(high);
  if (list.some((row) => row.user === null))
    lanes['user_id.valid'] = Uint8Array.from(list, (row) => (row.user === null ? 0 : 1));
  return { rows: list.length, lanes };
}

/** Nobody comes first. */
export function byUserAndTime(a: TestRow, b: TestRow): number {
  if (a.user === b.user) return a.time - b.time;
  if (a.user === null || b.user === null) return a.user === null ? -1 : 1;
  return a.user - b.user;
}
