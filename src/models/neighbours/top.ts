/** The `size` best of many by score, ties by the lower id: a heap whose root is the worst that is kept. */
export class Top {
  size = 0;
  readonly ids: Int32Array;
  readonly scores: Float64Array;

  constructor(most: number) {
    this.ids = new Int32Array(most);
    this.scores = new Float64Array(most);
  }

  clear(): void {
    this.size = 0;
  }

  offer(id: number, score: number): void {
    if (this.size < this.ids.length) {
      let at = this.size++;
      for (let up = (at - 1) >> 1; at > 0 && this.worse(id, score, up); up = (at - 1) >> 1) {
        this.move(up, at);
        at = up;
      }
      this.put(at, id, score);
      return;
    }
    if (this.size === 0 || this.worse(id, score, 0)) return;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= this.size) break;
      if (down + 1 < this.size && this.below(down + 1, down)) down++;
      if (!this.above(id, score, down)) break;
      this.move(down, at);
      at = down;
    }
    this.put(at, id, score);
  }

  /** The score of the worst that is kept; none is too low while there is room. */
  get least(): number {
    return this.size < this.ids.length || this.size === 0
      ? Number.NEGATIVE_INFINITY
      : (this.scores[0] as number);
  }

  /** Places in `ids` and `scores` from the best on. */
  order(): Int32Array {
    return Int32Array.from({ length: this.size }, (_, at) => at).sort((a, b) =>
      this.below(b, a) ? -1 : 1,
    );
  }

  /** Ids from the best on. */
  ranked(): number[] {
    return Array.from(this.order(), (at) => this.ids[at] as number);
  }

  private worse(id: number, score: number, at: number): boolean {
    const other = this.scores[at] as number;
    return score < other || (score === other && id > (this.ids[at] as number));
  }

  private above(id: number, score: number, at: number): boolean {
    const other = this.scores[at] as number;
    return score > other || (score === other && id < (this.ids[at] as number));
  }

  private below(a: number, b: number): boolean {
    return this.worse(this.ids[a] as number, this.scores[a] as number, b);
  }

  private move(from: number, to: number): void {
    this.ids[to] = this.ids[from] as number;
    this.scores[to] = this.scores[from] as number;
  }

  private put(at: number, id: number, score: number): void {
    this.ids[at] = id;
    this.scores[at] = score;
  }
}
