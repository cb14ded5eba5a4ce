import type { Columns, Inputs, Work } from '../types.ts';
import { nearestItems } from './cosine.ts';
import { type Interactions, lengths } from './matrix.ts';
import type { NeighbourOptions } from './options.ts';

const TOLD_EVERY = 256;

/** Table `item, rank, neighbour, similarity, users`: the nearest of each item of `wanted`, or of all. */
export function similarItems(
  matrix: Interactions,
  inputs: Inputs,
  { neighbours, shrinkage }: NeighbourOptions,
  work: Work,
): Columns {
  const wanted = inputs.wanted?.item
    ? Int32Array.from(inputs.wanted.item as Float64Array)
    : Int32Array.from({ length: matrix.items }, (_, item) => item);
  const nearest = nearestItems(matrix, normsOf(matrix, inputs), neighbours, shrinkage);
  const columns = new Growing(['item', 'rank', 'neighbour', 'users'], ['similarity']);
  for (const [done, item] of wanted.entries()) {
    let rank = 0;
    if (item < matrix.items)
      for (const { id, similarity, common } of nearest.of(item))
        columns.add([item, ++rank, id, common], [similarity]);
    if (done % TOLD_EVERY === 0) work.tell(done, wanted.length);
  }
  return columns.taken();
}

/** Lengths of the items: those given, where only a part of the users came, else worked out. */
export function normsOf(matrix: Interactions, { norms }: Inputs): Float64Array {
  if (!norms?.item || !norms.norm) return lengths(matrix.byItem);
  const all = new Float64Array(matrix.items);
  for (let at = 0; at < norms.item.length; at++) {
    const item = Number(norms.item[at]);
    if (item < all.length) all[item] = Number(norms.norm[at]);
  }
  return all;
}

/** Columns of a table whose rows are not counted beforehand. */
export class Growing {
  private rows = 0;
  private readonly whole: Int32Array<ArrayBuffer>[];
  private readonly broken: Float64Array<ArrayBuffer>[];

  constructor(
    private readonly integers: readonly string[],
    private readonly numbers: readonly string[] = [],
  ) {
    this.whole = integers.map(() => new Int32Array(1 << 12));
    this.broken = numbers.map(() => new Float64Array(1 << 12));
  }

  add(integers: readonly number[], numbers: readonly number[] = []): void {
    if (this.rows === (this.whole[0]?.length ?? 0)) this.grow();
    for (let at = 0; at < integers.length; at++)
      (this.whole[at] as Int32Array)[this.rows] = integers[at] as number;
    for (let at = 0; at < numbers.length; at++)
      (this.broken[at] as Float64Array)[this.rows] = numbers[at] as number;
    this.rows++;
  }

  taken(): Columns {
    return Object.fromEntries([
      ...this.integers.map((name, at) => [name, this.whole[at]?.slice(0, this.rows)]),
      ...this.numbers.map((name, at) => [name, this.broken[at]?.slice(0, this.rows)]),
    ]);
  }

  private grow(): void {
    for (const [at, column] of this.whole.entries()) {
      const larger = new Int32Array(column.length * 2);
      larger.set(column);
      this.whole[at] = larger;
    }
    for (const [at, column] of this.broken.entries()) {
      const larger = new Float64Array(column.length * 2);
      larger.set(column);
      this.broken[at] = larger;
    }
  }
}
