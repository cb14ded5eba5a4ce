import type { Interactions, Sparse } from './matrix.ts';
import { Top } from './top.ts';

export interface Similar {
  /** Cosine, times n ÷ (n + shrinkage) for n rows in common. */
  readonly similarity: number;
  /** Rows in common. */
  readonly common: number;
  readonly id: number;
}

/** Scores are told apart to this: sums in another order differ in later digits, and ties would fall either way. */
const GRAIN = 1e12;
export const rounded = (score: number): number => Math.round(score * GRAIN) / GRAIN;

/** Finds the nearest rows of one side by what they have in common: only rows that share something are looked at. */
export class Nearest {
  private readonly dots: Float64Array;
  private readonly common: Int32Array;
  private readonly touched: Int32Array;
  private readonly top: Top;

  /** `own`: rows that are compared; `across`: the same weights the other way round. `norms` of the rows. */
  constructor(
    private readonly own: Sparse,
    private readonly across: Sparse,
    private readonly norms: Float64Array,
    most: number,
    private readonly shrinkage: number,
  ) {
    const rows = own.starts.length - 1;
    this.dots = new Float64Array(rows);
    this.common = new Int32Array(rows);
    this.touched = new Int32Array(rows);
    this.top = new Top(most);
  }

  /** The nearest of a row, the best first. */
  of(row: number): Similar[] {
    const { own, across, dots, common, touched, norms, top } = this;
    let seen = 0;
    for (let at = own.starts[row] as number; at < (own.starts[row + 1] as number); at++) {
      const column = own.columns[at] as number;
      const weight = own.weights[at] as number;
      const end = across.starts[column + 1] as number;
      for (let other = across.starts[column] as number; other < end; other++) {
        const id = across.columns[other] as number;
        if (common[id] === 0) touched[seen++] = id;
        common[id] = (common[id] as number) + 1;
        dots[id] = (dots[id] as number) + weight * (across.weights[other] as number);
      }
    }
    const length = norms[row] as number;
    top.clear();
    for (let at = 0; at < seen; at++) {
      const id = touched[at] as number;
      if (id === row) continue;
      const n = common[id] as number;
      const cosine = (dots[id] as number) / (length * (norms[id] as number));
      top.offer(id, rounded((cosine * n) / (n + this.shrinkage)));
    }
    const found = top
      .ranked()
      .map((id) => ({ id, similarity: top.scoreOf(id), common: common[id] as number }));
    for (let at = 0; at < seen; at++) {
      const id = touched[at] as number;
      dots[id] = 0;
      common[id] = 0;
    }
    return found;
  }
}

/** Items compared by their users. */
export const nearestItems = (
  { byItem, byUser }: Interactions,
  norms: Float64Array,
  most: number,
  shrinkage: number,
) => new Nearest(byItem, byUser, norms, most, shrinkage);

/** Users compared by their items. */
export const nearestUsers = (
  { byItem, byUser }: Interactions,
  norms: Float64Array,
  most: number,
  shrinkage: number,
) => new Nearest(byUser, byItem, norms, most, shrinkage);
