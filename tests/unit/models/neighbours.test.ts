import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neighbours } from '../../../src/models/neighbours/index.ts';
import type { Columns, Inputs } from '../../../src/models/types.ts';

type Pair = readonly [user: number, item: number, weight: number];

const inputs = (pairs: readonly Pair[]): Inputs => ({
  interactions: {
    pair: BigInt64Array.from(pairs, ([user, item]) => (BigInt(user) << 32n) | BigInt(item)),
    weight: Float64Array.from(pairs, ([, , weight]) => weight),
  },
});

const run = async (given: Inputs, options: Record<string, unknown>) =>
  (await neighbours(given, options, { tell: () => undefined })) as Record<string, Columns>;

const rows = (table: Columns | undefined): Record<string, number>[] =>
  Array.from({ length: Object.values(table ?? {})[0]?.length ?? 0 }, (_, at) =>
    Object.fromEntries(
      Object.entries(table ?? {}).map(([name, column]) => [name, Number(column[at])]),
    ),
  );

/** Weights in a dense table: what is compared is written out. */
const dense = (pairs: readonly Pair[], users: number, items: number) => {
  const table = Array.from({ length: users }, () => new Array<number>(items).fill(0));
  for (const [user, item, weight] of pairs) (table[user] as number[])[item] = weight;
  return table;
};

function cosine(a: readonly number[], b: readonly number[], shrinkage: number) {
  const dot = a.reduce((sum, x, at) => sum + x * (b[at] ?? 0), 0);
  const length = (v: readonly number[]) => Math.sqrt(v.reduce((sum, x) => sum + x * x, 0));
  const common = a.filter((x, at) => x > 0 && (b[at] ?? 0) > 0).length;
  return { common, similarity: ((dot / (length(a) * length(b))) * common) / (common + shrinkage) };
}

const [USERS, ITEMS] = [8, 7];
const matrices = fc
  .uniqueArray(
    fc.tuple(
      fc.integer({ min: 0, max: USERS - 1 }),
      fc.integer({ min: 0, max: ITEMS - 1 }),
      fc.constantFrom(1, 2, 3, 5, 0.3),
    ),
    { selector: ([user, item]) => user * ITEMS + item, maxLength: 40 },
  )
  .map((pairs) => pairs as Pair[]);

describe('neighbours', () => {
  it('of items are those of a dense table, the nearest first', async () => {
    await fc.assert(
      fc.asyncProperty(
        matrices,
        fc.constantFrom(0, 10),
        fc.integer({ min: 1, max: 4 }),
        async (pairs, shrinkage, most) => {
          const table = dense(pairs, USERS, ITEMS);
          const item = (at: number) => table.map((row) => row[at] ?? 0);
          const expected = Array.from({ length: ITEMS }, (_, one) =>
            Array.from({ length: ITEMS }, (_, other) => ({
              other,
              ...cosine(item(one), item(other), shrinkage),
            }))
              .filter(({ other, common }) => other !== one && common > 0)
              .map((row) => ({ ...row, similarity: Math.round(row.similarity * 1e12) / 1e12 }))
              .sort((a, b) => b.similarity - a.similarity || a.other - b.other)
              .slice(0, most)
              .map(({ other, common, similarity }, at) => ({
                item: one,
                rank: at + 1,
                neighbour: other,
                users: common,
                similarity,
              })),
          ).flat();
          const { neighbours: found } = await run(inputs(pairs), {
            task: 'items',
            neighbours: most,
            shrinkage,
          });
          const near = rows(found);
          expect(near.map(({ similarity: _, ...row }) => row)).toEqual(
            expected.map(({ similarity: _, ...row }) => row),
          );
          for (const [at, row] of near.entries())
            expect(row.similarity).toBeCloseTo(expected[at]?.similarity ?? Number.NaN, 11);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('of users bring what they have, by similarity × weight', async () => {
    await fc.assert(
      fc.asyncProperty(
        matrices,
        fc.constantFrom(0, 10),
        fc.integer({ min: 1, max: 4 }),
        async (pairs, shrinkage, most) => {
          const table = dense(pairs, USERS, ITEMS);
          const people = table
            .map((row, user) => ({ user, ...cosine(table[0] as number[], row, shrinkage) }))
            .filter(({ user, common }) => user !== 0 && common > 0)
            .map((one) => ({ ...one, similarity: Math.round(one.similarity * 1e12) / 1e12 }))
            .sort((a, b) => b.similarity - a.similarity || a.user - b.user)
            .slice(0, most);
          const expected = Array.from({ length: ITEMS }, (_, item) => ({
            item,
            users: people.filter(({ user }) => (table[user]?.[item] ?? 0) > 0).length,
            score: people.reduce(
              (sum, { user, similarity }) => sum + similarity * (table[user]?.[item] ?? 0),
              0,
            ),
          })).filter(({ users }) => users > 0);
          const { scores } = await run(
            { ...inputs(pairs), target: { user: Float64Array.of(0) } },
            { task: 'users', neighbours: most, shrinkage },
          );
          const found = rows(scores).sort((a, b) => Number(a.item) - Number(b.item));
          expect(found.map(({ item, users }) => [item, users])).toEqual(
            expected.map(({ item, users }) => [item, users]),
          );
          for (const [at, { score, because, item }] of found.entries()) {
            expect(score).toBeCloseTo(expected[at]?.score ?? Number.NaN, 10);
            if (because !== undefined && because >= 0) {
              expect(table[0]?.[because]).toBeGreaterThan(0);
              expect(because).not.toBe(item);
            }
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('find the item that was held back where everybody else has it too', async () => {
    // Users 1 to 3 have items 0 and 1, user 0 has item 0 alone: the other was held back. Item 2 is the most popular.
    const pairs: Pair[] = [
      [0, 0, 1],
      [1, 0, 1],
      [1, 1, 1],
      [2, 0, 1],
      [2, 1, 1],
      [3, 0, 1],
      [3, 1, 1],
      [4, 2, 9],
      [5, 2, 9],
    ];
    const { ranks, shown } = await run(
      {
        ...inputs(pairs),
        tests: { user: Float64Array.of(0), item: Float64Array.of(1) },
        bought: { user: Float64Array.of(0), item: Float64Array.of(0) },
        trending: { item: Float64Array.of(0, 1), score: Float64Array.of(1, 2) },
      },
      { task: 'evaluate', neighbours: 5, shrinkage: 0, most: 2 },
    );
    expect(rows(ranks)).toEqual([
      { method: 0, test: 0, rank: 1 },
      { method: 1, test: 0, rank: 1 },
      { method: 2, test: 0, rank: 2 },
      { method: 3, test: 0, rank: 1 },
    ]);
    expect(rows(shown).filter(({ method }) => method === 2)).toEqual([
      { method: 2, item: 1, rank: 2 },
      { method: 2, item: 2, rank: 1 },
    ]);
  });

  it('of nothing are none', async () => {
    expect(
      rows((await run(inputs([]), { task: 'items', neighbours: 3, shrinkage: 0 })).neighbours),
    ).toEqual([]);
  });
});
