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
  if ('addEventListener' in globalThis) watchPanics(globalThis);
  return module;
}

const guards = new Set<PanicGuard>();
let panicked = false;

/**
 * A panic inside the library surfaces as an uncaught error of the worker, or as a rejection that nobody awaits. A
 * second one follows when the library lets go of what it held: then no guard may be left, and its stack holds nothing
 * but nameless functions of WebAssembly. Nobody but the guards need know.
 */
function watchPanics(scope: EventTarget): void {
  const take = (event: Event, error: unknown) => {
    if (!(error instanceof WebAssembly.RuntimeError)) return;
    if (guards.size === 0 && !panicked && !/parquet/i.test(error.stack ?? '')) return;
    panicked = true;
    event.preventDefault();
    event.stopImmediatePropagation();
    for (const guard of guards) guard.fail(error);
  };
  scope.addEventListener('error', (event) => take(event, (event as ErrorEvent).error), true);
  scope.addEventListener('unhandledrejection', (event) =>
    take(event, (event as PromiseRejectionEvent).reason),
  );
}

/**
 * Watches over the library while it works on a file. A panic leaves the library's promise open for ever;
 * this ends the wait, and every later one.
 */
export class PanicGuard {
  fail: (cause: unknown) => void = () => undefined;
  private readonly panic: Promise<never>;
  private readonly file: File;

  constructor(file: File) {
    this.file = file;
    this.panic = new Promise<never>((_, reject) => {
      this.fail = reject;
    });
    this.panic.catch(() => undefined);
    guards.add(this);
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
    guards.delete(this);
  }
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
