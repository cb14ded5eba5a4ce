import { AsyncDuckDB, VoidLogger } from '@duckdb/duckdb-wasm';
import duckdbUrl from '../../workers/duckdb.ts?worker&url';
import type { EngineBinary } from './binary.ts';
import { type StartedWorker, startWorker } from './worker.ts';

/** The first message to workers/duckdb.ts. */
export interface StartDuckdb {
  readonly kind: 'tabhouse-start';
  readonly module: WebAssembly.Module;
  readonly script: string;
  /** Names of the files in OPFS that it writes; all others it shares with whoever reads them too. */
  readonly writes: readonly string[];
  /** Says `full` when a write did not fit. */
  readonly notices: MessagePort;
}

export interface DuckdbWorker extends StartedWorker {
  readonly duckdb: AsyncDuckDB;
  /** True after a write did not fit; the worker is ended then, since its file is not whole. */
  isFull(): boolean;
  /** Size of the WebAssembly heap in bytes; it never shrinks. */
  memoryBytes(): Promise<number>;
}

/**
 * Starts DuckDB in a worker of its own, without a database yet; files that are not among `writes` it will only read,
 * and share with other workers. Rejects with `engine-start`.
 */
export async function startDuckdb(
  { module, script }: EngineBinary,
  writes: readonly string[] = [],
): Promise<DuckdbWorker> {
  const started = await startWorker(duckdbUrl);
  const { worker } = started;
  const { port1, port2 } = new MessageChannel();
  const message: StartDuckdb = { kind: 'tabhouse-start', module, script, writes, notices: port2 };
  let full = false;
  port1.onmessage = () => {
    full = true;
    started.terminate();
  };
  await new Promise<void>((resolve) => {
    const onMessage = ({ data }: MessageEvent) => {
      if (data?.kind !== 'tabhouse-started') return;
      worker.removeEventListener('message', onMessage);
      resolve();
    };
    worker.addEventListener('message', onMessage);
    worker.postMessage(message, [port2]);
  });
  const duckdb = new AsyncDuckDB(new VoidLogger(), worker);
  await duckdb.instantiate(script);
  return {
    ...started,
    duckdb,
    isFull: () => full,
    memoryBytes: () =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }: MessageEvent<number>) => {
          port1.close();
          resolve(data);
        };
        worker.postMessage({ kind: 'tabhouse-memory', port: port2 }, [port2]);
      }),
  };
}
