import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemsets } from '../../../src/models/itemsets/index.ts';
import { sharedFile } from '../warehouse/native.ts';

interface Found {
  readonly sets: Map<string, number>;
  /** `a,b>c` → baskets of both sides. */
  readonly rules: Map<string, number>;
}

/** Runs the model over baskets of whole numbers. */
async function found(
  baskets: readonly (readonly number[])[],
  minimum: number,
  { shortest = 1, longest = 10, confidence = 0 } = {},
): Promise<Found> {
  const lines = baskets.flatMap((items, basket) => items.map((item) => [basket, item] as const));
  const made = await itemsets(
    {
      lines: {
        basket: Float64Array.from(lines, ([basket]) => basket),
        item: Float64Array.from(lines, ([, item]) => item),
      },
      totals: {
        baskets: Float64Array.of(baskets.length),
        minimum: Float64Array.of(minimum),
      },
    },
    { shortest, longest, confidence },
    { tell: () => undefined },
  );
  const { sets, members, rules } = made as Record<string, Record<string, Int32Array>>;
  const items = new Map<number, number[]>();
  members?.itemset?.forEach((set, at) => {
    items.set(set, [...(items.get(set) ?? []), Number(members.item?.[at])]);
  });
  const name = (set: number) => (items.get(set) ?? []).sort((a, b) => a - b).join(',');
  const count = (set: number) => Number(sets?.baskets?.[set]);
  return {
    sets: new Map([...items.keys()].map((set) => [name(set), count(set)])),
    rules: new Map(
      Array.from(rules?.itemset ?? [], (set, at) => [
        `${name(Number(rules?.antecedent?.[at]))}>${rules?.consequent?.[at]}`,
        count(set),
      ]),
    ),
  };
}

/** Every subset of every basket, counted. */
function counted(baskets: readonly (readonly number[])[], longest: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const basket of baskets) {
    const items = [...new Set(basket)].sort((a, b) => a - b);
    for (let mask = 1; mask < 1 << items.length; mask++) {
      const set = items.filter((_, at) => mask & (1 << at));
      if (set.length > longest) continue;
      counts.set(set.join(','), (counts.get(set.join(',')) ?? 0) + 1);
    }
  }
  return counts;
}

describe('frequent itemsets', () => {
  it('keep a rule whose confidence is the least one exactly, which a ratio of two rounded supports is below', async () => {
    const baskets = Array.from({ length: 27_865 }, (_, at) =>
      at < 154 ? [1, 2] : at < 385 ? [1] : [3],
    );
    expect(154 / 27_865 / (385 / 27_865)).toBeLessThan(0.4);
    const { rules } = await found(baskets, 1, { shortest: 2, confidence: 0.4 });
    expect([...rules]).toEqual([
      ['1>2', 154],
      ['2>1', 154],
    ]);
  });

  it('are those that counting every subset of every basket finds, and their rules too', async () => {
    const basket = fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(basket, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom(0, 0.25, 0.5, 0.8, 1),
        async (baskets, minimum, longest, shortest, confidence) => {
          const all = counted(baskets, longest);
          const frequent = new Map([...all].filter(([, count]) => count >= minimum));
          const expected = new Map<string, number>();
          for (const [set, count] of frequent) {
            const items = set.split(',');
            if (items.length < shortest) continue;
            for (const one of items) {
              const rest = items.filter((item) => item !== one).join(',');
              const held = rest === '' ? baskets.length : Number(all.get(rest));
              if (count / held >= confidence) expected.set(`${rest}>${one}`, count);
            }
          }
          const { sets, rules } = await found(baskets, minimum, { shortest, longest, confidence });
          expect(sets).toEqual(frequent);
          expect(rules).toEqual(expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('of no basket are none', async () => {
    expect(await found([], 1)).toEqual({ sets: new Map(), rules: new Map() });
  });

  it('of 9,835 real baskets are as many as published', async ({ skip }) => {
    const path = sharedFile('groceries/groceries.csv');
    if (!path || !existsSync(path)) return skip('the shared data files are not here');
    const names = new Map<string, number>();
    const number = (name: string) => {
      if (!names.has(name)) names.set(name, names.size);
      return Number(names.get(name));
    };
    const baskets = readFileSync(path, 'utf8')
      .trimEnd()
      .split(/\r?\n/)
      .map((line) => line.split(',').map((item) => number(item.trim())));
    expect([baskets.length, names.size]).toEqual([9835, 169]);
    const oracle = JSON.parse(readFileSync(path.replace('groceries.csv', 'oracle.json'), 'utf8'));
    for (const [key, support, confidence] of [
      ['supp.006_conf.25_minlen2', 0.006, 0.25],
      ['supp.01_conf.5', 0.01, 0.5],
      ['supp.001_conf.8', 0.001, 0.8],
    ] as const) {
      const { sets, rules } = await found(baskets, Math.ceil(support * 9835), {
        shortest: 2,
        confidence,
      });
      expect([sets.size, rules.size]).toEqual([oracle[key].frequent_itemsets, oracle[key].rules]);
    }
  });
});
