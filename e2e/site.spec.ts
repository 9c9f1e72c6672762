/** A published map: built by the command, opened from a plain host in a folder of its own. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type Page } from '@playwright/test';
import {
  expect,
  finished,
  paperPanel,
  patience,
  slow,
  topics,
  watch,
  type Watch,
} from './support/papergrove';
import { plainHost, type StaticHost } from './support/static-host';

const title = 'Papers </title><script>window.papersRanThis = true</script> & "more"';
const folder = mkdtempSync(join(tmpdir(), 'papergrove-site-'));
const site = join(folder, 'site');
let host: StaticHost;
let seen: Watch;

test.beforeAll(() => {
  const files = ['public/corpora/unsupervised-pretraining.json', 'e2e/fixtures/hostile.bib'];
  const options = ['--out', site, '--title', title, '--subtitle', 'A <b>subtitle</b>'];
  execFileSync('node', ['scripts/run.mjs', 'scripts/site.ts', ...files, ...options], {
    stdio: 'pipe',
    timeout: 170_000,
  });
});

test.afterAll(() => rmSync(folder, { recursive: true }));

test.beforeEach(async ({ context }) => {
  host = plainHost({ root: site });
  await host.open();
  seen = watch(context, new URL(host.address).origin);
  await context.addInitScript(() => {
    try {
      localStorage.setItem('papergrove:display', JSON.stringify({ tourSeen: true }));
    } catch {
      // An empty page has no store, and a page inside one of another site may have none.
    }
  });
});

test.afterEach(async ({ page }) => {
  expect(await page.evaluate(() => 'papersRanThis' in window)).toBe(false);
  await host.close();
  expect(seen.elsewhere, 'requests that left the page’s origin').toEqual([]);
  expect(seen.errors, 'uncaught errors').toEqual([]);
  expect(seen.violations, 'violations of the page’s policy').toEqual([]);
});

async function open(page: Page, hash = ''): Promise<void> {
  await page.goto(host.address + hash);
  await finished(page);
}

/** Stages of a map that were computed in this visit. */
async function stagesComputed(page: Page): Promise<string[]> {
  const measured = await page.evaluate(() =>
    performance.getEntriesByType('measure').map(({ name }) => name),
  );
  return measured.filter((name) => /:(?:embed|cluster|project|label)$/u.test(name));
}

/** Paths of the map's files that were asked for. */
const dataAsked = () => seen.paths.filter((path) => path.includes('/map/'));
/** Whether anything was asked for that only computing needs. */
const lexiconAsked = () => seen.paths.some((path) => path.includes('/lexicon/'));

test('is shown from its files with nothing computed, and can be zoomed and read', async ({
  page,
}) => {
  await open(page);
  await expect(page).toHaveTitle(`${title} · Papergrove`);
  const items = topics(page).getByRole('treeitem');
  await expect(items.first()).toHaveAccessibleName(/, 73 papers$/u);
  expect(dataAsked()[0]).toMatch(/manifest\.json$/u);
  expect(await stagesComputed(page)).toEqual([]);
  expect(lexiconAsked()).toBe(false);
  // Who never kept anything needs no engine to learn that.
  expect(seen.paths.some((path) => path.includes('engine.worker'))).toBe(false);
  // Manifest, first file, index, layout, summary, titles: neither abstracts nor vectors.
  await page.waitForLoadState('networkidle');
  expect(new Set(dataAsked()).size).toBeLessThanOrEqual(6);

  await items.nth(1).click();
  await expect(page).toHaveURL(/topic=/u);
  await page.getByRole('tab', { name: 'Papers' }).click();
  await page.getByRole('option').first().click();
  await expect(paperPanel(page).getByRole('heading').first()).not.toBeEmpty();
  await expect(paperPanel(page)).toContainText(/\w+ \w+ \w+ \w+\./u);
});

test('shows a paper that a link names, and papers like it', async ({ page }) => {
  const [line = ''] = readFileSync(join(site, 'papers.jsonl'), 'utf8').split('\n');
  const { id, title: wanted }: { id: string; title: string } = JSON.parse(line);
  await open(page, `#paper=${encodeURIComponent(id)}`);
  await expect(paperPanel(page).getByRole('heading', { name: wanted })).toBeVisible();
  await expect(
    paperPanel(page)
      .getByText(/similar/iu)
      .first(),
  ).toBeVisible();
});

