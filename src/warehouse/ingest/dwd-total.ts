import type { BuiltTable } from '../load.ts';
import type { RuleName } from '../types.ts';
import type { Arranged } from './arrange.ts';
import type { Lane } from './lanes.ts';
import type { DwdResult } from './messages.ts';
import { KEPT } from './rejects.ts';
import { flagCounts } from './rules.ts';

/** Sums over the buckets of a part. */
export class DwdTotal {
  rows = 0;
  sessions = 0;
  insertSeconds = 0;
  private duplicates = 0;
  private robots = 0;
  private fractions = false;
  private sortSeconds = 0;
  private firstTime = Number.POSITIVE_INFINITY;
  private lastTime = Number.NEGATIVE_INFINITY;
  private readonly ordinals: number[] = [];
  private readonly types = new Array<number>(8).fill(0);
  private readonly flags: Record<RuleName, number> = {
    duplicates: 0,
    price_illegal: 0,
    bot_session: 0,
    out_of_window: 0,
  };

  add(bucket: Arranged, seconds: number): void {
    const { rows, lanes } = bucket.rows;
    this.rows += rows;
    this.sessions = bucket.sessions ? bucket.lastSession : 0;
    this.duplicates += bucket.duplicates;
    this.robots += bucket.robots;
    for (const ordinal of bucket.robotOrdinals) this.ordinals.push(ordinal);
    this.sortSeconds += seconds;
    const counted = flagCounts(bucket.flags);
    for (const rule of Object.keys(counted) as RuleName[]) this.flags[rule] += counted[rule];
    if (rows === 0) return;
    const type = lanes.type as Lane;
    for (let row = 0; row < rows; row++) {
      const code = type[row] as number;
      this.types[code] = (this.types[code] ?? 0) + 1;
    }
    const time = lanes.time as Lane;
    const whole = time instanceof Uint32Array;
    if (!whole) this.fractions = true;
    const unit = whole ? 1e6 : 1;
    for (let row = 0; row < rows; row++) {
      const at = (time[row] as number) * unit;
      if (at < this.firstTime) this.firstTime = at;
      if (at > this.lastTime) this.lastTime = at;
    }
  }

  result(tables: readonly BuiltTable[], rest: Pick<DwdResult, 'spilled' | 'dims'>): DwdResult {
    return {
      rows: this.rows,
      duplicates: this.duplicates,
      robots: this.robots,
      robotOrdinals: Float64Array.from(this.ordinals).sort().subarray(0, KEPT),
      flags: this.flags,
      firstTime: this.firstTime,
      lastTime: this.lastTime,
      types: this.types,
      fractions: this.fractions,
      tables,
      ...rest,
      seconds: { sort: this.sortSeconds, insert: this.insertSeconds },
    };
  }
}
