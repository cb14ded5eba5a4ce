import { TabhouseError } from '../../../engine/errors.ts';

export type ParquetLibrary = typeof import('parquet-wasm/esm/parquet_wasm.js');

let library: Promise<ParquetLibrary> | null = null;

/** The Parquet reader, loaded once. `wasm` is its code, for places that cannot fetch it. */
export function loadParquet(wasm?: BufferSource): Promise<ParquetLibrary> {
  library ??= load(wasm).catch((cause: unknown) => {
    library = null;
    throw cause;
  });
  return library;
}

async function load(wasm?: BufferSource): Promise<ParquetLibrary> {
  const module = await import('parquet-wasm/esm/parquet_wasm.js');
  if (wasm) module.initSync({ module: wasm });
  else await module.default();
  return module;
}

/**
 * Watches over the library while it works on a file. A panic inside it leaves its promise open for ever and surfaces
 * as an uncaught error of the worker instead, perhaps before anybody waits; that ends this and every later wait.
 */
export class PanicGuard {
  private readonly panic: Promise<never>;
  private readonly file: File;
  private readonly stop: () => void;

  constructor(file: File, scope: EventTarget | null = thisScope()) {
    this.file = file;
    let fail: (cause: unknown) => void = () => undefined;
    this.panic = new Promise<never>((_, reject) => {
      fail = reject;
    });
    this.panic.catch(() => undefined);
    const onError = (event: Event) => {
      const { error } = event as ErrorEvent;
      if (!(error instanceof WebAssembly.RuntimeError)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      fail(error);
    };
    scope?.addEventListener('error', onError, true);
    this.stop = () => scope?.removeEventListener('error', onError, true);
  }

  /** Waits for the library. Throws `file-broken`, `file-encrypted`, `file-unsupported`, `file-changed`. */
  async settled<T>(work: Promise<T>): Promise<T> {
    try {
      return await Promise.race([work, this.panic]);
    } catch (cause) {
      throw parquetError(cause, this.file);
    }
  }

  release(): void {
    this.stop();
  }
}

function thisScope(): EventTarget | null {
  return 'addEventListener' in globalThis ? globalThis : null;
}

/** What the library's complaint means. */
function parquetError(cause: unknown, file: File): TabhouseError {
  if (cause instanceof TabhouseError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  const parameters = { file: file.name };
  if (/encrypt/i.test(message)) return new TabhouseError('file-encrypted', { parameters, cause });
  if (/NotFoundError|NotReadableError|could not be (?:found|read)/i.test(message)) {
    return new TabhouseError('file-changed', { parameters, cause });
  }
  if (/not (?:yet )?(?:supported|implemented)|NYI/i.test(message)) {
    const feature = message.slice(0, 80);
    return new TabhouseError('file-unsupported', { parameters: { ...parameters, feature }, cause });
  }
  return new TabhouseError('file-broken', { parameters, cause });
}
