import type { IdColumn } from '../../sources/types.ts';
import { FLAG_BITS, type Rules } from '../types.ts';
import { gathered, type Rows } from './bucket.ts';
import { type BucketSessions, longCarried, named } from './carried.ts';
import { localDays } from './days.ts';
import { duplicateMarks } from './duplicates.ts';
import { type KeyColumn, firsts as marksOf } from './firsts.ts';
import type { Lane } from './lanes.ts';
import { longSessions, mark, rowsWhere, without, withRepeats } from './marks.ts';
import { inRobotSessions, type SessionTally } from './robots.ts';
import { sessionsOf } from './sessions.ts';
import { sortedOrder } from './sort.ts';

export interface ArrangeOptions {
  readonly rules: Rules;
  readonly textual: ReadonlySet<IdColumn>;
  readonly sessions: 'source' | 'gap' | 'day';
  readonly gapSeconds: number;
  readonly reportTimezone: string;
  /** Source sessions with too many events; null where none has or the rule is off. */
  readonly robots: SessionTally | null;
  /** Sessions counted in the buckets before. */
  readonly sessionsBefore: number;
  /** Sessions whose texts came with the rows, and their last key before; null where none did. */
  readonly carried?: CarriedSessions | null;
}

export interface CarriedSessions extends BucketSessions {
  readonly last: number;
}

/** A bucket's rows as they go into DWD. */
export interface Arranged {
  /** Sorted by user and time, without what was rejected. */
  readonly rows: Rows;
  readonly flags: Uint8Array<ArrayBuffer>;
  /** Local days, counted from 1970-01-01. */
  readonly days: Int32Array<ArrayBuffer>;
  /** Numbers of sessions told by gap or day, from 1; null where the source has its own. */
  readonly sessions: Uint32Array<ArrayBuffer> | null;
  /** See `firsts.ts`. */
  readonly firsts: Uint8Array;
  readonly duplicates: number;
  /** `ordinal` of rows that the robot rule rejected. */
  readonly robots: number;
  readonly robotOrdinals: Float64Array;
  /** Number of the last session. */
  readonly lastSession: number;
  /** See `NamedSessions.own`; null where no texts came with the rows. */
  readonly named: Uint32Array<ArrayBuffer> | null;
}

/**
 * Sorts a bucket, takes repeated rows out, tells its sessions and flags. A record counts once: one of a rejected
 * robot's session is rejected, repeated or not; a robot's session is judged by its distinct events.
 */
export function arrange(bucket: Rows, options: ArrangeOptions): Arranged {
  const { rules } = options;
  const order = sortedOrder(bucket);
  const marks = rules.duplicates === 'off' ? null : duplicateMarks(bucket, order);
  const taken = rules.duplicates === 'reject' ? marks : null;
  const distinct = gathered(bucket, taken ? without(order, taken) : order);
  const flags = new Uint8Array(distinct.rows);
  const own = distinct.lanes.flags;
  if (own) flags.set(own as Uint8Array);
  if (marks && !taken) mark(flags, marks, FLAG_BITS.duplicates);

  const days = localDays(distinct.lanes.time as Lane, options.reportTimezone);
  const told =
    options.sessions === 'source'
      ? null
      : sessionsOf(distinct, {
          basis: options.sessions,
          gapSeconds: options.gapSeconds,
          days,
          before: options.sessionsBefore,
          textual: options.textual.has('user_id'),
        });
  const inRobots = robotMarks(distinct, options);
  const robots =
    rules.bot_session === 'off' ? null : told ? longSessions(told.numbers) : inRobots(distinct);
  const result = { sessions: told?.numbers ?? null, lastSession: told?.last ?? 0 };
  const sorted = { rows: distinct, days, flags, ...result };
  if (!robots || rules.bot_session !== 'reject') {
    if (robots) mark(flags, robots, FLAG_BITS.bot_session);
    const duplicates = bucket.rows - distinct.rows;
    return finished(sorted, options, duplicates, 0, new Float64Array(0));
  }
  const kept = rowsWhere(robots, 0);
  const left = {
    rows: gathered(distinct, kept),
    days: kept.length === days.length ? days : Int32Array.from(kept, (row) => days[row] as number),
    flags: Uint8Array.from(kept, (row) => flags[row] as number),
    sessions: told ? kept.map((row) => told.numbers[row] as number) : null,
    lastSession: result.lastSession,
  };
  // Repeats of a robot's record are the robot's too.
  const all = taken ? gathered(bucket, order) : distinct;
  const rejected = !taken
    ? robots
    : told
      ? withRepeats(robots, taken)
      : (inRobots(all) ?? new Uint8Array(all.rows));
  const ordinal = all.lanes.ordinal;
  const ordinals = ordinal
    ? Float64Array.from(rowsWhere(rejected, 1), (row) => ordinal[row] as number)
    : new Float64Array(0);
  const robotRows = rejected.reduce((sum, is) => sum + is, 0);
  return finished(left, options, bucket.rows - left.rows.rows - robotRows, robotRows, ordinals);
}

