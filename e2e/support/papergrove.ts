/**
 * What every test of the page shares: a browser whose map is already made (making it is tested
 * once, on its own), and watchers that fail any test in which the page talks to another origin or
 * throws.
 */
import {
  expect,
  test as base,
  type BrowserContext,
  type BrowserContextOptions,
  type Download,
  type Page,
} from '@playwright/test';

/** Making the default map cold takes seconds on an idle machine and far longer on a busy one. */
export const patience = { timeout: 150_000 };

/**
 * Marks a test that takes long, or tries one more case of what another test shows: `npm test` leaves it
 * out, `npm run test:all` and `npm run test:e2e` run it.
 */
export const slow = { tag: '@slow' } as const;

export interface Watch {
  /** Requests to any other origin than the page's. */
  readonly elsewhere: string[];
  /** Uncaught errors. */
  readonly errors: string[];
  /** What the browser refused because the page's policy does not allow it, workers included. */
  readonly violations: string[];
  /** Paths requested from the page's origin. */
  readonly paths: string[];
}

/** Watches everything a context does, its workers included. */
export function watch(context: BrowserContext, origin: string): Watch {
  const seen: Watch = { elsewhere: [], errors: [], violations: [], paths: [] };
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol === 'data:' || url.protocol === 'blob:') return;
    if (url.origin === origin) seen.paths.push(url.pathname);
    else seen.elsewhere.push(request.url());
  });
  context.on('weberror', (error) => seen.errors.push(String(error.error())));
  context.on('console', (message) => {
    if (isViolation(message.text())) seen.violations.push(message.text());
  });
  return seen;
}

/** Whether a line of the console is the browser's about the Content Security Policy. */
function isViolation(line: string): boolean {
  return /Content Security Policy|requires '?Trusted/iu.test(line);
}

export const topics = (page: Page) => page.getByRole('tree', { name: 'Topics', exact: true });
export const paperPanel = (page: Page) =>
  page.getByRole('complementary', { name: 'Paper', exact: true });
export const status = (page: Page) => page.getByRole('status');

/** Chooses which views the centre shows. */
export async function show(page: Page, views: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Show', exact: true }).selectOption({ label: views });
}

/** Saves a picture of a view from the menu of all that can be taken along. */
export async function savedPicture(
  page: Page,
  view: 'treemap' | 'projection',
  format: 'SVG' | 'PNG',
): Promise<Download> {
  await page.getByRole('button', { name: 'Share and save' }).click();
  const saving = page.waitForEvent('download');
  await page
    .getByRole('group', { name: `Picture of the ${view}` })
    .getByRole('button', { name: format })
    .click();
  return saving;
}

/** Opens the table of what papers carry in one respect. */
export async function openFacet(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name: 'Facets' }).click();
  await page.getByRole('combobox', { name: 'Facet', exact: true }).selectOption({ label: name });
}

/** Waits until nothing is being computed any more and the map is there. */
export async function finished(page: Page): Promise<void> {
  await expect(topics(page).getByRole('treeitem').first()).toBeVisible(patience);
  await expect(page.getByRole('main')).toHaveAttribute('aria-busy', 'false', patience);
}

interface Fixtures {
  /** The map of the default corpus, opened anew in a browser that has made it before. */
  readonly map: Page;
}

interface WorkerFixtures {
  readonly kept: {
    readonly context: BrowserContext;
    readonly seen: Watch;
    /** What the browser keeps of the default map right after making it. */
    readonly made: Exclude<BrowserContextOptions['storageState'], string>;
  };
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  kept: [
    async ({ playwright }, use, info) => {
      const { baseURL, viewport } = info.project.use;
      // A profile of its own on disk keeps compiled scripts, which a private window does not: every test
      // that opens the page again is spared a quarter of its processor time.
      const context = await playwright.chromium.launchPersistentContext('', {
        ...info.project.use.launchOptions,
        baseURL,
        viewport,
        serviceWorkers: 'block',
      });
      const seen = watch(context, new URL(baseURL ?? '').origin);
      const page = await context.newPage();
      await page.goto('./');
      await finished(page);
      await page.close();
      const made = await context.storageState({ indexedDB: true });
      await use({ context, seen, made });
      await context.close();
    },
    { scope: 'worker', timeout: 200_000 },
  ],
  map: async ({ kept }, use, info) => {
    kept.seen.errors.length = 0;
    kept.seen.violations.length = 0;
    const page = await kept.context.newPage();
    await page.setViewportSize(info.project.use.viewport ?? { width: 1440, height: 900 });
    // A file of the page's origin without its program: what the browser keeps can be set before it starts.
    await page.goto('./icon.svg');
    await page.evaluate(async () => {
      // What the test before made last may not have been taken back when its page was closed.
      await new Promise<void>((done, fail) => {
        const request = indexedDB.open('papergrove');
        request.onerror = fail;
        request.onsuccess = () => {
          const change = request.result.transaction('userStates', 'readwrite');
          change.objectStore('userStates').clear();
          change.onabort = fail;
          change.oncomplete = () => {
            request.result.close();
            done();
          };
        };
      });
      localStorage.clear();
      // The tour has its own tests; in the others its card would lie over what they point at.
      localStorage.setItem('papergrove:display', JSON.stringify({ tourSeen: true }));
    });
    await page.goto('./');
    await finished(page);
    await use(page);
    await page.close();
    expect(kept.seen.elsewhere, 'requests that left the page’s origin').toEqual([]);
    expect(kept.seen.errors, 'uncaught errors').toEqual([]);
    expect(kept.seen.violations, 'violations of the page’s policy').toEqual([]);
  },
});

/**
 * A test in a browser of its own that has made the default map before: for tests that spoil what is
 * kept, or that need a browser of another kind (a phone), and do not ask how the map is made.
 */
export const revisit = test.extend({
  storageState: ({ kept }, use) => use(kept.made),
});

export { expect };
