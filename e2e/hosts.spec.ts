/** Hosts that know few types, are not secure, or are none; and a browser without scripts. */
import { expect, finished, slow, status, test, topics } from './support/papergrove';
import { plainHost, StaticHost } from './support/static-host';

for (const [kind, types] of [
  ['a kind of its own', { '.mjs': 'x/unknown', '.wasm': 'x/unknown', '.bin': 'x/unknown' }],
  ['bytes', { '.mjs': 'application/octet-stream', '.wasm': 'application/octet-stream' }],
  ['text', { '.mjs': 'text/plain', '.wasm': 'text/plain', '.json': 'text/plain' }],
  ['web pages', { '.mjs': 'text/html', '.wasm': 'text/html', '.bin': 'text/html' }],
] as const)
  test(`a host that calls what it does not know ${kind} loses nothing`, slow, async ({ page }) => {
    const host = new StaticHost({ headers: true, folder: '/', types });
    await host.open();
    await page.goto(host.address);
    await finished(page);
    await expect(status(page)).toContainText(/made on the processor, \d+ thread/u);
    await host.close();
  });

test.describe('with the service worker', () => {
  test.use({ serviceWorkers: 'allow' });

  test(
    'the status line says what the vectors were made with, when there are more threads now',
    slow,
    async ({ page }) => {
      const host = plainHost();
      await host.open();
      await page.goto(host.address);
      await finished(page);
      await expect(status(page).first()).toContainText('made on the processor, 1 thread');
      await page.evaluate(() => navigator.serviceWorker.ready);
      await page.reload();
      await finished(page);
      await expect(status(page).first()).toContainText('kept on this device');
      // Papers that are new have the threads.
      await page.getByLabel('Files of papers', { exact: true }).setInputFiles({
        name: 'new.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from('title,abstract\nOn bees,Bees pollinate.\nOn wasps,Wasps do too.\n'),
      });
      await page.getByRole('button', { name: 'Make the map' }).click();
      await finished(page);
      await expect(topics(page).getByRole('treeitem').first()).toHaveAccessibleName(/, 2 papers$/u);
      const cores = await page.evaluate(() => navigator.hardwareConcurrency);
      await expect(status(page).first()).toContainText(
        cores > 2
          ? `made on the processor, ${cores - 1} threads`
          : 'made on the processor, 1 thread',
      );
      await host.close();
    },
  );
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the page says what is missing', async ({ page }) => {
    await page.goto('./');
    // What is in a noscript element is no text to Playwright's own search by text.
    const said = page.locator('noscript p');
    await expect(said).toBeVisible();
    await expect(said).toContainText('JavaScript, which is switched off here');
  });
});

test('opened from a folder, the page says what to do', async ({ page }) => {
  await page.goto(new URL('../dist/index.html', import.meta.url).href);
  await expect(page.getByText('It needs a web server')).toBeVisible();
});

test('a page whose program does not come says so after a while, and not before', async ({
  page,
}) => {
  await page.route('**/assets/index-*.js', (route) => route.fulfill({ status: 404 }));
  await page.goto('./', { waitUntil: 'load' });
  const stuck = page.getByText('Then a part of the page could not be loaded');
  await expect(stuck).toBeHidden();
  await expect(page.getByText('Drop a .bib, .ris or .csv file')).toBeVisible();
  await expect(stuck).toBeVisible({ timeout: 20_000 });
});

test.describe('over plain http', () => {
  test('the map is made, and a link can be copied by hand', async ({ playwright, browserName }) => {
    const host = plainHost();
    await host.open();
    const { port, pathname } = new URL(host.address);
    // A name that no browser holds for this machine's own.
    const { launchOptions } = test.info().project.use;
    const browser = await playwright[browserName].launch({
      ...launchOptions,
      args: [
        ...(launchOptions?.args ?? []),
        '--host-resolver-rules=MAP papers.example 127.0.0.1, MAP [::1] 127.0.0.1',
      ],
    });
    const page = await browser.newPage();
    await page.goto(`http://papers.example:${port}${pathname}`);
    await finished(page);
    expect(await page.evaluate(() => [isSecureContext, 'clipboard' in navigator])).toEqual([
      false,
      false,
    ]);
    await expect(page.getByRole('alert')).toHaveCount(0);
    await page.getByRole('button', { name: 'Share and save' }).click();
    await page.getByRole('button', { name: 'Copy link to this view' }).click();
    const byHand = page.getByRole('textbox', { name: 'Copy link to this view, by hand' });
    await expect(byHand).toBeFocused();
    await expect(byHand).toHaveValue(page.url());
    const chosen = await byHand.evaluate((field) =>
      field instanceof HTMLTextAreaElement ? [field.selectionStart, field.selectionEnd] : [],
    );
    expect(chosen).toEqual([0, page.url().length]);
    await browser.close();
    await host.close();
  });
});
