/** Choosing an encoder, against a hub on another port: downloads, and what can go wrong with them. */
import type { Page } from '@playwright/test';
import { standInFiles } from '../src/embedding/testing/stand-in-model';
import { expect, finished, patience, slow, status } from './support/papergrove';
import {
  agree,
  ask,
  expectMapOf,
  graph,
  id,
  open,
  openPicker,
  picker,
  progressBar,
  test,
} from './support/models';

test('a model is downloaded after a yes, makes the map, is kept and removed', async ({
  page,
  hub,
}) => {
  await open(page, hub);
  await openPicker(page);
  await expect(picker(page).getByRole('radio', { name: 'BGE small' })).toHaveAccessibleDescription(
    /English, reads 512 tokens, 384 dimensions, MIT, 35 MB/u,
  );
  await picker(page).getByRole('button', { name: 'Cancel' }).click();
  expect(hub.requests, 'before anything was agreed to').toEqual([]);

  await ask(page);
  await expect(picker(page)).toContainText(/\d\.\d MB from 127\.0\.0\.1/u);
  expect(hub.requests, 'before the download was agreed to').toEqual(['api']);
  await agree(page);
  await expectMapOf(page, `${id}@`);
  await expect(page).toHaveURL(/encoder=nobody\/made-up-encoder/u);
  await expect(status(page)).toContainText('made on the processor');

  // The next visit asks nobody: neither for the model nor for its vectors.
  const asked = hub.requests.length;
  await page.reload();
  await finished(page);
  await expect(status(page)).toContainText('kept on this device');
  // There and back: both encoders' vectors are kept.
  await openPicker(page);
  await picker(page).getByRole('radio', { name: 'Lexicon', exact: true }).check();
  await picker(page).getByRole('button', { name: 'Use this encoder' }).click();
  await expectMapOf(page, 'lexicon');
  await page.goBack();
  await expectMapOf(page, `${id}@`);
  await expect(status(page)).toContainText('kept on this device');
  expect(hub.requests).toHaveLength(asked);

  await openPicker(page);
  await expect(picker(page)).toContainText(/\d\.\d MB on this device/u);
  await picker(page)
    .getByRole('button', { name: `Remove ${id}` })
    .click();
  await finished(page);
  await openPicker(page);
  await expect(picker(page)).not.toContainText('on this device');
});

test('a download can be cancelled, and goes on from there', slow, async ({ page, hub }) => {
  hub.faults.set(graph, 'stalled');
  await open(page, hub);
  await ask(page);
  await agree(page);
  await expect
    .poll(async () => Number(await progressBar(page).getAttribute('value')), { intervals: [20] })
    .toBeGreaterThan(900_000);
  await picker(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(picker(page)).toContainText('not complete yet');
  hub.faults.clear();
  await picker(page).getByRole('radio', { name: id }).check();
  await picker(page).getByRole('button', { name: 'Use this encoder' }).click();
  await picker(page).getByRole('button', { name: /^Ask / }).click();
  await agree(page);
  await expectMapOf(page, `${id}@`);
  expect(hub.requests.at(-1)).toMatch(/model_quantized\.onnx bytes=\d+-$/u);
});

for (const [fault, path, message] of [
  ['broken', graph, /could not be reached|ended before/u],
  ['truncated', graph, /ended before/u],
  ['html', 'tokenizer.json', /A web page came in place of tokenizer\.json/u],
  ['unlabelled-html', graph, /A web page came in place of/u],
  ['corrupt', graph, /did not arrive as the hub lists it/u],
] as const) {
  test(`a ${fault} answer is named, and trying again works`, slow, async ({ page, hub }) => {
    hub.faults.set(path, fault);
    await open(page, hub);
    await ask(page);
    await agree(page);
    await expect(picker(page).getByRole('alert')).toContainText(message);
    hub.faults.clear();
    await picker(page).getByRole('button', { name: 'Try again' }).click();
    await expectMapOf(page, `${id}@`);
  });
}

test(
  'without room the model lasts for the visit, and the page says so',
  slow,
  async ({ page, hub }) => {
    await page.addInitScript(() => {
      Cache.prototype.put = () => Promise.reject(new DOMException('Full', 'QuotaExceededError'));
    });
    await open(page, hub);
    await ask(page);
    await agree(page);
    await expectMapOf(page, `${id}@`);
    await openPicker(page);
    await expect(picker(page)).toContainText('Here for this visit only');
  },
);

test(
  'a link to a map made with a model asks before it contacts anyone',
  slow,
  async ({ page, hub }) => {
    await page.goto(`./?hub=${hub.host}#encoder=${id}`);
    await expect(picker(page)).toContainText('is not on this device');
    await picker(page).getByRole('button', { name: 'Go on without it' }).click();
    await finished(page);
    expect(hub.requests).toEqual([]);
  },
);

test('a folder of this site is used where it lies', slow, async ({ page }) => {
  await page.goto('./#encoder=lexicon');
  await finished(page);
  await openPicker(page);
  const field = picker(page).getByRole('textbox', { name: 'Model name or folder' });
  await field.fill('/no/model/here/');
  await picker(page).getByRole('button', { name: 'Use this encoder' }).click();
  await expect(picker(page).getByRole('alert')).toContainText('/no/model/here/');
  const files = standInFiles();
  await page.context().route('**/models/mine/**', async (route) => {
    const file = files.get(new URL(route.request().url()).pathname.replace(/^.*\/mine\//u, ''));
    await route.fulfill(file ? { body: Buffer.from(file) } : { status: 404, body: 'Not found' });
  });
  await field.fill('/models/mine/');
  await picker(page).getByRole('button', { name: 'Use this encoder' }).click();
  await expectMapOf(page, 'mine@');
});

test.describe('a model that takes its time', () => {
  test.use({ layers: 40 });

  const embedding = (page: Page) => page.getByRole('progressbar', { name: 'Embedding abstracts' });
  const done = async (page: Page) =>
    Number(await embedding(page).getAttribute('aria-valuenow', { timeout: 500 }));

  test('can be cancelled, says so, and goes on where it stopped', slow, async ({ page, hub }) => {
    await open(page, hub);
    await ask(page);
    await agree(page);
    await expect(embedding(page)).toBeVisible(patience);
    await expect(embedding(page)).toHaveAttribute('aria-valuemax', '70');
    await expect.poll(() => done(page), patience).toBeGreaterThanOrEqual(8);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('heading', { name: 'Stopped' })).toBeVisible();

    await page.getByRole('button', { name: 'Go on' }).click();
    await expectMapOf(page, `${id}@`);
    await expect(page.getByRole('heading', { name: 'Stopped' })).toHaveCount(0);
  });

  test(
    'closed in the middle of embedding, continues from the last finished batch',
    slow,
    async ({ page, hub, context }) => {
      await open(page, hub);
      await ask(page);
      await agree(page);
      await expect(embedding(page)).toBeVisible(patience);
      await expect.poll(() => done(page), patience).toBeGreaterThanOrEqual(24);
      await page.close();

      const again = await context.newPage();
      await again.goto(`./?hub=${hub.host}#encoder=${id}`);
      await expect(embedding(again)).toBeVisible(patience);
      expect(await done(again)).toBeGreaterThanOrEqual(8);
      await expectMapOf(again, `${id}@`);
    },
  );
});
