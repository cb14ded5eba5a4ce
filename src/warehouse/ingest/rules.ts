import type { TimeWindow } from '../../sources/types.ts';
import { zoneTable } from '../../sources/zones.ts';
import { FLAG_BITS, type RuleName, type Rules } from '../types.ts';
import { type Lane, type Lanes, NOWHERE } from './lanes.ts';

/** A session with more events than this is a robot's. */
export const BOT_EVENTS = 500;

/** Rules that one row is judged by on its own, in their order: the first that rejects it names the reason. */
const ROW_RULES = ['out_of_window', 'price_illegal'] as const;
export type RowRule = (typeof ROW_RULES)[number];

/** Microseconds since 1970 UTC: rows from `from` on and before `to` are inside. */
export interface Bounds {
  readonly from: number;
  readonly to: number;
}

/** The instants of a window of whole local days, both included. */
export function boundsOf({ from, to, timezone }: TimeWindow): Bounds {
  const zone = zoneTable(timezone);
  const midnight = (day: string, plus: number) =>
    zone.toUtcMicros((Date.parse(`${day}T00:00:00Z`) + plus * 86_400_000) * 1000);
  return { from: midnight(from, 0), to: midnight(to, 1) };
}

/** True where rows must carry a lane of flags from the readers on. */
export const flagsRows = (rules: Rules) => ROW_RULES.some((rule) => rules[rule] === 'flag');

/**
 * Judges the rows of a chunk by the rules that need no other row: sets the destination of rejected rows to
 * `NOWHERE` and calls `reject` with each of them. Returns a byte of flags for every row, or null where no row is flagged.
 */
export function judge(
  lanes: Lanes,
  rows: number,
  to: Int32Array,
  rules: Rules,
  bounds: Bounds | null,
  reject: (row: number, reason: RowRule) => void,
): Uint8Array<ArrayBuffer> | null {
  let flags: Uint8Array<ArrayBuffer> | null = null;
  const broken = (row: number, rule: RowRule) => {
    if (to[row] === NOWHERE) return;
    if (rules[rule] === 'reject') {
      to[row] = NOWHERE;
      reject(row, rule);
    } else {
      flags ??= new Uint8Array(rows);
      flags[row] = (flags[row] as number) | FLAG_BITS[rule];
    }
  };
  if (rules.out_of_window !== 'off' && bounds) {
    const time = lanes.time as Lane;
    for (let row = 0; row < rows; row++) {
      const at = time[row] as number;
      if (at < bounds.from || at >= bounds.to) broken(row, 'out_of_window');
    }
  }
  const price = lanes.price;
  if (rules.price_illegal !== 'off' && price)
    for (let row = 0; row < rows; row++)
      if ((price[row] as number) <= 0) broken(row, 'price_illegal');
  return flags;
}

/** How many rows have each flag. */
export function flagCounts(flags: Uint8Array): Record<RuleName, number> {
  const byMask = new Uint32Array(256);
  for (let row = 0; row < flags.length; row++) {
    const mask = flags[row] as number;
    byMask[mask] = (byMask[mask] as number) + 1;
  }
  const count = (bit: number) =>
    byMask.reduce((sum, rows, mask) => ((mask & bit) === 0 ? sum : sum + rows), 0);
  return {
    duplicates: count(FLAG_BITS.duplicates),
    price_illegal: count(FLAG_BITS.price_illegal),
    bot_session: count(FLAG_BITS.bot_session),
    out_of_window: count(FLAG_BITS.out_of_window),
  };
}
