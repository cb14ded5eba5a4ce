/**
 * How two tabs of the page find each other: the service worker, which both can reach, hands what one says to the
 * others, ports included. It keeps nothing, so that it may be ended at any time.
 */
export interface TabMessage {
  readonly tabhouse: 'seek' | 'offer';
  /** Client that a message is for; filled in by the service worker with the one that it is from. */
  readonly client?: string;
}

/** Milliseconds between two calls for the tab that has the data. */
const AGAIN = 1000;

const isMessage = (data: unknown): data is TabMessage =>
  typeof data === 'object' && data !== null && 'tabhouse' in data;

/** Answers every tab that seeks with a port of its own, which `serve` is given the other end of. */
export function offerPorts(
  serve: (port: MessagePort) => void,
  container: ServiceWorkerContainer | undefined = navigator.serviceWorker,
): void {
  container?.addEventListener('message', ({ data, source }) => {
    if (!isMessage(data) || data.tabhouse !== 'seek' || !source) return;
    const { port1, port2 } = new MessageChannel();
    serve(port1);
    const answer: TabMessage = { tabhouse: 'offer', ...(data.client && { client: data.client }) };
    (source as ServiceWorker).postMessage(answer, [port2]);
  });
  container?.startMessages();
}

/** Resolves with a port to the tab that has the data, however long that takes; never where there is no service worker. */
export function seekPort(
  signal: AbortSignal,
  container: ServiceWorkerContainer | undefined = navigator.serviceWorker,
): Promise<MessagePort> {
  return new Promise((resolve) => {
    if (!container) return;
    const call = async () => {
      const registration = await container.getRegistration();
      registration?.active?.postMessage({ tabhouse: 'seek' } satisfies TabMessage);
    };
    const timer = setInterval(() => void call().catch(() => undefined), AGAIN);
    const stop = () => {
      clearInterval(timer);
      container.removeEventListener('message', hear);
    };
    const hear = ({ data, ports: [port] }: MessageEvent) => {
      if (!isMessage(data) || data.tabhouse !== 'offer' || !port) return;
      stop();
      resolve(port);
    };
    container.addEventListener('message', hear);
    container.startMessages();
    signal.addEventListener('abort', stop);
    void call().catch(() => undefined);
  });
}
