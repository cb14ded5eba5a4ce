import { t } from '../i18n/index.ts';
import { toast } from '../ui/toast.ts';

/**
 * Lets the service worker keep the page for offline, and asks before it goes over to a newer one; does nothing where
 * there is none (`vite dev`, private windows).
 */
export async function keepForOffline(base: string = document.baseURI): Promise<void> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  try {
    const { serviceWorker } = navigator;
    const first = serviceWorker.controller === null;
    const registration = await serviceWorker.register(new URL('sw.js', base), { scope: './' });
    followUpdates(registration, serviceWorker, first);
  } catch (cause) {
    console.info('offline copy not kept', cause);
  }
}

function followUpdates(
  registration: ServiceWorkerRegistration,
  container: ServiceWorkerContainer,
  first: boolean,
): void {
  let asked = false;
  const offer = () => {
    const { waiting } = registration;
    if (!waiting) return;
    toast(t('offline.update'), {
      label: t('offline.update.do'),
      run() {
        asked = true;
        waiting.postMessage({ tabhouse: 'update' });
      },
    });
  };
  let unclaimed = first;
  container.addEventListener('controllerchange', () => {
    // The first worker takes over a page that it was fetched with.
    if (unclaimed) unclaimed = false;
    else if (asked) location.reload();
    else toast(t('offline.updated'), { label: t('offline.reload'), run: () => location.reload() });
  });
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed' && container.controller) offer();
    });
  });
  if (container.controller) offer();
}
