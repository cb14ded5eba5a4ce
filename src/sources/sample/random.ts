/**
 * Seeded random numbers (xorshift128 of Marsaglia 2003, seeded by splitmix). Whole-number arithmetic and exact
 * floating-point operations only, so that a seed gives the same bytes in every browser.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  constructor(seed: number) {
    let state = seed | 0;
    const next = () => {
      state = (state + 0x9e3779b9) | 0;
      return mix(state);
    };
    this.a = next();
    this.b = next();
    this.c = next();
    this.d = next() | 1;
  }

  /** A whole number from 0 to 2³² − 1. */
  next(): number {
    let t = this.a ^ (this.a << 11);
    this.a = this.b;
    this.b = this.c;
    this.c = this.d;
    t ^= t >>> 8;
    this.d = this.d ^ (this.d >>> 19) ^ t;
    return this.d >>> 0;
  }

  /** From 0 to just under 1. */
  unit(): number {
    return this.next() * 2 ** -32;
  }

  /** A whole number from 0 to `end − 1`, all equally likely. */
  below(end: number): number {
    return Math.floor(this.unit() * end);
  }

  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  /** A rank from 0 to `end − 1` of a long-tailed list: density falls as rank^(−2/3). */
  ranked(end: number): number {
    const u = this.unit();
    return Math.floor(end * u * u * u);
  }
}

/** Scatters the bits of a whole number (murmur3's finaliser). */
export function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
