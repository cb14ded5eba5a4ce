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

interface SyncHandle {
  write(bytes: Uint8Array, options?: { readonly at: number }): number;
  truncate(size: number): void;
  getSize(): number;
  flush(): void;
}
interface SyncFile {
  readonly name: string;
  createSyncAccessHandle(options?: { readonly mode: string }): Promise<SyncHandle>;
}

/**
 * Files that are only read are shared, also with other tabs: all but those in `writes`. Where the disk or the quota
 * is full a write says that it wrote some other number of bytes (Chromium: 4294967288), and DuckDB does not look: the
 * file would be corrupt.
 */
function watchFiles(prototype: SyncFile, writes: readonly string[], onFull: () => void): void {
  const open = prototype.createSyncAccessHandle;
  prototype.createSyncAccessHandle = async function (this: SyncFile) {
    if (!writes.includes(this.name)) {
      const handle = await open.call(this, { mode: 'read-only' });
      return Object.assign(handle, { flush: () => {} });
    }
    const handle = await open.call(this);
    const write = handle.write.bind(handle);
    const truncate = handle.truncate.bind(handle);
    const refuse = (): never => {
      onFull();
      throw new Error('quota exceeded');
    };
    return Object.assign(handle, {
      write(bytes: Uint8Array, options?: { readonly at: number }) {
        return attempt(() => write(bytes, options)) === bytes.length ? bytes.length : refuse();
      },
      truncate(size: number) {
        attempt(() => truncate(size));
        if (handle.getSize() !== size) refuse();
      },
    });
  };
}

/** Firefox and Safari throw where Chromium answers. */
function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

async function start({ module, script, writes, notices }: StartDuckdb): Promise<void> {
  WebAssembly.instantiateStreaming = async (_response, imports) => {
    const instance = await WebAssembly.instantiate(module, imports);
    memory = Object.values(imports?.env ?? {}).find(isMemory);
    return { module, instance };
  };
  if ('FileSystemFileHandle' in globalThis) {
    const prototype = FileSystemFileHandle.prototype as unknown as SyncFile;
    watchFiles(prototype, writes, () => notices.postMessage('full'));
  }
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
