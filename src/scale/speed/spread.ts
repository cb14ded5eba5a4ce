import * as Comlink from 'comlink';
import type { SpeedFace } from '../../../workers/speed.ts';
import speedUrl from '../../../workers/speed.ts?worker&url';
import { type ConnectedWorker, connectWorker, orDeath } from '../../engine/index.ts';
import { type Partials, type SkewedRows, type Spreading, totalOf } from './skew.ts';
import { inTurn, timesOf } from './times.ts';
import type { Aggregation, SpreadFigures } from './types.ts';

export type SpeedWorker = ConnectedWorker<SpeedFace>;

/** Starts workers, does `work` with them and ends them; ends them at once where `signal` aborts. */
export async function withWorkers<T>(
  count: number,
  signal: AbortSignal | undefined,
  work: (workers: readonly SpeedWorker[]) => Promise<T>,
): Promise<T> {
  const workers = await Promise.all(
    Array.from({ length: count }, () => connectWorker<SpeedFace>(speedUrl)),
  );
  const end = () => {
    for (const { terminate } of workers) terminate();
  };
  signal?.addEventListener('abort', end, { once: true });
  try {
    signal?.throwIfAborted();
    return await work(workers);
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', end);
    end();
  }
}

interface Round extends Aggregation {
  readonly busiest: number;
  readonly whole: number;
  readonly second: number;
}

/** Plain and salted aggregation of the same rows by workers side by side, in turn. */
export async function measureSpread(
  workers: readonly SpeedWorker[],
  source: SkewedRows,
  salts: number,
  runs: number,
  onRun: (done: number, all: number) => void,
): Promise<{ readonly plain: SpreadFigures; readonly salted: SpreadFigures }> {
  const plain = { workers: workers.length, salts: 1 };
  const salted = { workers: workers.length, salts };
  const loads = [await taken(workers, source, plain), await taken(workers, source, salted)];
  const rounds: Round[][] = [[], []];
  const kept = async (spreading: Spreading, into: Round[] | undefined) => {
    const round = await aggregated(workers, spreading);
    into?.push(round);
    return round;
  };
  await inTurn(
    () => kept(plain, rounds[0]),
    () => kept(salted, rounds[1]),
    { runs, onRun },
  );
  const figures = (index: number): SpreadFigures => {
    // The first round warmed up.
    const counted = (rounds[index] ?? []).slice(1);
    const of = (key: 'busiest' | 'whole' | 'second') => timesOf(counted.map((one) => one[key]));
    const { groups = 0, rows = 0, sum = 0 } = counted.at(-1) ?? {};
    return {
      groups,
      rows,
      sum,
      load: loads[index] ?? [],
      busiest: of('busiest'),
      whole: of('whole'),
      second: of('second'),
    };
  };
  return { plain: figures(0), salted: figures(1) };
}

const taken = (workers: readonly SpeedWorker[], source: SkewedRows, spreading: Spreading) =>
  Promise.all(
    workers.map((worker, index) => orDeath(worker, worker.remote.take(source, spreading, index))),
  );

async function aggregated(workers: readonly SpeedWorker[], spreading: Spreading): Promise<Round> {
  const since = performance.now();
  const first = await Promise.all(
    workers.map((worker) => orDeath(worker, worker.remote.group(spreading))),
  );
  if (spreading.salts === 1) {
    const whole = performance.now() - since;
    const busiest = Math.max(...first.map(({ milliseconds }) => milliseconds));
    return { ...totalOf(first.flatMap(({ parts }) => parts)), busiest, whole, second: 0 };
  }
  const between = performance.now();
  const last = await Promise.all(
    workers.map((worker, index) => {
      const parts = first.map((one) => one.parts[index] as Partials);
      const buffers = parts.flatMap(({ keys, counts, sums }) => [
        keys.buffer,
        counts.buffer,
        sums.buffer,
      ]);
      return orDeath(
        worker,
        worker.remote.merge(Comlink.transfer(parts, buffers), spreading.salts),
      );
    }),
  );
  const now = performance.now();
  const own = workers.map(
    (_, index) => (first[index]?.milliseconds ?? 0) + (last[index]?.milliseconds ?? 0),
  );
  return {
    ...totalOf(last.map(({ groups }) => groups)),
    busiest: Math.max(...own),
    whole: now - since,
    second: now - between,
  };
}
