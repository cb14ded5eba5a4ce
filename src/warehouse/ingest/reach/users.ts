/**
 * What one user did, in the order of time. Of events of one type that follow each other within an hour the first stands
 * for all, as far as none of them shares its instant with an event of another type: neither what comes first nor on
 * which days and hours depends on the others.
 */
export class UserEvents {
  /** How many there are; the arrays are longer. */
  size = 0;
  /** Index into `EVENT_TYPES`. */
  type = new Uint8Array(256);
  /** Local hours and days, counted from the first day's midnight. */
  hour = new Int32Array(256);
  day = new Int32Array(256);
  /** The first event at the same instant: equal times stand in any order. */
  level = new Int32Array(256);

  add(type: number, hour: number, day: number, level: number): void {
    const at = this.size++;
    if (at === this.type.length) this.grow();
    this.type[at] = type;
    this.hour[at] = hour;
    this.day[at] = day;
    this.level[at] = level;
  }

  private grow(): void {
    const size = this.type.length * 2;
    const copied = (from: Int32Array) => {
      const to = new Int32Array(size);
      to.set(from);
      return to;
    };
    const type = new Uint8Array(size);
    type.set(this.type);
    this.type = type;
    this.hour = copied(this.hour);
    this.day = copied(this.day);
    this.level = copied(this.level);
  }
}
