import type { Reject } from '../../sources/types.ts';
import type { SliceResult } from './messages.ts';

/** How many records of each reason are kept with their text. */
export const KEPT = 10_000;

/** Lines of a file before each of its slices, by the slice's number over all files. */
export function linesBefore(slices: readonly SliceResult[]): ReadonlyMap<number, number> {
  const before = new Map<number, number>();
  const passed = new Map<number, number>();
  for (const { order, file, lines } of inOrder(slices)) {
    const sum = passed.get(file) ?? 0;
    before.set(order, sum);
    passed.set(file, sum + lines);
  }
  return before;
}

export const inOrder = (slices: readonly SliceResult[]) =>
  [...slices].sort((a, b) => a.order - b.order);

/**
 * Rejects of all slices in the files' order, with lines of the file, the first of each reason; behind those of
 * `earlier` loads and before `more`, both of which have their lines.
 */
export function keptRejects(
  slices: readonly SliceResult[],
  more: readonly Reject[],
  earlier: readonly Reject[] = [],
): Reject[] {
  const before = linesBefore(slices);
  const kept: Reject[] = [];
  const counts = new Map<string, number>();
  const keep = (reject: Reject, lines: number) => {
    const count = counts.get(reject.reason) ?? 0;
    counts.set(reject.reason, count + 1);
    if (count >= KEPT) return;
    kept.push(reject.line === 0 ? reject : { ...reject, line: reject.line + lines });
  };
  for (const reject of earlier) keep(reject, 0);
  for (const slice of inOrder(slices))
    for (const reject of [...slice.kept].sort((a, b) => a.line - b.line))
      keep(reject, before.get(slice.order) ?? 0);
  for (const reject of more) keep(reject, 0);
  return kept;
}

/** Rejected records by reason. */
export function rejectCounts(
  slices: readonly SliceResult[],
  robots: number,
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { rejects } of slices)
    for (const [reason, count] of Object.entries(rejects))
      counts[reason] = (counts[reason] ?? 0) + count;
  if (robots > 0) counts.bot_session = robots;
  return counts;
}
