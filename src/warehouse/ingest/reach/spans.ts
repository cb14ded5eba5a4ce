/**
 * Counts things that hold for every start of a range of days and end on one day: by kind, start and end. What is added
 * are the two ends of a range; `each` sums up.
 */
export class Spans {
  private readonly days: number;
  private readonly step: number;
  private readonly width: number;
  private readonly ends: Int32Array;

  /** `step` 7: starts are one weekday each, so that ranges go by weeks. */
  constructor(kinds: number, days: number, step: 1 | 7 = 1) {
    this.days = days;
    this.step = step;
    this.width = days + step;
    this.ends = new Int32Array(kinds * days * this.width);
  }

  /** For starts `from` to `end`, both included, it ends on `end`. */
  add(kind: number, from: number, to: number, end: number): void {
    const { ends, width } = this;
    const at = (kind * this.days + end) * width;
    ends[at + from] = (ends[at + from] as number) + 1;
    const past = at + to + this.step;
    ends[past] = (ends[past] as number) - 1;
  }

  /** Everything counted, by kind, start and end. */
  each(tell: (kind: number, start: number, end: number, count: number) => void): void {
    const { days, width, step } = this;
    const kinds = this.ends.length / (days * width);
    const running = new Int32Array(days * width);
    for (let kind = 0; kind < kinds; kind++) {
      const own = this.ends.subarray(kind * days * width, (kind + 1) * days * width);
      for (let end = 0; end < days; end++)
        for (let start = 0; start < days; start++) {
          const at = end * width + start;
          const before = start < step ? 0 : (running[at - step] as number);
          running[at] = before + (own[at] as number);
        }
      for (let start = 0; start < days; start++)
        for (let end = start; end < days; end++) {
          const count = running[end * width + start] as number;
          if (count !== 0) tell(kind, start, end, count);
        }
    }
  }
}
