/** What the browser says about the room it gives the page. */

export interface Quota {
  /** Bytes in use by the whole origin, and the most it may use; undefined where the browser will not say. */
  readonly usage: number | undefined;
  readonly limit: number | undefined;
}

export const unknownQuota: Quota = { usage: undefined, limit: undefined };

export async function readQuota(): Promise<Quota> {
  if (!('storage' in navigator)) return unknownQuota;
  const { usage, quota } = await navigator.storage.estimate();
  return { usage, limit: quota };
}

/**
 * Asks the browser not to clear the data by itself; some ask the user, so call it when the user
 * has just done something worth keeping. Only pages can ask, workers cannot.
 *
 * @returns whether it promised
 */
export async function requestPersistence(): Promise<boolean> {
  if (typeof navigator === 'undefined' || !navigator.storage?.persist) return false;
  return navigator.storage.persist();
}
