import type { Rows } from './bucket.ts';
import type { Lane } from './lanes.ts';

export interface SessionOptions {
  readonly basis: 'gap' | 'day';
  /** A pause of more than this starts a new session. */
  readonly gapSeconds: number;
  /** Local day of each row; only the basis `day` asks for it. */
  readonly days: Int32Array | null;
  /** Sessions counted before these rows. */
  readonly before: number;
  /** True where user ids are dictionary keys: 0 is nobody. */
  readonly textual: boolean;
}

export interface Sessions {
  /** 1, 2, 3, … going on from `before`; 0 for the rows of nobody. */
  readonly numbers: Uint32Array<ArrayBuffer>;
  /** The last number given. */
  readonly last: number;
}

/** Sessions of rows that are sorted by (user, time). */
export function sessionsOf({ rows, lanes }: Rows, options: SessionOptions): Sessions {
  const numbers = new Uint32Array(rows);
  const low = lanes.user_id;
  if (!low) return { numbers, last: options.before };
  const high = lanes['user_id.high'];
  const valid = lanes['user_id.valid'];
  const days = options.basis === 'day' ? options.days : null;
  const time = lanes.time as Lane;
  const gap = options.gapSeconds * (time instanceof Uint32Array ? 1 : 1e6);
  let last = options.before;
  let current = 0;
  for (let row = 0; row < rows; row++) {
    const nobody = valid ? valid[row] === 0 : options.textual && low[row] === 0;
    if (nobody) continue;
    const sameUser =
      row > 0 &&
      low[row] === low[row - 1] &&
      (!high || high[row] === high[row - 1]) &&
      (!valid || valid[row] === valid[row - 1]);
    const goesOn =
      sameUser &&
      (days
        ? days[row] === days[row - 1]
        : (time[row] as number) - (time[row - 1] as number) <= gap);
    if (!goesOn) current = ++last;
    numbers[row] = current;
  }
  return { numbers, last };
}
