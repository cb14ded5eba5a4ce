import type { Columns, Inputs, Model } from '../types.ts';
import { evaluated } from './evaluate.ts';
import { likeUser } from './like.ts';
import { type Interactions, interactionsOf } from './matrix.ts';
import type { NeighbourOptions } from './options.ts';
import { similarItems } from './similar.ts';

/**
 * Cosine neighbours over implicit weights, exact: each row is compared with all that share something with it.
 *
 * `interactions`: `pair` (user × 2³² + item, both whole numbers from 0) and `weight`, each pair once; they are let go. What else comes in
 * and what goes out is told at `similarItems`, `likeUser` and `evaluated`.
 */
export const neighbours: Model = (inputs, given, work) => {
  const options = given as unknown as NeighbourOptions;
  const matrix = matrixOf(inputs);
  // As large as the matrix, and not needed beside it.
  Reflect.deleteProperty(inputs, 'interactions');
  const made: Readonly<Record<string, Columns>> =
    options.task === 'items'
      ? { neighbours: similarItems(matrix, inputs, options, work) }
      : options.task === 'users'
        ? likeUser(matrix, options, Number(inputs.target?.user?.[0] ?? -1))
        : evaluated(matrix, inputs, options, work);
  return made;
};

function matrixOf({ interactions, size }: Inputs): Interactions {
  const { pair, weight } = interactions ?? {};
  return interactionsOf(
    pair instanceof BigInt64Array ? pair : new BigInt64Array(),
    weight instanceof Float64Array ? weight : new Float64Array(),
    { users: Number(size?.users?.[0] ?? 0), items: Number(size?.items?.[0] ?? 0) },
  );
}
