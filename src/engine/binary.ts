import wasmUrl from 'tabhouse:duckdb-eh.wasm.gz?url';
import scriptUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import * as Comlink from 'comlink';
import type { BinaryFace } from '../../workers/binary.ts';
import binaryUrl from '../../workers/binary.ts?worker&url';
import { breath } from './breath.ts';
import type { BinaryProgress } from './compile.ts';
import { TabhouseError } from './errors.ts';
import { connectWorker, orDeath } from './worker.ts';

export type { BinaryProgress };

/** DuckDB, loaded: given to every worker that opens a database, so that it is fetched and compiled once per page. */
export interface EngineBinary {
  readonly module: WebAssembly.Module;
  /** DuckDB's worker script, absolute. */
  readonly script: string;
  /** Where DuckDB looks for extensions: a path of our own origin with nothing in it. */
  readonly extensions: string;
}

let loading: Promise<EngineBinary> | null = null;
const listeners = new Set<BinaryProgress>();

/**
 * Loads and compiles DuckDB once per page, in a worker, since unpacking 34 MB would hold the page up; later calls share
 * it. Call it on the page and hand the result to workers. Rejects with `engine-start`; the next call tries again.
 */
export function loadBinary(onProgress: BinaryProgress = () => {}): Promise<EngineBinary> {
  listeners.add(onProgress);
  loading ??= load((bytes, total) => {
    for (const listener of listeners) listener(bytes, total);
  }).catch((cause) => {
    loading = null;
    throw new TabhouseError('engine-start', { cause });
  });
  return loading.finally(() => listeners.delete(onProgress));
}

async function load(onProgress: BinaryProgress): Promise<EngineBinary> {
  // A worker takes the page some milliseconds to start: not in the task that evaluates its modules.
  await breath();
  const connected = await connectWorker<BinaryFace>(binaryUrl);
  try {
    const url = new URL(wasmUrl, import.meta.url).href;
    const script = new URL(scriptUrl, import.meta.url).href;
    const module = await orDeath(
      connected,
      connected.remote.compiled(url, script, Comlink.proxy(onProgress)),
    );
    const base = globalThis.document?.baseURI ?? location.href;
    return {
      module,
      script,
      extensions: new URL('noext', base).href,
    };
  } finally {
    connected.terminate();
  }
}
