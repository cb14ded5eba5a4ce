import type { Remote } from 'comlink';
import * as Comlink from 'comlink';
import ingestUrl from '../../../workers/ingest.ts?worker&url';
import { type ConnectedWorker, connectWorker, orDeath, TabhouseError } from '../../engine/index.ts';
import type { IngestProgress, IngestSetup, IngestWorker } from './messages.ts';

/** Ingest workers that know each other. One that dies ends every call with `engine-lost`. */
export class Pool {
  private readonly workers: readonly ConnectedWorker<IngestWorker>[];
  private readonly ports: readonly MessagePort[];
  private readonly stopped: Promise<never>;

  private constructor(
    workers: readonly ConnectedWorker<IngestWorker>[],
    ports: readonly MessagePort[],
    signal: AbortSignal | undefined,
  ) {
    this.workers = workers;
    this.ports = ports;
    this.stopped = new Promise<never>((_, reject) => {
      const stop = () => reject(new TabhouseError('cancelled'));
      if (signal?.aborted) stop();
      signal?.addEventListener('abort', stop, { once: true });
      for (const { death } of workers)
        void death.then(() => reject(new TabhouseError('engine-lost')));
    });
    this.stopped.catch(() => {});
  }

  /** `setup` makes what a worker is told. */
  static async start(
    count: number,
    setup: (index: number) => IngestSetup,
    onProgress: (worker: number, progress: IngestProgress) => void,
    signal?: AbortSignal,
  ): Promise<Pool> {
    const workers = await connected(count);
    const lines = mesh(count);
    const ports: MessagePort[] = [];
    const pool = new Pool(workers, ports, signal);
    const told = pool.all((remote, index) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }: MessageEvent<IngestProgress>) => onProgress(index, data);
      ports.push(port1);
      const own = lines[index] ?? [];
      const given = own.filter((line) => line !== null);
      return remote.start(
        setup(index),
        Comlink.transfer(own, given),
        Comlink.transfer(port2, [port2]),
      );
    });
    await told.catch((error) => {
      pool.end();
      throw error;
    });
    return pool;
  }

  get size(): number {
    return this.workers.length;
  }

  /** Asks the first `count` workers at once. */
  all<T>(
    ask: (worker: Remote<IngestWorker>, index: number) => Promise<T>,
    count = this.workers.length,
  ): Promise<T[]> {
    return Promise.all(this.workers.slice(0, count).map((_, index) => this.ask(index, ask)));
  }

  /** Asks one worker. */
  ask<T>(
    index: number,
    ask: (worker: Remote<IngestWorker>, index: number) => Promise<T>,
  ): Promise<T> {
    const worker = this.workers[index];
    if (!worker) throw new RangeError(`no worker ${index}`);
    return Promise.race([orDeath(worker, ask(worker.remote, index)), this.stopped]);
  }

  /** Ends all workers at once, and with them their databases. */
  end(): void {
    for (const port of this.ports) port.close();
    for (const { terminate } of this.workers) terminate();
  }
}

/** All workers, or none. */
async function connected(count: number): Promise<ConnectedWorker<IngestWorker>[]> {
  const started = await Promise.allSettled(
    Array.from({ length: count }, () => connectWorker<IngestWorker>(ingestUrl)),
  );
  const workers = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failed = started.find((one) => one.status === 'rejected');
  if (!failed) return workers;
  for (const { terminate } of workers) terminate();
  throw failed.reason;
}

/** A line between any two workers: entry `j` of row `i` is worker i's end of the line to worker j. */
function mesh(count: number): (MessagePort | null)[][] {
  const lines = Array.from({ length: count }, () =>
    new Array<MessagePort | null>(count).fill(null),
  );
  for (let a = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++) {
      const { port1, port2 } = new MessageChannel();
      (lines[a] as (MessagePort | null)[])[b] = port1;
      (lines[b] as (MessagePort | null)[])[a] = port2;
    }
  }
  return lines;
}
