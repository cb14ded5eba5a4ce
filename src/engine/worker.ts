import * as Comlink from 'comlink';
import { TabhouseError } from './errors.ts';
import { transferErrors } from './transfer.ts';

/** A worker whose death, by any cause, is seen at once. */
export interface StartedWorker {
  readonly worker: Worker;
  /** Resolves when the worker is gone: closed, crashed, or terminated. */
  readonly death: Promise<void>;
  terminate(): void;
}

/** A module worker behind Comlink. A call to a worker that died stays open for ever: race it with `orDeath`. */
export interface ConnectedWorker<T> extends StartedWorker {
  readonly remote: Comlink.Remote<T>;
}

/** Signs our own messages, so that they are told apart from those of the script. */
const SIGN = 'tabhouse-worker';
const PING_EVERY = 5_000;
const SILENT_FOR = 60_000;

interface Sign {
  readonly [SIGN]?: 'started' | { readonly failed: string };
}

/**
 * Milliseconds that a worker has for its first word, try by try: an import that a browser never answers would hold up
 * whoever waits for the worker for ever.
 */
const FIRST_WORD_WITHIN = [30_000, 120_000] as const;

/**
 * Starts `url` in a worker of its own. The worker starts from a `blob:` script that imports the real one, so that the
 * page's Content-Security-Policy binds it: a worker started from its URL has the policy of that response, which on
 * a static host is none. It holds a Web Lock for as long as it lives, which the browser frees when it dies. One that
 * says nothing is ended and started once more. Rejects with `engine-start`.
 */
export async function startWorker(
  url: string,
  { type = 'module', within = FIRST_WORD_WITHIN }: StartOptions = {},
): Promise<StartedWorker> {
  const [first, second] = within;
  try {
    return await tryToStart(url, type, first);
  } catch (error) {
    if (!(error instanceof TabhouseError) || error.cause !== SILENT) throw error;
    return tryToStart(url, type, second);
  }
}

interface StartOptions {
  readonly type?: WorkerType;
  readonly within?: readonly [number, number];
}

const SILENT = 'the worker says nothing';

async function tryToStart(url: string, type: WorkerType, limit: number): Promise<StartedWorker> {
  const lock = `${SIGN}-${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
  const script = URL.createObjectURL(
    new Blob([bootstrap(new URL(url, import.meta.url).href, lock, type)], {
      type: 'text/javascript',
    }),
  );
  const worker = new Worker(script, { type });
  try {
    await started(worker, limit);
  } catch (cause) {
    worker.terminate();
    throw cause instanceof TabhouseError ? cause : new TabhouseError('engine-start', { cause });
  } finally {
    URL.revokeObjectURL(script);
  }
  let ended = () => {};
  const terminated = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const gone = (await sees(lock))
    ? navigator.locks.request(lock, () => {})
    : silence(worker, terminated);
  return {
    worker,
    death: Promise.race([gone.then(() => {}), terminated]),
    terminate() {
      worker.terminate();
      ended();
    },
  };
}

/** Starts a module worker that exposes `T` through Comlink; `TabhouseError`s cross over whole. */
export async function connectWorker<T>(url: string): Promise<ConnectedWorker<T>> {
  transferErrors();
  const started = await startWorker(url);
  return { ...started, remote: Comlink.wrap<T>(started.worker) };
}

/** `work`, or a rejection with `engine-lost` as soon as the worker that does it is gone. */
export function orDeath<T>({ death }: Pick<StartedWorker, 'death'>, work: Promise<T>): Promise<T> {
  return Promise.race([
    work,
    death.then((): never => {
      throw new TabhouseError('engine-lost');
    }),
  ]);
}

/**
 * True where this page sees that the lock is held. After the browser has cleared the page's data, the page and the
 * workers that it starts from then on each have locks of their own.
 */
async function sees(lock: string): Promise<boolean> {
  try {
    const { held = [] } = await navigator.locks.query();
    return held.some(({ name }) => name === lock);
  } catch {
    return false;
  }
}

function bootstrap(url: string, lock: string, type: WorkerType): string {
  const load = type === 'classic' ? 'importScripts(url)' : 'await import(url)';
  return `(async () => {
  const url = ${JSON.stringify(url)};
  addEventListener('message', (event) => {
    if (event.data?.['${SIGN}'] !== 'ping') return;
    event.stopImmediatePropagation();
    event.data.port.postMessage('pong');
  });
  try {
    await new Promise((held, refused) => {
      if (!navigator.locks) return held();
      navigator.locks.request(${JSON.stringify(lock)}, () => { held(); return new Promise(() => {}); }).catch(refused);
    });
    ${load};
    postMessage({ '${SIGN}': 'started' });
  } catch (error) {
    postMessage({ '${SIGN}': { failed: String(error) } });
  }
})();`;
}

function started(worker: Worker, limit: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop();
      reject(new TabhouseError('engine-start', { cause: SILENT }));
    }, limit);
    const stop = () => {
      clearTimeout(timer);
      worker.removeEventListener('message', onMessage);
      worker.removeEventListener('error', onError);
    };
    const onMessage = ({ data }: MessageEvent<Sign | null>) => {
      const sign = data?.[SIGN];
      if (sign === 'started') {
        stop();
        resolve();
      } else if (typeof sign === 'object') {
        stop();
        reject(new TabhouseError('engine-start', { cause: sign.failed }));
      }
    };
    const onError = (event: ErrorEvent) => {
      stop();
      reject(new TabhouseError('engine-start', { cause: event.message || 'worker refused' }));
    };
    worker.addEventListener('message', onMessage);
    worker.addEventListener('error', onError);
  });
}

/** Where Web Locks cannot tell: resolves when the worker has not answered for a minute. */
function silence(worker: Worker, terminated: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    let heard = performance.now();
    const timer = setInterval(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        heard = performance.now();
        port1.close();
      };
      worker.postMessage({ [SIGN]: 'ping', port: port2 }, [port2]);
      if (performance.now() - heard > SILENT_FOR) resolve();
    }, PING_EVERY);
    void terminated.then(() => clearInterval(timer));
  });
}
