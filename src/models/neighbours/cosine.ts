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

/** What an estimate by products may be off by: far more than rounding is, far less than tells two scores apart. */
const SLACK = 1e-11;

/**
 * Finds the nearest rows of one side by what they have in common: only rows that share something are looked at. What is
 * known of a row lies side by side in memory, and a score is only worked out where it can be among the best.
 */
export class Nearest {
  /** The last row's nearest, the best first: as many as `find` told. */
  readonly ids: Int32Array;
  readonly similarities: Float64Array;
  readonly commons: Int32Array;

  /** Of each row the dot product, the columns in common, and its length. */
  private readonly known: Float64Array;
  private readonly touched: Int32Array;
  private readonly offered: Int32Array;
  private readonly top: Top;

  /** `own`: rows that are compared; `across`: the same weights the other way round. `norms` of the rows. */
  constructor(
    private readonly own: Sparse,
    private readonly across: Sparse,
    norms: Float64Array,
    most: number,
    private readonly shrinkage: number,
  ) {
    const rows = own.starts.length - 1;
    this.known = new Float64Array(3 * rows);
    for (let row = 0; row < rows; row++) this.known[3 * row + 2] = norms[row] as number;
    this.touched = new Int32Array(rows);
    this.offered = new Int32Array(rows);
    this.top = new Top(most);
    this.ids = new Int32Array(most);
    this.similarities = new Float64Array(most);
    this.commons = new Int32Array(most);
  }

  /** The nearest of a row, the best first. */
  of(row: number): Similar[] {
    return Array.from({ length: this.find(row) }, (_, at) => ({
      id: this.ids[at] as number,
      similarity: this.similarities[at] as number,
      common: this.commons[at] as number,
    }));
  }

  /** Puts the nearest of a row in place; gives their number. */
  find(row: number): number {
    const { top, offered, ids, similarities, commons } = this;
    this.rank(row, this.gather(row));
    const found = top.order();
    for (let at = 0; at < found.length; at++) {
      const place = found[at] as number;
      const id = top.ids[place] as number;
      ids[at] = id;
      similarities[at] = top.scores[place] as number;
      commons[at] = offered[id] as number;
    }
    return found.length;
  }

  /** Adds up what the row shares with others; gives how many they are. */
  private gather(row: number): number {
    const { own, across, known, touched } = this;
    let seen = 0;
    for (let at = own.starts[row] as number; at < (own.starts[row + 1] as number); at++) {
      const column = own.columns[at] as number;
      const weight = own.weights[at] as number;
      const end = across.starts[column + 1] as number;
      for (let other = across.starts[column] as number; other < end; other++) {
        const id = across.columns[other] as number;
        const place = 3 * id;
        const common = known[place + 1] as number;
        if (common === 0) touched[seen++] = id;
        known[place + 1] = common + 1;
        known[place] = (known[place] as number) + weight * (across.weights[other] as number);
      }
    }
    return seen;
  }

  /** Keeps the best of the rows that were touched, and forgets what was added up. */
  private rank(row: number, seen: number): void {
    const { known, touched, offered, shrinkage, top } = this;
    const length = known[3 * row + 2] as number;
    top.clear();
    let least = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < seen; at++) {
      const id = touched[at] as number;
      const place = 3 * id;
      const dot = known[place] as number;
      const n = known[place + 1] as number;
      known[place] = 0;
      known[place + 1] = 0;
      if (id === row) continue;
      const both = length * (known[place + 2] as number);
      if (dot * n < least * both * (n + shrinkage)) continue;
      offered[id] = n;
      top.offer(id, rounded(((dot / both) * n) / (n + shrinkage)));
      least = top.least - SLACK;
    }
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
