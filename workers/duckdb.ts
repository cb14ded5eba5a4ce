/**
 * DuckDB's own worker script, without a network: SQL can reach no host, and what it asks for is "not found" rather
 * than failed, which would leave the engine corrupt. The WebAssembly comes compiled, in the first message.
 */
import type { StartDuckdb } from '../src/engine/duckdb-worker.ts';

class NoNetwork {
  readonly status = 404;
  readonly response = new ArrayBuffer(0);
  readonly readyState = 4;
  open(): void {}
  send(): void {}
  setRequestHeader(): void {}
  getResponseHeader(): null {
    return null;
  }
}

let memory: WebAssembly.Memory | undefined;

function isMemory(value: unknown): value is WebAssembly.Memory {
  return value instanceof WebAssembly.Memory;
}

interface SyncFile {
  createSyncAccessHandle(options?: { readonly mode: string }): Promise<{ flush(): void }>;
}

/** Several workers, also of other tabs, may read a file at once, if none of them asks to write. */
function readOnlyFiles(prototype: SyncFile): void {
  const open = prototype.createSyncAccessHandle;
  prototype.createSyncAccessHandle = async function (this: SyncFile) {
    const handle = await open.call(this, { mode: 'read-only' });
    return Object.assign(handle, { flush: () => {} });
  };
}

async function start({ module, script, reads }: StartDuckdb): Promise<void> {
  WebAssembly.instantiateStreaming = async (_response, imports) => {
    const instance = await WebAssembly.instantiate(module, imports);
    memory = Object.values(imports?.env ?? {}).find(isMemory);
    return { module, instance };
  };
  if (reads) readOnlyFiles(FileSystemFileHandle.prototype as unknown as SyncFile);
  Object.assign(globalThis, {
    XMLHttpRequest: NoNetwork,
    fetch: async () => new Response(null, { status: 404 }),
    WebSocket: undefined,
    EventSource: undefined,
    WebTransport: undefined,
  });
  // It prints every error of SQL, which the answer carries anyway.
  Object.assign(console, { log: () => {}, debug: () => {}, warn: () => {} });
  await import(/* @vite-ignore */ script);
}

addEventListener('message', async (event: MessageEvent) => {
  const { data } = event;
  if (data?.kind === 'tabhouse-start') {
    event.stopImmediatePropagation();
    await start(data);
    postMessage({ kind: 'tabhouse-started' });
  } else if (data?.kind === 'tabhouse-memory') {
    event.stopImmediatePropagation();
    data.port.postMessage(memory?.buffer.byteLength ?? 0);
  }
});
