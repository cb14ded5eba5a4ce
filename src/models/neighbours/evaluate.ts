import type { Columns, Inputs, Work } from '../types.ts';
import { nearestItems, nearestUsers, rounded } from './cosine.ts';
import { each } from './like.ts';
import { type Interactions, lengths } from './matrix.ts';
import type { NeighbourOptions } from './options.ts';
import { Growing } from './similar.ts';
import { Top } from './top.ts';

/** Ways to recommend, by their number in the tables. */
export const METHODS = ['item_item', 'user_user', 'popular', 'trending'] as const;

/**
 * Recommends to every user of `tests` (`user, item`: the one held back, −1 where nobody else has it) what the matrix, from
 * which those items were taken, says: all items but those of `bought` (`user, item`). What is popular are the sums of the
 * matrix; `trending` comes as `item, score`. `ranks`: `method, test, rank` (0 where it is not among the first `most`).
 * `shown`: `method, item, rank`, the best rank at which an item was shown to anybody.
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
  const lists = listsOf(matrix, neighbours, shrinkage, users, work);
  const people = nearestUsers(matrix, lengths(matrix.byUser), neighbours, shrinkage);
  const wholes = [popular(matrix), scored(inputs, 'trending')];
  const ranks = new Growing(['method', 'test', 'rank']);
  const best = METHODS.map(() => new Int32Array(matrix.items));
  const scores = new Scores(matrix.items, most);
  const ways = [
    (user: number) =>
      each(matrix.byUser, user, (item, weight) => {
        const { ids, similarities } = lists.get(item) as List;
        for (let at = 0; at < ids.length; at++)
          scores.add(ids[at] as number, (similarities[at] as number) * weight);
      }),
    (user: number) => {
      const found = people.find(user);
      for (let at = 0; at < found; at++) {
        const similarity = people.similarities[at] as number;
        each(matrix.byUser, people.ids[at] as number, (item, weight) =>
          scores.add(item, similarity * weight),
        );
      }
    },
  ];
  for (const [test, user] of users.entries()) {
    const left = bought.get(user) ?? new Set<number>();
    const told = (method: number, ranked: readonly number[]) => {
      const seen = best[method] as Int32Array;
      ranked.forEach((item, at) => {
        if (seen[item] === 0 || (seen[item] as number) > at + 1) seen[item] = at + 1;
      });
      ranks.add([method, test, ranked.indexOf(held[test] as number) + 1]);
    };
    for (const [method, way] of ways.entries()) {
      way(user);
      told(method, scores.best(left));
    }
    for (const [at, list] of wholes.entries()) {
      const first: number[] = [];
      for (let next = 0; next < list.length && first.length < most; next++)
        if (!left.has(list[next] as number)) first.push(list[next] as number);
      told(at + ways.length, first);
    }
    if (test % 64 === 0) work.tell(users.length + test, 2 * users.length);
  }
  const shown = new Growing(['method', 'item', 'rank']);
  for (const [method, seen] of best.entries())
    for (const [item, rank] of seen.entries()) if (rank > 0) shown.add([method, item, rank]);
  return { ranks: ranks.taken(), shown: shown.taken() };
}

/** Scores of a user's items, added up and then told once. */
class Scores {
  private readonly sums: Float64Array;
  private readonly touched: Int32Array;
  private readonly top: Top;
  private seen = 0;

  constructor(items: number, most: number) {
    this.sums = new Float64Array(items);
    this.touched = new Int32Array(items);
    this.top = new Top(most);
  }

  /** `score` is above 0. */
  add(item: number, score: number): void {
    const before = this.sums[item] as number;
    if (before === 0) this.touched[this.seen++] = item;
    this.sums[item] = before + score;
  }

  /** The best items that are not left out, the best first; the next user's scores begin anew. */
  best(left: ReadonlySet<number>): number[] {
    const { sums, touched, top } = this;
    top.clear();
    for (let at = 0; at < this.seen; at++) {
      const item = touched[at] as number;
      const score = rounded(sums[item] as number);
      if (score >= top.least && !left.has(item)) top.offer(item, score);
      sums[item] = 0;
    }
    this.seen = 0;
    return top.ranked();
  }
}

interface List {
  readonly ids: Int32Array;
  readonly similarities: Float64Array;
}

/** The nearest of every item that one of the users has. */
function listsOf(
  matrix: Interactions,
  neighbours: number,
  shrinkage: number,
  users: Int32Array,
  { tell }: Work,
): ReadonlyMap<number, List> {
  const nearest = nearestItems(matrix, lengths(matrix.byItem), neighbours, shrinkage);
  const lists = new Map<number, List>();
  for (const [done, user] of users.entries()) {
    each(matrix.byUser, user, (item) => {
      if (lists.has(item)) return;
      const found = nearest.find(item);
      lists.set(item, {
        ids: nearest.ids.slice(0, found),
        similarities: nearest.similarities.slice(0, found),
      });
    });
    if (done % 64 === 0) tell(done, 2 * users.length);
  }
  return lists;
}

/** Items by the sum of their weights, from the best on. */
function popular({ byItem: { starts, weights }, items }: Interactions): Int32Array {
  const sums = new Float64Array(items);
  for (let item = 0; item < items; item++)
    for (let at = starts[item] as number; at < (starts[item + 1] as number); at++)
      sums[item] = (sums[item] as number) + (weights[at] as number);
  return inOrder(
    Int32Array.from(sums.keys()).filter((item) => (sums[item] as number) > 0),
    (item) => rounded(sums[item] as number),
  );
}

function column(inputs: Inputs, table: string, name: string): Int32Array {
  return Int32Array.from((inputs[table]?.[name] ?? []) as ArrayLike<number>, Number);
}

/** Items from the best on. */
function scored(inputs: Inputs, table: string): Int32Array {
  const items = column(inputs, table, 'item');
  const scores = Float64Array.from((inputs[table]?.score ?? []) as ArrayLike<number>, (score) =>
    rounded(Number(score)),
  );
  const byItem = new Float64Array(items.reduce((most, item) => Math.max(most, item + 1), 0));
  items.forEach((item, at) => {
    byItem[item] = scores[at] as number;
  });
  return inOrder(items, (item) => byItem[item] as number);
}

/** From the highest score on, ties by the lower number. */
const inOrder = (items: Int32Array, score: (item: number) => number): Int32Array =>
  items.sort((a, b) => score(b) - score(a) || a - b);

function grouped(users: Int32Array, items: Int32Array): Map<number, Set<number>> {
  const sets = new Map<number, Set<number>>();
  users.forEach((user, at) => {
    sets.set(user, (sets.get(user) ?? new Set()).add(items[at] as number));
  });
  return sets;
}
