import type { Columns } from '../types.ts';
import { nearestUsers, rounded } from './cosine.ts';
import { type Interactions, lengths } from './matrix.ts';
import type { NeighbourOptions } from './options.ts';
import { Growing } from './similar.ts';

/**
 * What the users nearest to one (`target`: one row, `user`) have: `scores` with `item, users, because, score`, where the score is the sum of
 * similarity × weight over those users, `users` how many of them have it and `because` the one's own item that brought
 * most of it; `people` with `user, rank, common, similarity`.
 */
export function likeUser(
  matrix: Interactions,
  { neighbours, shrinkage }: NeighbourOptions,
  user: number,
): { readonly scores: Columns; readonly people: Columns } {
  const { byUser } = matrix;
  const scores = new Growing(['item', 'users', 'because'], ['score']);
  const people = new Growing(['user', 'rank', 'common'], ['similarity']);
  if (user < 0 || user >= matrix.users) return { scores: scores.taken(), people: people.taken() };
  const own = new Map<number, number>();
  each(byUser, user, (item, weight) => own.set(item, weight));
  const found = new Map<number, { score: number; users: number; from: Map<number, number> }>();
  const nearest = nearestUsers(matrix, lengths(byUser), neighbours, shrinkage).of(user);
  for (const [at, { id, similarity, common }] of nearest.entries()) {
    people.add([id, at + 1, common], [similarity]);
    const shared: [number, number][] = [];
    let dot = 0;
    each(byUser, id, (item, weight) => {
      const product = (own.get(item) ?? 0) * weight;
      if (product === 0) return;
      shared.push([item, product]);
      dot += product;
    });
    each(byUser, id, (item, weight) => {
      const one = found.get(item) ?? { score: 0, users: 0, from: new Map<number, number>() };
      found.set(item, one);
      one.score += similarity * weight;
      one.users++;
      for (const [reason, product] of shared)
        if (reason !== item)
          one.from.set(reason, (one.from.get(reason) ?? 0) + (similarity * weight * product) / dot);
    });
  }
  for (const [item, { score, users, from }] of found) {
    let [because, most] = [-1, 0];
    for (const [reason, part] of from) if (part > most) [because, most] = [reason, part];
    scores.add([item, users, because], [rounded(score)]);
  }
  return { scores: scores.taken(), people: people.taken() };
}

export function each(
  { starts, columns, weights }: Interactions['byUser'],
  row: number,
  take: (column: number, weight: number) => void,
): void {
  for (let at = starts[row] as number; at < (starts[row + 1] as number); at++)
    take(columns[at] as number, weights[at] as number);
}
