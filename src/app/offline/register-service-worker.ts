/** Has the built page kept for when there is no network. */
import { isOneFile } from '../../foundation/one-file';

/** A page in one file has no service worker beside it. */
const canBeKept = import.meta.env.PROD && !isOneFile && 'serviceWorker' in navigator;

/**
 * Registers the service worker beside the page, which keeps the page's own files, and then has it keep
 * the large ones; a browser that refuses loses nothing but this. Call it when the page has done its
 * first work: what is kept is fetched and compiled meanwhile.
 */
export async function keepForOffline(base: string): Promise<void> {
  if (!canBeKept) return;
  try {
    await navigator.serviceWorker.register(new URL('service-worker.js', base));
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage('keep-the-rest');
  } catch (thrown) {
    console.warn('The page is not kept for offline use:', thrown);
  }
}
