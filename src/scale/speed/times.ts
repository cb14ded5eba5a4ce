import type { Times } from './types.ts';

/** The middle value; the mean of the two middle ones where their number is even. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2;
}

export const timesOf = (runs: readonly number[]): Times => ({ runs, median: median(runs) });

export interface Contest {
  readonly runs: number;
  readonly signal?: AbortSignal | undefined;
  /** Called after every run of one of them: runs done, runs in all. */
  readonly onRun?: (done: number, all: number) => void;
  readonly now?: () => number;
}

/**
 * Runs two ways of doing the same in turn, so that what else the machine does falls on both. The first round warms
 * code and caches up and is not counted.
 */
export async function inTurn<A, B>(
  one: () => Promise<A>,
  other: () => Promise<B>,
  { runs, signal, onRun, now = () => performance.now() }: Contest,
): Promise<readonly [{ times: Times; answer: A }, { times: Times; answer: B }]> {
  const times: [number[], number[]] = [[], []];
  const all = (runs + 1) * 2;
  let done = 0;
  const timed = async <T>(work: () => Promise<T>, into: number[], round: number) => {
    signal?.throwIfAborted();
    const since = now();
    const answer = await work();
    if (round > 0) into.push(now() - since);
    onRun?.(++done, all);
    return answer;
  };
  let first = await timed(one, times[0], 0);
  let second = await timed(other, times[1], 0);
  for (let round = 1; round <= runs; round++) {
    first = await timed(one, times[0], round);
    second = await timed(other, times[1], round);
  }
  return [
    { times: timesOf(times[0]), answer: first },
    { times: timesOf(times[1]), answer: second },
  ];
}