test('is searched, and kept on this device', async ({ page }) => {
  await open(page);
  await page.getByRole('combobox', { name: 'Search papers' }).fill('diffusion models');
  await expect(page.getByText(/\d+ found/u).first()).toBeVisible(patience);
  // What runs models is not beside it, and none is offered.
  await page.getByRole('button', { name: 'Encoder', exact: true }).click();
  await expect(page.getByText('published without what runs other models')).toBeVisible();
  await expect(page.getByText('Models, downloaded')).toHaveCount(0);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: title }).first().click();
  await page.getByRole('button', { name: /^Rename, delete/u }).click();
  await page.getByRole('button', { name: 'Keep on this device' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'is kept on this device' })).toBeVisible(
    patience,
  );
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  const manifest: { id: string } = JSON.parse(
    readFileSync(join(site, 'map', 'manifest.json'), 'utf8'),
  );
  host.instead = (path, response) => {
    if (!path.startsWith('/map/')) return false;
    response.writeHead(503).end();
    return true;
  };
  await page.goto('about:blank');
  await open(page, `#corpus=${manifest.id}`);
  expect(await stagesComputed(page)).toEqual([]);
  await expect(topics(page).getByRole('treeitem').first()).toHaveAccessibleName(/, 73 papers$/u);
});

test('stays usable when the host goes away, and goes on when it is back', async ({ page }) => {
  host.instead = (path, response) => {
    // All but the manifest and the first file.
    if (!path.endsWith('.bin') || dataAsked().length < 3) return false;
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>Not found');
    return true;
  };
  await open(page);
  const notice = page.getByRole('alert').filter({ hasText: 'A part of this map' });
  await expect(notice).toContainText('a web page in the place of');
  await topics(page).getByRole('treeitem').nth(1).click();
  await expect(page).toHaveURL(/topic=/u);
  host.instead = () => false;
  await notice.getByRole('button', { name: 'Try again' }).click();
  await expect(notice).toBeHidden();
  await page.getByRole('tab', { name: 'Papers' }).click();
  await expect(page.getByRole('option').first()).toContainText(/\w{3}/u);
});

test('is shown by a host that gives its files wrong types', slow, async ({ page }) => {
  const odd = plainHost({ root: site, types: { '.bin': 'text/html', '.json': 'image/png' } });
  await odd.open();
  await page.goto(odd.address);
  seen.elsewhere.length = 0;
  await finished(page);
  await expect(topics(page).getByRole('treeitem').first()).toHaveAccessibleName(/, 73 papers$/u);
  await expect(page.getByRole('alert')).toHaveCount(0);
  // What is still fetched of it is no fault either.
  await page.goto('about:blank');
  seen.elsewhere.length = 0;
  await odd.close();
});

test('says what is wrong with a manifest', async ({ page }) => {
  host.instead = (path, response) => {
    if (!path.endsWith('manifest.json')) return false;
    response.writeHead(200).end('{"format":"papergrove-site","version":99}');
    return true;
  };
  await page.goto(host.address);
  await expect(page.getByText('published by a newer Papergrove')).toBeVisible();
});

test('is shown inside a page of another site, with a link to the whole', async ({ page }) => {
  const other = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(`<iframe src="${host.address}?simple" width="900" height="600"></iframe>`);
  });
  await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
  const at = other.address();
  await page.goto(`http://127.0.0.1:${typeof at === 'object' ? at?.port : ''}/`);
  seen.elsewhere.length = 0;
  const frame = page.frameLocator('iframe');
  await expect(frame.getByRole('region', { name: /treemap/iu }).first()).toBeVisible(patience);
  const link = frame.getByRole('link', { name: /^Open the whole map/u });
  await expect(link).toHaveAttribute('target', '_blank');
  await expect(frame.getByRole('button', { name: 'Open papers' })).toHaveCount(0);
  other.close();
  other.closeAllConnections();
});

