import type { Page } from '@playwright/test';
import {
  expect,
  finished,
  paperPanel,
  patience,
  slow,
  status,
  test,
  topics,
  watch,
} from './support/papergrove';

const runtimeFile = '**/ort-wasm*.wasm';

/** Names of the topics on the map. */
const topicNames = (page: Page) =>
  topics(page)
    .getByRole('treeitem')
    .evaluateAll((items) => items.map((item) => item.getAttribute('aria-label')));

test.describe('the first visit', () => {
  test('shows the papers at once, progress while it works, then one map, which nothing replaces', async ({
    page,
    context,
    baseURL,
  }) => {
    const seen = watch(context, new URL(baseURL ?? '').origin);
    await context.route(runtimeFile, async (route) => {
      await new Promise((waited) => setTimeout(waited, 2000));
      await route.continue();
    });
    await page.goto('./');

    await expect(page.getByRole('option').first()).toBeVisible();
    await expect(status(page)).toContainText('70 papers');

    const embedding = page.getByRole('progressbar', { name: 'Embedding abstracts' });
    await expect(embedding).toBeVisible(patience);
    await expect(embedding).toHaveAttribute('aria-valuemax', '70');
    await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();

    await expect(topics(page).getByRole('treeitem').first()).toBeVisible(patience);
    const first = await topicNames(page);
    await finished(page);
    expect(await topicNames(page)).toEqual(first);
    await expect(status(page)).not.toContainText('from the words of these papers');
    await expect(topics(page).getByRole('treeitem').first()).toHaveAccessibleName(/, 70 papers$/);
    await expect(status(page)).toContainText(/made on the (processor|graphics card)/u);
    await expect(status(page)).toContainText('nothing leaves this device');
    await expect(page.getByRole('alert')).toHaveCount(0);
    expect(seen.elsewhere).toEqual([]);
    expect(seen.errors).toEqual([]);
    // One word table for script and graph, and the runtime that runs it; the search has its own words.
    expect(seen.paths.filter((path) => /arxiv-\d+\.bin$/u.test(path))).toHaveLength(1);
    expect(seen.paths.some((path) => /ort-wasm.*\.wasm$/u.test(path))).toBe(true);
  });

  test('can be cancelled while the encoder starts, says so, and goes on', async ({
    page,
    context,
  }) => {
    await context.route(runtimeFile, () => undefined); // never answered
    await page.goto('./');
    await expect(page.getByRole('progressbar', { name: 'Embedding abstracts' })).toBeVisible(
      patience,
    );
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('heading', { name: 'Stopped' })).toBeVisible();
    await page.reload();
    await context.unroute(runtimeFile);
    await page.reload();
    await finished(page);
    await expect(page.getByRole('heading', { name: 'Stopped' })).toHaveCount(0);
  });
});

test('a second visit shows the finished map without starting the encoder', async ({
  kept,
  map,
}) => {
  kept.seen.paths.length = 0;
  await map.reload();
  await finished(map);
  expect(kept.seen.paths.some((path) => path.endsWith('.json'))).toBe(true);
  // The lexicon's file may be read behind the map, for searches.
  expect(kept.seen.paths.filter((path) => /ort-wasm.*\.wasm$/u.test(path))).toEqual([]);
  await expect(map.getByRole('progressbar')).toHaveCount(0);
});

test('two visits make the same map', slow, async ({ map }) => {
  const first = await topicNames(map);
  expect(first.length).toBeGreaterThan(8);
  await map.reload();
  await finished(map);
  expect(await topicNames(map)).toEqual(first);
  await expect(paperPanel(map)).toHaveCount(0);
});
