/** Has the built page kept for when there is no network. */
import { isOneFile } from '../../foundation/one-file';

/** A page in one file has no service worker beside it. */
const canBeKept = import.meta.env.PROD && !isOneFile && 'serviceWorker' in navigator;

/** Registers the service worker beside the page; a browser that refuses loses nothing but this. */
export function registerServiceWorker(base: string): void {
  if (!canBeKept) return;
  navigator.serviceWorker
    .register(new URL('service-worker.js', base))
    .catch((thrown: unknown) => console.warn('The page is not kept for offline use:', thrown));
}

/** Has the large files kept too; call it when the page has done its first work. */
export async function keepTheRest(): Promise<void> {
  if (!canBeKept) return;
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage('keep-the-rest');
}
