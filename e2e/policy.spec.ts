/**
 * The Content Security Policy: what page and workers cannot do, and that nothing the page does breaks
 * it. Every other test of the made map fails on a violation too.
 */
import { readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Page, Worker } from '@playwright/test';
import {
  expect,
  finished,
  patience,
  revisit,
  savedPicture,
  show,
  slow,
  test,
  watch,
} from './support/papergrove';
import { plainHost } from './support/static-host';

const assets = readdirSync(fileURLToPath(new URL('../dist/assets', import.meta.url)));
/** Every worker that the build has, by its file. */
const workerFiles = assets.filter((name) => /\.worker-[^/]*\.js$/u.test(name));
const mayAskOthers = (file: string): boolean => file.startsWith('outside.worker');

let elsewhere: Server;
let foreign: string;
let asked: string[];

test.beforeAll(async () => {
  elsewhere = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.end('reached');
  });
  await new Promise<void>((listening) => elsewhere.listen(0, '127.0.0.1', listening));
  foreign = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
});

test.beforeEach(() => {
  asked = [];
});

test.afterAll(async () => {
  elsewhere.closeAllConnections();
  await new Promise((closed) => elsewhere.close(closed));
});

const seek = (url: string): Promise<string> =>
  fetch(url).then(
    (response) => response.text(),
    () => 'refused',
  );

/** Starts a worker of the build and waits until it is there to be asked. */
async function start(page: Page, file: string): Promise<Worker> {
  const [worker] = await Promise.all([
    page.waitForEvent('worker', (one) => one.url().includes(file)),
    page.evaluate((address) => {
      new Worker(new URL(address, document.baseURI), { type: 'module' });
    }, `assets/${file}`),
  ]);
  return worker;
}

revisit(
  'page and workers reach no other site, except the one worker made for it',
  async ({ page }) => {
    await page.goto('./');
    await finished(page);
    expect(await page.evaluate(seek, `${foreign}/page`)).toBe('refused');
    // It says whether the request was taken on, not whether it was let out.
    await page.evaluate((url) => navigator.sendBeacon(url, 'papers'), `${foreign}/beacon`);
    const image = await page.evaluate(
      (url) =>
        new Promise<string>((settle) => {
          const element = new Image();
          element.onload = () => settle('reached');
          element.onerror = () => settle('refused');
          element.src = url;
        }),
      `${foreign}/image`,
    );
    expect(image).toBe('refused');
    expect(workerFiles.map((name) => name.replace(/-.*/u, '')).sort()).toEqual([
      'embedding.worker',
      'engine.worker',
      'import.worker',
      'outside.worker',
      'search.worker',
      'tree.worker',
    ]);
    for (const file of workerFiles) {
      const worker = await start(page, file);
      const answer = await worker.evaluate(seek, `${foreign}/${file}`);
      expect(answer, file).toBe(mayAskOthers(file) ? 'reached' : 'refused');
    }
    expect(asked.filter((path) => !mayAskOthers(path.slice(1)))).toEqual([]);
  },
);

revisit('scripts come from the page’s own folder alone', slow, async ({ page }) => {
  await page.goto('./');
  await finished(page);
  const outcomes = await page.evaluate(async (url) => {
    const outcome = (work: () => unknown): string => {
      try {
        work();
        return 'done';
      } catch (thrown) {
        return thrown instanceof Error ? thrown.name : String(thrown);
      }
    };
    const script = document.createElement('script');
    // What a debugger runs at once may evaluate text; what runs later is the page's.
    await new Promise((later) => setTimeout(later, 0));
    return {
      foreignWorker: outcome(() => new Worker(`${url}/assets/a.js`)),
      dataWorker: outcome(() => new Worker('data:text/javascript,close()')),
      text: outcome(() => (document.createElement('div').innerHTML = '<b>bold</b>')),
      code: outcome(() => (script.text = '1')),
      evaluated: outcome(() => (0, eval)('1')),
      made: outcome(() => new Function('return 1')()),
      imported: await import(/* @vite-ignore */ `${url}/module.js`).then(
        () => 'done',
        () => 'refused',
      ),
    };
  }, foreign);
  expect(outcomes).toEqual({
    foreignWorker: 'TypeError',
    dataWorker: 'TypeError',
    text: 'TypeError',
    code: 'TypeError',
    evaluated: 'EvalError',
    made: 'EvalError',
    imported: 'refused',
  });
  expect(asked).toEqual([]);
});

revisit('using the page breaks its policy nowhere', slow, async ({ context, page, baseURL }) => {
  test.slow();
  const seen = watch(context, new URL(baseURL ?? '').origin);
  await page.addInitScript(() => {
    localStorage.setItem('papergrove:display', JSON.stringify({ tourSeen: true }));
  });
  await page.goto('./');
  await finished(page);
  const dialog = page.getByRole('dialog');
  const close = () => page.keyboard.press('Escape');
  const share = () => page.getByRole('button', { name: 'Share and save' }).click();

  await page.getByRole('combobox', { name: 'Search papers' }).first().fill('contrastive');
  await expect(page.getByText(/^\d+ (?:papers? )?found/u).first()).toBeVisible();
  await page.getByRole('combobox', { name: 'Search papers' }).first().fill('');
  await show(page, 'Table');
  await expect(page.getByRole('grid', { name: 'Papers in a table' })).toBeVisible();
  await show(page, 'Both views');

  await share();
  await page.getByRole('button', { name: 'How this map was made' }).click();
  await expect(dialog).toBeVisible();
  await close();
  await share();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Newick/u }).click();
  await saving;

  for (const format of ['SVG', 'PNG'] as const) {
    await savedPicture(page, 'treemap', format);
    await savedPicture(page, 'projection', format);
  }

  await page.getByRole('button', { name: 'Encoder', exact: true }).click();
  await expect(dialog).toBeVisible();
  await close();
  await page.keyboard.press('?');
  await expect(dialog).toBeVisible();
  await close();

  await page.getByLabel('Files of papers', { exact: true }).setInputFiles({
    name: 'two.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      'title,abstract\nA paper on bees,Bees pollinate flowers.\nA paper on wasps,Wasps do too.\n',
    ),
  });
  await page.getByRole('button', { name: 'Make the map' }).click();
  await expect(page).toHaveTitle(/two/u, patience);
  await finished(page);
  expect(seen.violations).toEqual([]);
  expect(seen.errors).toEqual([]);
  expect(seen.elsewhere).toEqual([]);
});

test.describe('on a host that sets no headers', () => {
  test.use({ serviceWorkers: 'allow' });

  test(
    'the page is bound at once, its workers from the second visit on',
    slow,
    async ({ page }) => {
      const host = plainHost();
      await host.open();
      await page.goto(host.address);
      await finished(page);
      const engine = (): Worker => {
        const found = page.workers().find((worker) => worker.url().includes('engine.worker'));
        if (!found) throw new Error('the engine has no worker');
        return found;
      };
      expect(await page.evaluate(seek, `${foreign}/page`)).toBe('refused');
      // What docs/policy.md says of the first visit: such a host cannot bind the first workers.
      expect(await engine().evaluate(seek, `${foreign}/first`)).toBe('reached');

      await page.evaluate(() => navigator.serviceWorker.ready);
      await page.reload();
      await finished(page);
      expect(await page.evaluate(seek, `${foreign}/page`)).toBe('refused');
      expect(await engine().evaluate(seek, `${foreign}/second`)).toBe('refused');
      expect(asked).toEqual(['/first']);
      await host.close();
    },
  );
});
