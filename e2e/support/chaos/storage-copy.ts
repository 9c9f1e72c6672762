/** A copy of a database beside it. */
import type { Page } from '@playwright/test';

/**
 * Copies all records of one database of the page's origin into another, whose earlier contents are
 * lost. Nothing may have either of them open.
 */
export async function copyStorage(page: Page, from: string, to: string): Promise<void> {
  await page.evaluate(
    async ([source, target]) => {
      const answer = <T>(request: IDBRequest<T>): Promise<T> =>
        new Promise((done, fail) => {
          request.onsuccess = () => done(request.result);
          request.onerror = () => fail(request.error ?? new Error('no reason given'));
        });
      await answer(indexedDB.deleteDatabase(target));
      const one = await answer(indexedDB.open(source));
      const names = [...one.objectStoreNames];
      const making = indexedDB.open(target, one.version);
      making.onupgradeneeded = () => {
        for (const name of names) making.result.createObjectStore(name, { keyPath: 'key' });
      };
      const other = await answer(making);
      for (const name of names) {
        const records = await answer(one.transaction(name).objectStore(name).getAll());
        const writing = other.transaction(name, 'readwrite');
        for (const record of records) writing.objectStore(name).put(record);
        await new Promise<void>((done, fail) => {
          writing.oncomplete = () => done();
          writing.onabort = () => fail(writing.error ?? new Error('no reason given'));
        });
      }
      one.close();
      other.close();
    },
    [from, to] as const,
  );
}
