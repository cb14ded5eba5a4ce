/** Lets the service worker keep the page for offline; does nothing where there is none (`vite dev`, private windows). */
export async function keepForOffline(base: string = document.baseURI): Promise<void> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  try {
    await navigator.serviceWorker.register(new URL('sw.js', base), { scope: './' });
  } catch (cause) {
    console.info('offline copy not kept', cause);
  }
}