/** What marks rows of the source's robot sessions; `distinct` are the rows that those are judged by. */
function robotMarks(
  distinct: Rows,
  { carried, robots, textual }: ArrangeOptions,
): (rows: Rows) => Uint8Array<ArrayBuffer> | null {
  if (carried) return longCarried(distinct.lanes.session_id, carried, robots);
  return (rows) => robots && inRobotSessions(rows, robots, textual.has('session_id'));
}

/** Rows by user and time, with what is known of them; see `Arranged`. */
type Sorted = Pick<Arranged, 'rows' | 'days' | 'flags' | 'sessions'>;

function finished(
  { rows: judged, days, flags, sessions, lastSession }: Sorted & Pick<Arranged, 'lastSession'>,
  { textual, carried }: ArrangeOptions,
  duplicates: number,
  robots: number,
  robotOrdinals: Float64Array,
): Arranged {
  const lane = judged.lanes.session_id;
  const names = carried && lane ? named(lane, carried, carried.last) : null;
  const rows = names ? { ...judged, lanes: { ...judged.lanes, session_id: names.lane } } : judged;
  const own: Sorted = { rows, days, flags, sessions };
  return {
    ...arranged(own, textual),
    lastSession: names?.last ?? carried?.last ?? lastSession,
    named: names?.own ?? null,
    duplicates,
    robots,
    robotOrdinals,
  };
}

/** Rows that are sorted, judged and known to be in their sessions already. */
export function arranged(
  { rows, days, flags, sessions }: Sorted,
  textual: ReadonlySet<IdColumn>,
): Arranged {
  const key = (name: string, isText: boolean) => keyColumn(rows, name, isText);
  const user = key('user_id', textual.has('user_id')) ?? {
    low: new Uint32Array(rows.rows),
    high: null,
    valid: new Uint8Array(rows.rows),
  };
  const item = key('item_id', textual.has('item_id'));
  const category = key('category_id', textual.has('category_id'));
  const brand = key('brand', true);
  return {
    rows,
    flags,
    days,
    sessions,
    lastSession: 0,
    named: null,
    duplicates: 0,
    robots: 0,
    robotOrdinals: new Float64Array(0),
    firsts: marksOf({
      rows: rows.rows,
      user,
      type: rows.lanes.type as Uint8Array,
      day: days,
      keys: {
        ...(item && { item_key: item }),
        ...(category && { category_key: category }),
        ...(brand && { brand }),
      },
    }),
  };
}

function keyColumn({ rows, lanes }: Rows, name: string, isText: boolean): KeyColumn | null {
  const low = lanes[name];
  if (!(low instanceof Uint32Array)) return null;
  const high = lanes[`${name}.high`];
  const valid = lanes[`${name}.valid`];
  if (!isText)
    return {
      low,
      high: high instanceof Int32Array ? high : null,
      valid: valid instanceof Uint8Array ? valid : null,
    };
  const given = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) given[row] = low[row] === 0 ? 0 : 1;
  return { low, high: null, valid: given };
}
