import {
  expect,
  finished,
  paperPanel,
  patience,
  status,
  test,
  topics,
  watch,
} from './support/papergrove';

test.describe('the first visit', () => {
  test('shows the papers at once, progress while it works, then the map', async ({
    page,
    context,
    baseURL,
  }) => {
    const seen = watch(context, new URL(baseURL ?? '').origin);
    await page.goto('./');

    await expect(page.getByRole('option').first()).toBeVisible();
    await expect(status(page)).toContainText('70 papers');

    const embedding = page.getByRole('progressbar', { name: 'Embedding abstracts' });
    await expect(embedding).toBeVisible(patience);
    await expect(embedding).toHaveAttribute('aria-valuemax', '70');
    await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();

    await finished(page);
    await expect(topics(page).getByRole('treeitem').first()).toHaveAccessibleName(/, 70 papers$/);
    await expect(status(page)).toContainText(/WASM, \d+ thread|WebGPU/);
    await expect(status(page)).toContainText('nothing leaves here');
    await expect(page.getByRole('alert')).toHaveCount(0);
    expect(seen.elsewhere).toEqual([]);
    expect(seen.errors).toEqual([]);
    expect(seen.paths.some((path) => path.endsWith('.onnx'))).toBe(true);
  });

  test('can be cancelled, says so, and goes on where it stopped', async ({ page }) => {
    await page.goto('./');
    const embedding = page.getByRole('progressbar', { name: 'Embedding abstracts' });
    await expect(embedding).toBeVisible(patience);
    await expect
      .poll(async () => Number(await embedding.getAttribute('aria-valuenow')), patience)
      .toBeGreaterThanOrEqual(8);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('heading', { name: 'Stopped' })).toBeVisible();

    await page.getByRole('button', { name: 'Go on' }).click();
    await finished(page);
    await expect(page.getByRole('heading', { name: 'Stopped' })).toHaveCount(0);
  });

  test('closed in the middle of embedding, continues from the last finished batch', async ({
    page,
    context,
  }) => {
    await page.goto('./');
    const embedding = page.getByRole('progressbar', { name: 'Embedding abstracts' });
    await expect(embedding).toBeVisible(patience);
    await expect
      .poll(async () => Number(await embedding.getAttribute('aria-valuenow')), patience)
      .toBeGreaterThanOrEqual(24);
    await page.close();

    const again = await context.newPage();
    await again.goto('./');
    const resumed = again.getByRole('progressbar', { name: 'Embedding abstracts' });
    await expect(resumed).toBeVisible(patience);
    expect(Number(await resumed.getAttribute('aria-valuenow'))).toBeGreaterThanOrEqual(8);
    await finished(again);
  });
});

test('a second visit shows the finished map without loading the model', async ({ kept, map }) => {
  kept.seen.paths.length = 0;
  await map.reload();
  await finished(map);
  expect(kept.seen.paths.some((path) => path.endsWith('.json'))).toBe(true);
  expect(kept.seen.paths.filter((path) => /\.onnx$|ort-wasm.*\.wasm$/u.test(path))).toEqual([]);
  await expect(map.getByRole('progressbar')).toHaveCount(0);
});

test('two visits make the same map', async ({ map }) => {
  const names = async () =>
    topics(map)
      .getByRole('treeitem')
      .evaluateAll((items) => items.map((item) => item.getAttribute('aria-label')));
  const first = await names();
  expect(first.length).toBeGreaterThan(8);
  await map.reload();
  await finished(map);
  expect(await names()).toEqual(first);
  await expect(paperPanel(map)).toHaveCount(0);
});
