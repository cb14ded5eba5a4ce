import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVENT_TYPES } from '../../../src/sources/types.ts';
import { FIRST_BITS, firsts, type KeyColumn } from '../../../src/warehouse/ingest/firsts.ts';

interface Row {
  readonly user: bigint | null;
  readonly day: number;
  readonly item: bigint | null;
  readonly brand: bigint | null;
  readonly bought: boolean;
}

/** Few values, so that they repeat; some alike in one half only. */
const key = fc.option(fc.constantFrom(1n, 2n, 3n, (1n << 32n) + 1n, (1n << 33n) + 1n, -1n));
const rows = fc.array(
  fc.record<Row>({
    user: key,
    day: fc.integer({ min: 0, max: 2 }),
    item: key,
    brand: key,
    bought: fc.boolean(),
  }),
  { maxLength: 60 },
);

function column(values: readonly (bigint | null)[]): KeyColumn {
  const bits = BigInt64Array.from(values, (value) => value ?? 0n);
  const halves = new Int32Array(bits.buffer);
  return {
    low: Uint32Array.from(values, (_, row) => halves[row * 2] ?? 0),
    high: Int32Array.from(values, (_, row) => halves[row * 2 + 1] ?? 0),
    valid: Uint8Array.from(values, (value) => (value === null ? 0 : 1)),
  };
}

function naive(sorted: readonly Row[]): number[] {
  const seen = new Set<string>();
  const first = (...parts: unknown[]) => {
    const name = parts.map(String).join('|');
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  };
  return sorted.map(({ user, day, item, brand, bought }) => {
    if (user === null) return 0;
    let mark = 0;
    for (const [name, value] of [
      ['item_key', item],
      ['brand', brand],
    ] as const) {
      if (first(name, user, day, value)) mark |= FIRST_BITS[name].user;
      if (bought && first(name, 'bought', user, day, value)) mark |= FIRST_BITS[name].buyer;
    }
    return mark;
  });
}

describe('first marks', () => {
  it("are the first row, and the first purchase, of a user's day with each item and brand", () => {
    fc.assert(
      fc.property(rows, (all) => {
        const sorted = [...all].sort((a, b) =>
          Number((a.user ?? 1n << 40n) - (b.user ?? 1n << 40n)),
        );
        const marks = firsts({
          rows: sorted.length,
          user: column(sorted.map(({ user }) => user)),
          type: Uint8Array.from(sorted, ({ bought }) =>
            EVENT_TYPES.indexOf(bought ? 'purchase' : 'view'),
          ),
          day: Int32Array.from(sorted, ({ day }) => day),
          keys: {
            item_key: column(sorted.map(({ item }) => item)),
            brand: column(sorted.map(({ brand }) => brand)),
          },
        });
        expect([...marks]).toEqual(naive(sorted));
      }),
    );
  });

  it('are each row of a user with a million items', () => {
    const size = 1_000_000;
    const same: KeyColumn = { low: new Uint32Array(size), high: null, valid: null };
    const items = {
      low: Uint32Array.from({ length: size }, (_, row) => row),
      high: null,
      valid: null,
    };
    const marks = firsts({
      rows: size,
      user: same,
      type: new Uint8Array(size),
      day: new Int32Array(size),
      keys: { item_key: items },
    });
    expect(marks.every((mark) => mark === FIRST_BITS.item_key.user)).toBe(true);
  });
});
