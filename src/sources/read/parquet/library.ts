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
 * Waits for the library's work. A panic inside it leaves its promise open for ever and surfaces as an uncaught error
 * of the worker instead; that ends the wait. Throws `file-broken`, `file-encrypted`, `file-changed`.
 */
export async function settled<T>(work: Promise<T>, file: File): Promise<T> {
  const scope: EventTarget | null = 'addEventListener' in globalThis ? globalThis : null;
  let stop: (() => void) | undefined;
  const panic = new Promise<never>((_, reject) => {
    const onError = (event: Event) => {
      const { error, message } = event as ErrorEvent;
      if (!(error instanceof WebAssembly.RuntimeError)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      reject(error ?? new Error(message));
    };
    scope?.addEventListener('error', onError, true);
    stop = () => scope?.removeEventListener('error', onError, true);
  });
  try {
    return await Promise.race([work, panic]);
  } catch (cause) {
    throw parquetError(cause, file);
  } finally {
    stop?.();
  }
}

/** What the library's complaint means. */
export function parquetError(cause: unknown, file: File): TabhouseError {
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
