/** The page without a network, and on a host that cannot set headers, in a folder of its own. */
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import sirv from 'sirv';
import { expect, finished, patience, test, topics } from './support/papergrove';

test.use({ serviceWorkers: 'allow' });

const folder = '/deep/down/';

/** A host of static files that sets no headers. */
class PlainHost {
  readonly #server: Server;
  address = '';

  constructor() {
    const dist = fileURLToPath(new URL('../dist', import.meta.url));
    const files = sirv(dist, { dev: true, etag: true });
    this.#server = createServer((request, response) => {
      const missing = (): void => {
        response.statusCode = 404;
        response.end('Not found');
      };
      if (!request.url?.startsWith(folder)) return missing();
      request.url = request.url.slice(folder.length - 1);
      files(request, response, missing);
    });
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, 'localhost', resolve));
    const at = this.#server.address();
    if (at === null || typeof at === 'string') throw new Error('no port');
    this.address = `http://localhost:${at.port}${folder}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** Whether a file of this ending is kept by the service worker. */
function isKept(page: Page, ending: string): Promise<boolean> {
  return page.evaluate(async (wanted) => {
    for (const name of await caches.keys()) {
      const requests = await (await caches.open(name)).keys();
      if (requests.some(({ url }) => url.endsWith(wanted))) return true;
    }
    return false;
  }, ending);
}

test('the second visit has threads on a plain host, and needs no network', async ({ page }) => {
  const host = new PlainHost();
  await host.open();
  await page.goto(host.address);
  await finished(page);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => isKept(page, '.wasm'), patience).toBe(true);
  await expect.poll(() => isKept(page, 'arxiv-3.bin'), patience).toBe(true);

  await page.reload();
  await finished(page);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);

  await host.close();
  await page.reload();
  await finished(page);
  await expect(topics(page).getByRole('treeitem').first()).toHaveAccessibleName(/, 70 papers$/u);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);

  // A new map needs nothing from the network either.
  await page.getByLabel('Files of papers', { exact: true }).setInputFiles({
    name: 'two.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      'title,abstract\nA paper on bees,Bees pollinate flowers.\nA paper on wasps,Wasps do too.\n',
    ),
  });
  await page.getByRole('button', { name: 'Make the map' }).click();
  await finished(page);
  await expect(topics(page).getByRole('treeitem').first()).toHaveAccessibleName(/, 2 papers$/u);
  await expect(page.getByRole('status').first()).not.toContainText('lexical vectors');
});
