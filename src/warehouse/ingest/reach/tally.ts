/** Cells up to which all of them are held: 32 MB. */
const DENSE = 1 << 23;

/** Counters by a whole number below `cells`, most of which stay 0. */
export class Tally {
  private readonly dense: Int32Array | null;
  private readonly sparse = new Map<number, number>();

  constructor(cells: number) {
    this.dense = cells <= DENSE ? new Int32Array(cells) : null;
  }

  add(cell: number): void {
    if (this.dense) this.dense[cell] = (this.dense[cell] as number) + 1;
    else this.sparse.set(cell, (this.sparse.get(cell) ?? 0) + 1);
  }

  /** Every counter that is not 0, in the order of the cells. */
  entries(): readonly (readonly [cell: number, count: number])[] {
    if (!this.dense) return [...this.sparse].sort(([a], [b]) => a - b);
    const found: [number, number][] = [];
    for (let cell = 0; cell < this.dense.length; cell++) {
      const count = this.dense[cell] as number;
      if (count !== 0) found.push([cell, count]);
    }
    return found;
  }
}
