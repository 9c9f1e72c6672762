/** Has the built page kept for when there is no network. */

/** Registers the service worker beside the page; a browser that refuses loses nothing but this. */
export function registerServiceWorker(base: string): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  navigator.serviceWorker
    .register(new URL('service-worker.js', base))
    .catch((thrown: unknown) => console.warn('The page is not kept for offline use:', thrown));
}

/** Has the large files kept too; call it when the page has done its first work. */
export async function keepTheRest(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage('keep-the-rest');
}
