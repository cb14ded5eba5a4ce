import type { BuiltTable } from '../../load.ts';
import type { ReachPlan } from '../../types.ts';
import type { Rows } from '../bucket.ts';
import { localHours } from '../days.ts';
import type { Lane } from '../lanes.ts';
import { HoursSeen } from './hours-seen.ts';
import { Returns } from './returns.ts';
import { StepsReached } from './steps-reached.ts';
import { hourTable, type ReachTable, returnTable, stepsTable } from './tables.ts';
import { UserEvents } from './users.ts';

/*
 * Figures of distinct users over any range of days, counted while the rows of each user stand together: a few thousand
 * sums instead of a pass over the events of the range. What is summed is not a user but a range of first days for
 * which the user is done on the same last day; see `src/warehouse/tables/dws-user-reach.ts`.
 */

/** What is asked of where the tables go. */
export interface ReachTarget {
  createTable(name: string): Promise<unknown>;
  insert(name: string, ipc: Uint8Array<ArrayBuffer>): Promise<void>;
}

/** Rows sorted by user and time, and their local days, counted from 1970-01-01. */
export interface Sorted {
  readonly rows: Rows;
  readonly days: Int32Array;
}

/** Counts for one part; its buckets hold whole users, sorted by user and time. */
export class Reach {
  private readonly plan: ReachPlan;
  private readonly steps: StepsReached;
  private readonly hours: HoursSeen | null;
  private readonly returns: Returns;
  private readonly user = new UserEvents();
  private seconds = 0;

  /** `hours` false: times have no hour of the day. */
  constructor(plan: ReachPlan, hours: boolean) {
    this.plan = plan;
    this.steps = new StepsReached(plan.types, plan.days);
    this.hours = hours ? new HoursSeen(plan.days) : null;
    this.returns = new Returns(plan.days);
  }

  /** `textual`: users are dictionary keys, 0 is nobody. */
  add({ rows: { rows, lanes }, days: dates }: Sorted, textual: boolean): void {
    const started = performance.now();
    const { plan } = this;
    const low = lanes.user_id;
    if (!low || rows === 0) return;
    const high = lanes['user_id.high'];
    const valid = lanes['user_id.valid'];
    const time = lanes.time as Lane;
    const hours = localHours(time, plan.zone);
    const type = lanes.type as Uint8Array;
    const { user } = this;
    user.size = 0;
    let level = 0;
    for (let row = 0; row < rows; row++) {
      if (valid ? valid[row] === 0 : textual && low[row] === 0) continue;
      const last =
        row + 1 === rows ||
        low[row + 1] !== low[row] ||
        (high !== undefined && high[row + 1] !== high[row]) ||
        (valid !== undefined && valid[row + 1] !== valid[row]);
      const begins = user.size === 0;
      const told = !begins && type[row] === type[row - 1] && hours[row] === hours[row - 1];
      const tied = !last && time[row + 1] === time[row] && type[row + 1] !== type[row];
      if (!told || tied) {
        if (begins || time[row] !== time[row - 1] || level >= user.size) level = user.size;
        user.add(
          type[row] as number,
          (hours[row] as number) - plan.first * 24,
          (dates[row] as number) - plan.first,
          level,
        );
      } else if (time[row] !== time[row - 1]) level = user.size;
      if (!last) continue;
      this.steps.add(user);
      this.hours?.add(user);
      this.returns.add(user);
      user.size = 0;
    }
    this.seconds += (performance.now() - started) / 1000;
  }

  /** Writes the part's tables. */
  async write(target: ReachTarget): Promise<BuiltTable[]> {
    const tables: ReachTable[] = [
      stepsTable(this.steps, this.plan.first),
      ...(this.hours ? [hourTable(this.hours, this.plan.first)] : []),
      returnTable(this.returns, this.plan.first),
    ];
    const built: BuiltTable[] = [];
    for (const { name, rows, ipc } of tables) {
      await target.createTable(name);
      if (rows > 0) await target.insert(name, ipc());
      built.push({ name, rows, bytes: 0, seconds: this.seconds / tables.length });
    }
    return built;
  }
}
