/**
 * The service worker: keeps the whole page in a cache of its own, so that it works offline after the first load, and
 * lets tabs of the page find each other (`src/app/tabs/meet.ts`).
 * The build puts the list of files and its version in place of the two constants.
 */
interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends ExtendableEvent {
  readonly request: Request;
  respondWith(response: Promise<Response> | Response): void;
}
interface PageClient {
  readonly id: string;
  postMessage(message: unknown, transfer?: Transferable[]): void;
}
interface PageMessage extends ExtendableEvent {
  readonly data: { readonly tabhouse?: string; readonly client?: string } | null;
  readonly source: PageClient | null;
  readonly ports: readonly MessagePort[];
}
interface ServiceWorker {
  readonly registration: { readonly scope: string };
  readonly clients: {
    claim(): Promise<void>;
    get(id: string): Promise<PageClient | undefined>;
    matchAll(options: { type: 'window'; includeUncontrolled: true }): Promise<PageClient[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'message', listener: (event: PageMessage) => void): void;
  addEventListener(type: 'install' | 'activate', listener: (event: ExtendableEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
}

declare const __PRECACHE__: readonly string[];
declare const __VERSION__: string;

const worker = globalThis as unknown as ServiceWorker;
const PREFIX = 'tabhouse-';
const CACHE = PREFIX + __VERSION__;

worker.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(['./', ...__PRECACHE__])));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(dropOldCaches().then(() => worker.clients.claim()));
});

worker.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || !url.href.startsWith(worker.registration.scope)) return;
  // The engine looks here for extensions, which there are none of; a failed request instead of a 404 would break it.
  if (url.href.slice(worker.registration.scope.length).startsWith('noext/')) {
    event.respondWith(new Response(null, { status: 404 }));
    return;
  }
  event.respondWith(answer(event.request));
});

worker.addEventListener('message', (event) => {
  const { data, source } = event;
  if (data?.tabhouse === 'update') event.waitUntil(worker.skipWaiting());
  if (data?.tabhouse === 'seek' && source) event.waitUntil(passOn(source));
  if (data?.tabhouse === 'offer') event.waitUntil(handOver(data.client ?? '', event.ports));
});

/** Tells the other tabs who seeks the one that has the data. */
async function passOn({ id }: PageClient): Promise<void> {
  const all = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  for (const client of all)
    if (client.id !== id) client.postMessage({ tabhouse: 'seek', client: id });
}

/** Gives the tab that sought a port to the one that has the data. */
async function handOver(client: string, ports: readonly MessagePort[]): Promise<void> {
  (await worker.clients.get(client))?.postMessage({ tabhouse: 'offer' }, [...ports]);
}

async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request, { ignoreSearch: request.mode === 'navigate' });
  return kept ?? fetch(request);
}

async function dropOldCaches(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}
