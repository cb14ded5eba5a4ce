import type { Reject } from '../../sources/types.ts';
import type { DatasetContext, Rules } from '../types.ts';
import type { DwdResult, ReadTask, SliceResult } from './messages.ts';
import type { Pool } from './pool.ts';
import { ordinalOf } from './reader.ts';
import { KEPT, linesBefore } from './rejects.ts';
import { type SessionCounts, SessionTally } from './robots.ts';
import { BOT_EVENTS } from './rules.ts';
import { sharedOver } from './shared-sessions.ts';

/**
 * The source's sessions that are robots', over all parts: first each part names those that it cannot rule out, then
 * all count them exactly. Null where the rule is off, sessions are our own, or none is a robot's.
 */
export async function robotSessions(
  pool: Pool,
  parts: number,
  rules: Rules,
  context: DatasetContext,
): Promise<SessionCounts | null> {
  if (rules.bot_session === 'off' || context.sessions !== 'source') return null;
  const suspected = new SessionTally();
  for (const counts of await pool.all((worker) => worker.suspects(), parts))
    suspected.addAll(counts);
  const all = suspected.above(0);
  if (all.low.length === 0) return null;
  const total = new SessionTally();
  for (const counts of await pool.all((worker) => worker.countSuspects(all), parts))
    total.addAll(counts);
  const robots = total.above(BOT_EVENTS);
  return robots.low.length === 0 ? null : robots;
}

/** Sessions of several buckets over all parts, and the robots among them; null where the rule is off or none is one. */
export async function sharedSessions(
  pool: Pool,
  parts: number,
  rules: Rules,
): Promise<{ readonly texts: readonly string[]; readonly robots: SessionCounts | null }> {
  const prints = await pool.all((worker) => worker.sessionPrints(), parts);
  const wanted = Uint32Array.from(prints.flatMap((list) => [...list]));
  if (wanted.length === 0) return { texts: [], robots: null };
  const found = await pool.all((worker) => worker.sharedSessions(wanted), parts);
  const { texts, events } = sharedOver(found);
  const many = texts.filter((_, index) => (events[index] as number) > BOT_EVENTS);
  if (rules.bot_session === 'off' || many.length === 0) return { texts, robots: null };
  const counts = await pool.all((worker) => worker.countShared(many), parts);
  const keys = new Map(texts.map((text, index) => [text, index + 1]));
  const tally = new SessionTally();
  for (const own of counts)
    for (const [index, text] of many.entries())
      tally.add(keys.get(text) as number, 0, own[index] as number);
  const robots = tally.above(BOT_EVENTS);
  return { texts, robots: robots.low.length === 0 ? null : robots };
}

/** The first records that the robot rule rejected: they are looked up in their files again. */
export async function robotRejects(
  pool: Pool,
  tasks: readonly ReadTask[],
  slices: readonly SliceResult[],
  dwd: readonly DwdResult[],
): Promise<Reject[]> {
  const ordinals = dwd.flatMap(({ robotOrdinals }) => [...robotOrdinals]).sort((a, b) => a - b);
  const bySlice = new Map<number, number[]>();
  for (const ordinal of ordinals.slice(0, KEPT)) {
    const { order, row } = ordinalOf(ordinal);
    const rows = bySlice.get(order);
    if (rows) rows.push(row);
    else bySlice.set(order, [row]);
  }
  const before = linesBefore(slices);
  const found: Reject[] = [];
  for (const [order, rows] of bySlice) {
    const task = tasks.find((one) => one.order === order);
    if (!task) continue;
    for (const reject of await pool.ask(0, (worker) => worker.locate(task, rows)))
      found.push({ ...reject, line: reject.line + (before.get(order) ?? 0) });
  }
  return found;
}
