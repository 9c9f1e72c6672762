/**
 * Pictures of the page itself. They hold the default corpus, abstracts of arXiv (whose metadata are in
 * the public domain, CC0) and made-up papers, nothing else. After a change that is meant, look at what
 * the failed tests left, then `UPDATE_PICTURES=1 npm run test:e2e -- pictures` keeps the present ones.
 */
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { madeUpBibtex } from './support/made-up-papers';
import { ownFonts, pictureTrouble } from './support/page-pictures';
import { expect, finished, patience, slow, test, topics } from './support/papergrove';

const abstracts = resolve(
  process.env['PAPERGROVE_DATA'] ?? '../shared/data',
  'corpora/arxiv-cs-6k.jsonl.gz',
);
const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

interface Shot {
  readonly name: string;
  readonly viewport: { readonly width: number; readonly height: number };
  readonly colorScheme: 'light' | 'dark';
  /** What is done before the picture is taken. */
  readonly act?: (page: Page) => Promise<void>;
}

async function zoomIn(page: Page): Promise<void> {
  await topics(page).locator('[role=treeitem][aria-level="2"]').first().focus();
  await page.keyboard.press('Enter');
  // Neither a focus ring nor a tip.
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
}

async function search(page: Page): Promise<void> {
  await page.goto('./');
  await finished(page);
  const box = page.getByRole('combobox', { name: 'Search papers' });
  // A filter alone, so that nothing found by meaning joins a moment later.
  await box.fill('title:representation');
  await expect(page.getByText(/papers found for “title:representation”/u)).toBeVisible();
  // Leaving the box closes its list and keeps what was typed.
  await box.blur();
  await expect(page.getByRole('listbox', { name: /suggest/iu })).toHaveCount(0);
}

const plain: readonly Shot[] = [
  { name: 'desktop-light', viewport: desktop, colorScheme: 'light' },
  { name: 'desktop-dark', viewport: desktop, colorScheme: 'dark' },
  { name: 'phone-light', viewport: phone, colorScheme: 'light' },
  { name: 'phone-dark', viewport: phone, colorScheme: 'dark' },
];

const corpora = [
  {
    name: 'default',
    files: null,
    shots: [
      ...plain,
      { name: 'zoomed', viewport: desktop, colorScheme: 'light', act: zoomIn },
      { name: 'search', viewport: desktop, colorScheme: 'dark', act: search },
    ],
  },
  {
    name: 'made-up',
    files: {
      name: 'made-up.bib',
      mimeType: 'text/plain',
      buffer: Buffer.from(madeUpBibtex(300)),
    },
    shots: plain.filter(({ name }) => name !== 'desktop-dark'),
  },
  {
    name: 'arxiv',
    files: abstracts,
    shots: plain.filter(({ name }) => name !== 'phone-dark'),
  },
] as const satisfies readonly {
  readonly name: string;
  readonly files: unknown;
  readonly shots: readonly Shot[];
}[];

test.use({
  launchOptions: async ({ launchOptions }, use) => {
    const env = ownFonts(resolve(tmpdir(), 'papergrove-picture-fonts'));
    await use({ ...launchOptions, env });
  },
});
test.skip(process.platform !== 'linux', 'The fonts of pictures can be set on Linux alone.');

for (const { name, files, shots } of corpora) {
  test.describe(`the page with ${name} papers`, () => {
    test.skip(
      typeof files === 'string' && !existsSync(files),
      `${abstracts} is not on this machine.`,
    );
    let context: BrowserContext;

    test.beforeAll(async ({ browser }, info) => {
      test.setTimeout(400_000);
      const { baseURL } = info.project.use;
      context = await browser.newContext({
        baseURL,
        viewport: desktop,
        serviceWorkers: 'block',
        reducedMotion: 'reduce',
      });
      await context.addInitScript(() =>
        localStorage.setItem('papergrove:display', JSON.stringify({ tourSeen: true })),
      );
      const page = await context.newPage();
      await page.goto('./');
      await finished(page);
      if (files !== null) {
        await page.getByLabel('Files of papers', { exact: true }).setInputFiles(files);
        await page.getByRole('button', { name: 'Make the map' }).click(patience);
        await expect(page.getByRole('main')).toHaveAttribute('aria-busy', 'true', patience);
        await finished(page);
        // A notice that goes by itself is not to be in some pictures only.
        await page.getByRole('button', { name: 'Dismiss', exact: true }).click();
      }
    });
    test.afterAll(() => context.close());

    for (const { name: state, viewport, colorScheme, act } of shots as readonly Shot[]) {
      test(state, name === 'default' ? {} : slow, async () => {
        const [page] = context.pages();
        if (page === undefined) throw new Error('The page is closed.');
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await act?.(page);
        await page.mouse.move(1, 1);
        await settled(page);
        expect(await pictureTrouble(page, `${name}-${state}`, test.info())).toBe('');
      });
    }
  });
}

/** Waits until two pictures in a row are the same: names arrive after the map. */
async function settled(page: Page): Promise<void> {
  let before = '';
  await expect
    .poll(
      async () => {
        const now = (await page.screenshot({ animations: 'disabled' })).toString('base64');
        const same = now === before;
        before = now;
        return same;
      },
      { intervals: [1500], ...patience },
    )
    .toBe(true);
}
