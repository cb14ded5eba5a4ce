/** A sparse matrix row by row: row `r` has the columns `columns[starts[r], starts[r + 1])` with their `weights`. */
export interface Sparse {
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly weights: Float32Array | Float64Array;
}

/** Weights of users for items, both ways round. */
export interface Interactions {
  readonly users: number;
  readonly items: number;
  readonly byUser: Sparse;
  readonly byItem: Sparse;
}

/**
 * Reads `pair` (user × 2³² + item, both from 0) and `weight`. Weights are kept in 32 bits where they lose nothing by it;
 * each pair stands once.
 */
export function interactionsOf(
  pair: BigInt64Array,
  weight: ArrayLike<number>,
  least: { readonly users: number; readonly items: number } = { users: 0, items: 0 },
): Interactions {
  // Both halves as they lie in memory: the machines that browsers run on put the lower one first.
  const halves = new Int32Array(pair.buffer, pair.byteOffset, pair.length * 2);
  let { users, items } = least;
  let short = true;
  for (let at = 0; at < pair.length; at++) {
    items = Math.max(items, (halves[2 * at] as number) + 1);
    users = Math.max(users, (halves[2 * at + 1] as number) + 1);
    short &&= Math.fround(weight[at] as number) === weight[at];
  }
  const Weights = short ? Float32Array : Float64Array;
  const side = (rows: number, own: 0 | 1): Sparse => {
    const starts = new Int32Array(rows + 1);
    for (let at = 0; at < pair.length; at++) {
      const after = (halves[2 * at + own] as number) + 1;
      starts[after] = (starts[after] as number) + 1;
    }
    for (let row = 0; row < rows; row++)
      starts[row + 1] = (starts[row + 1] as number) + (starts[row] as number);
    const columns = new Int32Array(pair.length);
    const weights = new Weights(pair.length);
    const next = starts.slice();
    for (let at = 0; at < pair.length; at++) {
      const row = halves[2 * at + own] as number;
      const place = next[row] as number;
      columns[place] = halves[2 * at + 1 - own] as number;
      weights[place] = weight[at] as number;
      next[row] = place + 1;
    }
    return { starts, columns, weights };
  };
  return { users, items, byUser: side(users, 1), byItem: side(items, 0) };
}

/** Euclidean length of each row. */
export function lengths({ starts, weights }: Sparse): Float64Array {
  return Float64Array.from({ length: starts.length - 1 }, (_, row) => {
    let sum = 0;
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at++)
      sum += (weights[at] as number) ** 2;
    return Math.sqrt(sum);
  });
}
