/** The page without a network, and on a host that cannot set headers, in a folder of its own. */
import type { Page } from '@playwright/test';
import { expect, finished, patience, test, topics } from './support/papergrove';
import { plainHost } from './support/static-host';

test.use({ serviceWorkers: 'allow' });

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
  const host = plainHost();
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
