/** What breaks. */
import type { Page } from '@playwright/test';
import { seededRandom } from '../../../src/foundation/random';
import type { Keeper } from './keepers';
import type { Moment } from './moments';
import type { Site } from './site';

/** What is left when something broke. */
export type Broken = 'page-lives' | 'page-gone';

export interface Stage {
  readonly keeper: Keeper;
  readonly page: Page;
  readonly site: Site;
}

/** Room that a full disk leaves, in bytes: something fits, not everything. */
const scantRoom = 20_000;

export async function breakIt(
  { fault, seed }: Moment,
  { keeper, page, site }: Stage,
): Promise<Broken> {
  switch (fault) {
    case 'worker-killed':
    case 'worker-throws':
      await page.evaluate((throws) => {
        for (const worker of window.watched.workers) {
          worker.terminate();
          if (throws) worker.dispatchEvent(new ErrorEvent('error', { message: 'broken' }));
        }
      }, fault === 'worker-throws');
      return 'page-lives';
    case 'tab-killed': {
      const session = await page.context().newCDPSession(page);
      const crashed = page.waitForEvent('crash');
      // What has crashed gives no answer.
      void session.send('Page.crash').catch(() => undefined);
      await crashed;
      await page.close();
      return 'page-gone';
    }
    case 'browser-killed':
      await keeper.crash();
      return 'page-gone';
    case 'disk-full': {
      const session = await page.context().newCDPSession(page);
      const { origin } = new URL(site.address);
      const { usage } = await session.send('Storage.getUsageAndQuota', { origin });
      const quotaSize = Math.floor(usage) + scantRoom;
      await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
      return 'page-lives';
    }
    case 'record-spoilt':
      await spoilRecord(page, seed);
      return 'page-lives';
    case 'offline':
      site.weather = 'offline';
      return 'page-lives';
    case 'no-wasm':
    case 'silent-wasm':
      site.weather = fault;
      return 'page-lives';
  }
}

/** The network, the disk and the files are as they were. */
export async function heal(site: Site, page: Page): Promise<void> {
  site.weather = 'fair';
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(site.address).origin });
}

/** Spoils one record of what was computed, as a bad disk would: a number, a part, or all of it. */
async function spoilRecord(page: Page, seed: number): Promise<void> {
  const random = seededRandom(seed);
  await page.evaluate(
    ([which, how, where]) =>
      new Promise<void>((done, fail) => {
        const spoilt = (value: unknown): unknown => {
          if (how < 0.3 || typeof value !== 'object' || value === null) return 'spoilt';
          if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
            const bytes = new Uint8Array(value.buffer);
            const at = Math.floor(where * bytes.length);
            bytes[at] = (bytes[at] ?? 0) ^ 0x55;
            return value;
          }
          const parts = Object.entries(value);
          const [name] = parts[Math.floor(where * parts.length)] ?? [''];
          return Object.fromEntries(
            parts.map(([key, part]) => [key, key === name ? spoilt(part) : part]),
          );
        };
        const request = indexedDB.open('papergrove');
        request.onerror = fail;
        request.onsuccess = () => {
          const change = request.result.transaction('results', 'readwrite');
          const results = change.objectStore('results');
          const all = results.getAll();
          all.onsuccess = () => {
            const records: Record<string, unknown>[] = all.result;
            const record = records[Math.floor(which * records.length)];
            if (record) results.put({ ...record, value: spoilt(record['value']) });
          };
          change.onabort = fail;
          change.oncomplete = () => {
            request.result.close();
            done();
          };
        };
      }),
    [random(), random(), random()] as const,
  );
}
