import type { Columns, Inputs, Work } from '../types.ts';
import { nearestItems, nearestUsers, rounded, type Similar } from './cosine.ts';
import { each } from './like.ts';
import { type Interactions, lengths } from './matrix.ts';
import type { NeighbourOptions } from './options.ts';
import { Growing } from './similar.ts';
import { Top } from './top.ts';

/** Ways to recommend, by their number in the tables. */
export const METHODS = ['item_item', 'user_user', 'popular', 'trending'] as const;

/**
 * Recommends to every user of `tests` (`user, item`: the one held back, −1 where nobody else has it) what the matrix, from
 * which those items were taken, says: all items but those of `bought` (`user, item`). `popular` and `trending` come ranked,
 * as `item, score`. `ranks`: `method, test, rank` (0 where it is not among the first `most`). `shown`: `method, item,
 * rank`, the best rank at which an item was shown to anybody.
 */
export function evaluated(
  matrix: Interactions,
  inputs: Inputs,
  { neighbours, shrinkage, most = 10 }: NeighbourOptions,
  work: Work,
): { readonly ranks: Columns; readonly shown: Columns } {
  const users = column(inputs, 'tests', 'user');
  const held = column(inputs, 'tests', 'item');
  const bought = grouped(column(inputs, 'bought', 'user'), column(inputs, 'bought', 'item'));
  const items = lists(matrix, neighbours, shrinkage, users, work);
  const people = nearestUsers(matrix, lengths(matrix.byUser), neighbours, shrinkage);
  const [popular, trending] = [scored(inputs, 'popular'), scored(inputs, 'trending')];
  const ranks = new Growing(['method', 'test', 'rank']);
  const best = METHODS.map(() => new Int32Array(matrix.items));
  const sums = new Float64Array(matrix.items);
  const top = new Top(most);
  const add = (touched: number[], item: number, score: number) => {
    if (sums[item] === 0) touched.push(item);
    sums[item] = (sums[item] as number) + score;
  };
  const ways = [
    (user: number, touched: number[]) =>
      each(matrix.byUser, user, (item, weight) => {
        for (const { id, similarity } of items.get(item) ?? [])
          add(touched, id, similarity * weight);
      }),
    (user: number, touched: number[]) => {
      for (const { id, similarity } of people.of(user))
        each(matrix.byUser, id, (item, weight) => add(touched, item, similarity * weight));
    },
  ];
  for (let test = 0; test < users.length; test++) {
    const user = users[test] as number;
    const left = bought.get(user) ?? new Set<number>();
    const told = (method: number, ranked: readonly number[]) => {
      const seen = best[method] as Int32Array;
      ranked.forEach((item, at) => {
        if (seen[item] === 0 || (seen[item] as number) > at + 1) seen[item] = at + 1;
      });
      ranks.add([method, test, ranked.indexOf(held[test] as number) + 1]);
    };
    for (const [method, way] of ways.entries()) {
      const touched: number[] = [];
      way(user, touched);
      top.clear();
      for (const item of touched) {
        if (!left.has(item)) top.offer(item, rounded(sums[item] as number));
        sums[item] = 0;
      }
      told(method, top.ranked());
    }
    for (const [at, list] of [popular, trending].entries()) {
      const first: number[] = [];
      for (const item of list) {
        if (first.length >= most) break;
        if (!left.has(item)) first.push(item);
      }
      told(at + ways.length, first);
    }
    if (test % 64 === 0) work.tell(users.length + test, 2 * users.length);
  }
  const shown = new Growing(['method', 'item', 'rank']);
  for (const [method, seen] of best.entries())
    for (const [item, rank] of seen.entries()) if (rank > 0) shown.add([method, item, rank]);
  return { ranks: ranks.taken(), shown: shown.taken() };
}

/** The nearest of every item that one of the users has. */
function lists(
  matrix: Interactions,
  neighbours: number,
  shrinkage: number,
  users: Int32Array,
  { tell }: Work,
): Map<number, readonly Similar[]> {
  const nearest = nearestItems(matrix, lengths(matrix.byItem), neighbours, shrinkage);
  const found = new Map<number, readonly Similar[]>();
  for (const [done, user] of users.entries()) {
    each(matrix.byUser, user, (item) => {
      if (!found.has(item)) found.set(item, nearest.of(item));
    });
    if (done % 64 === 0) tell(done, 2 * users.length);
  }
  return found;
}

function column(inputs: Inputs, table: string, name: string): Int32Array {
  return Int32Array.from((inputs[table]?.[name] ?? []) as ArrayLike<number>, Number);
}

/** Items from the best on, ties by the lower number. */
function scored(inputs: Inputs, table: string): Int32Array {
  const items = column(inputs, table, 'item');
  const scores = Float64Array.from((inputs[table]?.score ?? []) as ArrayLike<number>, (score) =>
    rounded(Number(score)),
  );
  return Int32Array.from(items.keys())
    .sort(
      (a, b) =>
        (scores[b] as number) - (scores[a] as number) ||
        (items[a] as number) - (items[b] as number),
    )
    .map((at) => items[at] as number);
}

function grouped(users: Int32Array, items: Int32Array): Map<number, Set<number>> {
  const sets = new Map<number, Set<number>>();
  users.forEach((user, at) => {
    sets.set(user, (sets.get(user) ?? new Set()).add(items[at] as number));
  });
  return sets;
}
