import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Lanes } from '../../../src/warehouse/ingest/lanes.ts';
import { Latest } from '../../../src/warehouse/ingest/layers/latest.ts';

interface Said {
  readonly item: number;
  readonly high: number;
  readonly category: number | null;
  readonly brand: number;
}

const said: fc.Arbitrary<Said> = fc.record({
  item: fc.nat(40),
  high: fc.integer({ min: -1, max: 1 }),
  category: fc.option(fc.nat(9)),
  brand: fc.nat(3),
});

/** Row n is said at second n: no two are at one time. */
function lanesOf(rows: readonly (readonly [time: number, row: Said])[]): Lanes {
  return {
    time: Uint32Array.from(rows, ([time]) => time),
    item_id: Uint32Array.from(rows, ([, { item }]) => item),
    'item_id.high': Int32Array.from(rows, ([, { high }]) => high),
    category_id: Uint32Array.from(rows, ([, { category }]) => category ?? 0),
    'category_id.valid': Uint8Array.from(rows, ([, { category }]) => (category === null ? 0 : 1)),
    brand: Uint32Array.from(rows, ([, { brand }]) => brand),
  };
}

const ATTRIBUTES = [
  { lane: 'category_id', zeroIsNone: false },
  { lane: 'brand', zeroIsNone: true },
];

function latest(dated: boolean): Latest {
  return new Latest('item_id', dated ? ATTRIBUTES : ATTRIBUTES.slice(0, 1), {
    textual: false,
    dated,
  });
}

/** Each entity with what is kept of it. */
function told({ size, low, high, time, kept }: Latest, dated: boolean) {
  const all = Array.from({ length: size }, (_, at) => [
    `${high[at]} ${low[at]}`,
    dated ? time[at] : 0,
    ...kept.map((own) => (Number.isFinite(own.time[at]) ? [own.low[at], own.time[at]] : null)),
  ]);
  return all.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}

describe('what several parts know of an item', () => {
  it.each([true, false])('is what one part with all rows knows (dated: %s)', (dated) => {
    fc.assert(
      fc.property(fc.array(fc.tuple(said, fc.nat(2)), { maxLength: 400 }), (rows) => {
        const whole = latest(dated);
        const parts = [latest(dated), latest(dated), latest(dated)];
        const numbered = rows.map(([row], time) => [time, row] as const);
        whole.add(lanesOf(numbered), rows.length);
        for (const [index, part] of parts.entries()) {
          const own = numbered.filter((_, at) => rows[at]?.[1] === index);
          part.add(lanesOf(own), own.length);
        }
        const merged = latest(dated);
        for (const part of parts) merged.merge(part.entries());
        expect(told(merged, dated)).toEqual(told(whole, dated));
      }),
    );
  });
});
