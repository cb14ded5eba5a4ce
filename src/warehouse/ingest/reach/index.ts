import type { BuiltTable } from '../../load.ts';
import type { ReachPlan } from '../../types.ts';
import type { Rows } from '../bucket.ts';
import { localHours } from '../days.ts';
import type { Lane } from '../lanes.ts';
import { HoursSeen } from './hours-seen.ts';
import { Returns } from './returns.ts';
import { StepsReached } from './steps-reached.ts';
import { hourTable, type ReachTable, returnTable, stepsTable } from './tables.ts';

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
    const days = dates.map((day) => day - plan.first);
    const hours = localHours(time, plan.zone).map((hour) => hour - plan.first * 24);
    const type = lanes.type as Uint8Array;
    let start = 0;
    while (start < rows) {
      let end = start + 1;
      while (
        end < rows &&
        low[end] === low[start] &&
        (!high || high[end] === high[start]) &&
        (!valid || valid[end] === valid[start])
      )
        end++;
      const nobody = valid ? valid[start] === 0 : textual && low[start] === 0;
      if (!nobody) {
        const user = { start, end, time, type, hours, days };
        this.steps.add(user);
        this.hours?.add(user);
        this.returns.add(user);
      }
      start = end;
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
