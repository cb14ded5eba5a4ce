import wasmUrl from 'tabhouse:duckdb-eh.wasm.gz?url';
import scriptUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import { TabhouseError } from './errors.ts';

/** DuckDB, loaded: given to every worker that opens a database, so that it is fetched and compiled once per page. */
export interface EngineBinary {
  readonly module: WebAssembly.Module;
  /** DuckDB's worker script, absolute. */
  readonly script: string;
  /** Where DuckDB looks for extensions: a path of our own origin with nothing in it. */
  readonly extensions: string;
}

/** Compressed bytes so far, and in all (0 where the host does not say). */
export type BinaryProgress = (bytes: number, total: number) => void;

let loading: Promise<EngineBinary> | null = null;
const listeners = new Set<BinaryProgress>();

/**
 * Loads and compiles DuckDB once per page; later calls share it. Call it on the page and hand the result to workers.
 * Rejects with `engine-start`; the next call tries again.
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
  const response = await fetch(new URL(wasmUrl, import.meta.url));
  if (!response.ok || !response.body) throw new Error(`${response.status} ${response.url}`);
  const total = response.headers.get('content-encoding')
    ? 0
    : Number(response.headers.get('content-length') ?? 0);
  const bytes = await unpacked(response.body.pipeThrough(counted(onProgress, total)));
  const module = await WebAssembly.compileStreaming(
    new Response(bytes, { headers: { 'content-type': 'application/wasm' } }),
  );
  const base = globalThis.document?.baseURI ?? location.href;
  return {
    module,
    script: new URL(scriptUrl, import.meta.url).href,
    extensions: new URL('noext', base).href,
  };
}

function counted(onProgress: BinaryProgress, total: number) {
  let bytes = 0;
  return new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      bytes += chunk.length;
      onProgress(bytes, total);
      controller.enqueue(chunk);
    },
  });
}

/** Gunzips, unless the server has said `Content-Encoding: gzip` and the browser already has. */
export async function unpacked(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const reader = stream.getReader();
  const first = await reader.read();
  const rest = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      if (first.value) controller.enqueue(first.value);
    },
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  const [one, two] = first.value ?? [];
  return one === 0x1f && two === 0x8b ? rest.pipeThrough(new DecompressionStream('gzip')) : rest;
}
