/** What every engine must do: each check runs in Chromium, Firefox and WebKit, with and without threads. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { PNG } from 'pngjs';
import { StaticHost } from '../support/static-host';
import { check } from './check';
import type { Browser } from './engine';
import { Page } from './page';

const fixture = (name: string): string => join(import.meta.dirname, '../fixtures', name);

/** Waits for a saved file of this ending that is whole. */
async function saved(browser: Browser, ending: string): Promise<Buffer> {
  let path = '';
  let length = 0;
  await expect
    .poll(() => {
      const [name] = existsSync(browser.downloads)
        ? readdirSync(browser.downloads).filter((one) => one.endsWith(ending))
        : [];
      if (name === undefined) return false;
      const before = length;
      path = join(browser.downloads, name);
      length = statSync(path).size;
      return length > 0 && length === before;
    })
    .toBe(true);
  return readFileSync(path);
}

/** How many papers the treemap shows as tiles of their own and topics. */
const shown = (page: Page): Promise<string> =>
  page.ask(
    () => document.querySelectorAll('[role=tree][aria-label=Topics] [role=treeitem]').length,
  );

check('opens, with as many threads as memory can be shared by', async ({ running, host }) => {
  const page = await Page.open(running, host.address);
  await page.until(() => page.root(), /, 70 papers$/u);
  expect(await page.count('alert')).toBe(0);
  const threads = await page.ask(() =>
    typeof SharedArrayBuffer === 'function' && crossOriginIsolated
      ? Math.max(1, navigator.hardwareConcurrency - 1)
      : 1,
  );
  await page.until(
    () => page.text('status'),
    new RegExp(`made on the processor, ${threads} thread`, 'u'),
  );
  await page.close();
});

check('draws the treemap and the projection', async ({ running, host }) => {
  const page = await Page.open(running, host.address);
  await page.until(async () => Number(await shown(page)) > 10, true);
  // Every canvas on show holds a drawing: many colours, not one ground.
  await page.until(
    () =>
      page.ask(() => {
        const canvases = [...document.querySelectorAll('canvas')].filter((one) =>
          one.checkVisibility(),
        );
        const colours = canvases.map((canvas) => {
          const copy = new OffscreenCanvas(200, 200);
          const drawing = copy.getContext('2d');
          drawing?.drawImage(canvas, 0, 0, 200, 200);
          const pixels = drawing?.getImageData(0, 0, 200, 200).data;
          return new Set(new Uint32Array(pixels?.buffer ?? new ArrayBuffer(0))).size;
        });
        return colours.length >= 2 && Math.max(...colours) > 100;
      }),
    'true',
  );
  expect(await page.count('application', '^Projection')).toBe(1);
  await page.close();
});