test('is an element of another page, which hears what its reader does', async ({ page }) => {
  const example = readFileSync('docs/examples/papergrove-map.html', 'utf8');
  const element = readFileSync('dist/papergrove-map.js', 'utf8');
  const other = createServer((request, response) => {
    const isScript = request.url === '/papergrove-map.js';
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? element : example.replaceAll('maps/', host.address));
  });
  await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
  const at = other.address();
  await page.goto(`http://127.0.0.1:${typeof at === 'object' ? at?.port : ''}/`);
  seen.elsewhere.length = 0;
  await expect(page.locator('#shown')).toContainText(', 73 papers', patience);
  const frame = page.frameLocator('papergrove-map iframe');
  await frame.getByRole('treeitem', { level: 2 }).nth(1).click();
  await expect(page.locator('#shown')).not.toContainText(', 73 papers');
  // A place that a link names, and the paper that it selects.
  const [line = ''] = readFileSync(join(site, 'papers.jsonl'), 'utf8').split('\n');
  const paper: { id: string; title: string } = JSON.parse(line);
  await page
    .locator('papergrove-map')
    .evaluate((map, place) => map.setAttribute('place', place), `paper=${paper.id}`);
  await expect(page.locator('#selected')).toHaveText(paper.title);
  // No other address than one of the web is opened.
  await page
    .locator('papergrove-map')
    .evaluate((map) => map.setAttribute('src', 'javascript:parent.papersRanThis=true'));
  await expect(page.getByRole('link', { name: 'The map of our papers' })).toBeVisible();
  await expect(page.locator('papergrove-map iframe')).toBeHidden();
  other.close();
  other.closeAllConnections();
});

test.describe('on another site', () => {
  /** The site's files from an origin of their own, which lets other pages read them or does not. */
  async function elsewhere(allows: boolean) {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      asked.push(path);
      if (allows) response.setHeader('Access-Control-Allow-Origin', '*');
      const file = join(site, path);
      if (existsSync(file)) response.end(readFileSync(file));
      else response.writeHead(404).end();
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const at = server.address();
    const address = `http://127.0.0.1:${typeof at === 'object' ? at?.port : ''}/`;
    const close = () => {
      server.close();
      server.closeAllConnections();
    };
    return { address, asked, close };
  }

  test('is opened after a yes, where that site lets it be read', async ({ page }) => {
    const far = await elsewhere(true);
    await page.goto(`${host.address}#corpus=${far.address}`);
    await expect(page.getByText('which this page does not contact by itself')).toBeVisible(
      patience,
    );
    expect(far.asked).toEqual([]);
    await page.getByRole('button', { name: 'Fetch the map' }).click();
    await finished(page);
    await expect(topics(page).getByRole('treeitem').first()).toHaveAccessibleName(/, 73 papers$/u);
    expect(far.asked[0]).toBe('/map/manifest.json');
    expect(seen.elsewhere.every((url) => url.startsWith(far.address))).toBe(true);
    // What is still fetched of it is no fault either.
    await page.goto('about:blank');
    seen.elsewhere.length = 0;
    far.close();
  });

  test('is explained where that site lets no other page read it', async ({ page }) => {
    const far = await elsewhere(false);
    await page.goto(`${host.address}#corpus=${far.address}`);
    await page.getByRole('button', { name: 'Fetch the map' }).click();
    await expect(page.getByText('did not arrive')).toBeVisible(patience);
    await expect(page.getByText(/allow other pages to read/u)).toBeVisible();
    // What is still fetched of it is no fault either.
    await page.goto('about:blank');
    seen.elsewhere.length = 0;
    far.close();
  });
});

test.describe('without a network', () => {
  test.use({ serviceWorkers: 'allow' });

  test('opens on the second visit', async ({ page }) => {
    await open(page);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await expect
      .poll(() =>
        page.evaluate(async () => {
          for (const name of await caches.keys()) {
            const kept = await (await caches.open(name)).keys();
            if (kept.filter(({ url }) => url.endsWith('.bin')).length > 8) return true;
          }
          return false;
        }),
      )
      .toBe(true);
    await host.close();
    await page.reload();
    await finished(page);
    await expect(topics(page).getByRole('treeitem').first()).toHaveAccessibleName(/, 73 papers$/u);
    await host.open();
  });
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('leads from topics to papers, which have what citation managers read', async ({ page }) => {
    await page.goto(host.address);
    await page.getByRole('listitem').getByRole('link').first().click();
    await page.getByRole('listitem').getByRole('link').first().click();
    const heading = await page.getByRole('heading', { level: 1 }).textContent();
    await expect(page.locator('meta[name="citation_title"]')).toHaveAttribute(
      'content',
      heading ?? '',
    );
    await expect(page.locator('meta[property="og:title"]')).toHaveAttribute(
      'content',
      heading ?? '',
    );
  });
});