check('zooms into a topic and comes back', async ({ running, host }) => {
  const page = await Page.open(running, host.address);
  const whole = await page.root();
  const [name = '', x = 0, y = 0] = (
    await page.ask(() => {
      const topic = document.querySelector(
        '[role=tree][aria-label=Topics] [role=treeitem][aria-level="2"]',
      );
      const box = topic?.getBoundingClientRect();
      return box ? `${topic?.getAttribute('aria-label')}|${box.x + 30}|${box.y + 8}` : '';
    })
  ).split('|');
  await page.clickAt(Number(x), Number(y));
  await page.until(() => page.root(), name);
  await page.until(() => page.address(), /#topic=[^&]*@\d+:/u);
  await page.back();
  await page.until(() => page.root(), whole);
  await page.close();
});

check('searches as one types, marks what was found, and lets go', async ({ running, host }) => {
  const page = await Page.open(running, host.address);
  await page.click('combobox', 'Search papers');
  await page.type('unlearning');
  await page.until(
    () => page.ask(() => document.body.textContent),
    /papers found for “unlearning”/u,
  );
  await page.until(() => page.address(), /q=unlearning/u);
  await page.press('Enter');
  await page.until(() => page.text('complementary', 'Paper'), /unlearning/iu);
  await page.until(
    () => page.ask(() => (CSS.highlights.get('found-words')?.size ?? 0) > 2),
    'true',
  );
  await page.press('Escape');
  await page.until(() => page.ask(() => CSS.highlights.get('found-words')?.size ?? 0), '0');
  await page.close();
});

check('shows a paper, keeps its star, and has it after a reload', async ({ running, host }) => {
  const page = await Page.open(running, host.address);
  await page.click('tab', '^Papers');
  await page.click('option', 'Score Forgetting');
  await page.until(() => page.text('complementary', 'Paper'), /Score Forgetting/u);
  await page.click('button', '^Star$');
  await page.until(() => page.count('button', '^Starred'), 1);
  const address = await page.address();
  await page.until(() => page.count('alert'), 0);
  await page.reload();
  await page.until(() => page.count('button', '^Starred'), 1);
  expect(await page.address()).toBe(address);
  await page.until(() => page.text('status'), /kept on this device/u);
  await page.click('button', '^Starred');
  await page.until(() => page.count('button', '^Star$'), 1);
  await page.close();
});

for (const [format, name, papers] of [
  ['RIS', 'shelf.ris', 4],
  ['BibTeX', 'review.bib', 6],
] as const)
  check(`imports ${format}`, async ({ running, host }) => {
    const page = await Page.open(running, host.address);
    await page.import(fixture(name));
    await page.until(() => page.root(), new RegExp(`, ${papers} papers$`, 'u'));
    await page.reload();
    await page.until(() => page.root(), new RegExp(`, ${papers} papers$`, 'u'));
    await page.close();
  });

check('saves the papers as BibTeX', async ({ running, host }) => {
  const page = await Page.open(running, host.address);
  await page.click('button', '^Share');
  await page.click('button', '^BibTeX');
  const text = (await saved(running, '.bib')).toString();
  expect(text.match(/^@\w+\{/gmu)).toHaveLength(70);
  await page.close();
});

check('saves pictures', async ({ running, host }) => {
  const page = await Page.open(running, host.address);
  for (const format of ['SVG', 'PNG']) {
    await page.click('button', '^Share');
    await page.click('button', `^${format}$`);
    await page.until(() => page.count('button', `^${format}$`), 0);
  }
  const svg = await saved(running, '.svg');
  expect(svg.toString()).toMatch(/^(?:<\?xml[^>]*>\s*)?<svg[\s\S]*<\/svg>\s*$/u);
  const { width, height, data } = PNG.sync.read(await saved(running, '.png'));
  expect(width).toBeGreaterThan(500);
  expect(height).toBeGreaterThan(200);
  expect(
    new Set(new Uint32Array(data.buffer, data.byteOffset, width * height)).size,
  ).toBeGreaterThan(100);
  await page.close();
});

check(
  'needs no headers, has threads on the second visit, and then no network',
  async ({ running, plain }) => {
    const page = await Page.open(running, plain.address);
    // WebKit that was told to gives the global to every page, isolated or not.
    const threads = await page.ask(() =>
      typeof SharedArrayBuffer === 'function' ? Math.max(1, navigator.hardwareConcurrency - 1) : 1,
    );
    await page.until(
      () => page.text('status'),
      new RegExp(`made on the processor, ${threads} thread`, 'u'),
    );
    // The large files are kept once the first map is done.
    await page.until(() => kept(page, '.wasm'), 'true');
    await page.until(() => kept(page, 'arxiv-3.bin'), 'true');
    await plain.close();
    await page.reload();
    await page.until(() => page.root(), /, 70 papers$/u);
    expect(await page.ask(() => crossOriginIsolated)).toBe('true');
    await page.import(fixture('shelf.ris'));
    await page.until(() => page.root(), /, 4 papers$/u);
    await page.close();
  },
);

/** Whether the service worker keeps a file of this ending. */
async function kept(page: Page, ending: string): Promise<string> {
  await page.ask((_find, ending) => {
    const found = async (): Promise<boolean> => {
      for (const name of await caches.keys())
        for (const { url } of await (await caches.open(name)).keys())
          if (url.endsWith(ending)) return true;
      return false;
    };
    void found().then((is) => Object.assign(window, { [ending]: is }));
    return null;
  }, ending);
  return page.ask((_find, ending) => Boolean(Reflect.get(window, ending)), ending);
}

check('has the encoder and threads from a host that knows few types', async ({ running }) => {
  const host = new StaticHost({
    headers: true,
    folder: '/',
    types: { '.mjs': 'application/octet-stream', '.wasm': 'text/plain', '.bin': 'text/plain' },
  });
  await host.open();
  const page = await Page.open(running, host.address);
  await page.until(() => page.text('status'), /made on the processor, \d+ thread/u);
  await page.close();
  await host.close();
});

check('opened from a folder, says what to do', async ({ running }) => {
  const tab = await running.newTab();
  await tab.open(new URL('../../dist/index.html', import.meta.url).href);
  const said = `String(document.querySelector('.stuck')?.checkVisibility({ visibilityProperty: true })
    && document.body.innerText.includes('It needs a web server'))`;
  await expect.poll(() => tab.evaluate(said), { timeout: 20_000 }).toBe('true');
  await tab.close();
});

check('two tabs tell each other', async ({ running, host }) => {
  const first = await Page.open(running, host.address);
  const second = await Page.open(running, host.address);
  for (const page of [first, second]) {
    await page.click('tab', '^Papers');
    await page.click('option', 'Diffusion Models Beat');
  }
  await second.click('button', '^Star$');
  await first.until(() => first.count('button', '^Starred'), 1);
  await first.click('button', '^Starred');
  await second.until(() => second.count('button', '^Star$'), 1);
  await first.close();
  await second.close();
});
