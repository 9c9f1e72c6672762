/** Corpora kept in the browser: renamed, added to, deleted, and carried to another browser whole. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, finished, patience, slow, test, topics } from './support/papergrove';
import { dialog, manage, measured, openWorkspace, saveWorkspace } from './support/workspaces';

test('a workspace is carried to a browser that was never here, and nothing is computed there', async ({
  map,
  browser,
}, info) => {
  await topics(map).locator('[role=treeitem][aria-level="2"]').first().focus();
  await map.keyboard.press('Enter');
  const panel = map.getByRole('complementary', { name: 'Topic' });
  await panel.getByRole('button', { name: 'Rename topic' }).click();
  await panel.getByRole('textbox', { name: 'Name of the topic' }).fill('Carried along');
  await map.keyboard.press('Enter');
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText('Carried along');
  await manage(map);
  const file = await saveWorkspace(map, 'Unsupervised pretraining');
  await map.keyboard.press('Escape');
  await panel.getByRole('button', { name: 'Undo renaming' }).click();

  const { baseURL, viewport } = info.project.use;
  const elsewhere = await browser.newContext({ baseURL, viewport, serviceWorkers: 'block' });
  // This browser cannot make the map: no model, no lexicon, no default corpus.
  await elsewhere.route(/\.(?:onnx|bin)$|\/corpora\//u, (route) => route.abort());
  const page = await elsewhere.newPage();
  await page.goto('./');
  await expect(page.getByRole('alert')).toBeVisible();
  await openWorkspace(page, 'mine.papergrove', file);
  await finished(page);
  await expect(topics(page).getByRole('treeitem').first()).toHaveAccessibleName(/, 70 papers$/u);
  await expect(topics(page).getByRole('treeitem', { name: /^Carried along, /u })).toBeVisible();
  await expect(page.getByText('70 papers opened from Unsupervised pretraining')).toBeVisible();
  expect(
    (await measured(page)).filter((name) => /:(?:embed|cluster|label|project)$/u.test(name)),
  ).toEqual([]);

  await page.reload();
  await finished(page);
  await expect(topics(page).getByRole('treeitem', { name: /^Carried along, /u })).toBeVisible();
  await elsewhere.close();
});

test(
  'a link to papers of one’s own says what else is needed, and is followed once they are there',
  slow,
  async ({ map, browser }, info) => {
    await map
      .getByLabel('Files of papers', { exact: true })
      .setInputFiles(join(import.meta.dirname, 'fixtures', 'review.bib'));
    await map.getByRole('button', { name: 'Make the map' }).click();
    await expect(topics(map).getByRole('treeitem').first()).toHaveAccessibleName(/, 6 papers$/u);
    await finished(map);
    await topics(map).locator('[role=treeitem][aria-level="2"]').first().focus();
    await map.keyboard.press('Enter');
    await expect(topics(map).getByRole('treeitem').first()).not.toHaveAccessibleName(
      /, 6 papers$/u,
    );
    const shown =
      (await topics(map).getByRole('treeitem').first().getAttribute('aria-label')) ?? '';
    await expect(map).toHaveURL(/topic=/u);
    const link = map.url();
    const download = map.waitForEvent('download', patience);
    await map.getByRole('button', { name: 'Share and save' }).click();
    await map
      .getByRole('button', { name: /workspace/iu })
      .first()
      .click();
    const file = await readFile(await (await download).path());

    const { baseURL, viewport } = info.project.use;
    const elsewhere = await browser.newContext({ baseURL, viewport, serviceWorkers: 'block' });
    const page = await elsewhere.newPage();
    await page.goto(link);
    const alert = page.getByRole('main').getByRole('alert');
    await expect(alert).toContainText('papers that are not in this browser');
    await expect(alert.getByRole('button', { name: 'Open a workspace file' })).toBeVisible();
    await openWorkspace(page, 'mine.papergrove', file);
    await finished(page);
    await expect(topics(page).getByRole('treeitem').first()).toHaveAccessibleName(shown);
    await elsewhere.close();

    // The file alone leads to the same view.
    const third = await browser.newContext({ baseURL, viewport, serviceWorkers: 'block' });
    const alone = await third.newPage();
    await alone.goto('./');
    await openWorkspace(alone, 'mine.papergrove', file);
    await finished(alone);
    await expect(topics(alone).getByRole('treeitem').first()).toHaveAccessibleName(shown);
    await third.close();
  },
);

test('a damaged workspace is refused by name, and nothing changes', slow, async ({ map }) => {
  await manage(map);
  const file = await saveWorkspace(map, 'Unsupervised pretraining');
  await map.keyboard.press('Escape');
  await map.getByLabel('Files of papers', { exact: true }).setInputFiles({
    name: 'half.papergrove',
    mimeType: 'application/octet-stream',
    buffer: file.subarray(0, file.length / 2),
  });
  const alert = map.getByRole('alert');
  await expect(alert).toContainText('half.papergrove is not a workspace that can be opened');
  await map.keyboard.press('Escape');
  await expect(topics(map).getByRole('treeitem').first()).toHaveAccessibleName(/, 70 papers$/u);
});

test(
  'papers are added to a corpus, which is renamed and deleted with the space it frees',
  slow,
  async ({ browser }, info) => {
    const { baseURL, viewport } = info.project.use;
    const context = await browser.newContext({ baseURL, viewport, serviceWorkers: 'block' });
    const page = await context.newPage();
    await page.goto('./');
    await finished(page);
    await manage(page);
    await dialog(page).getByRole('button', { name: 'Add papers' }).click();
    await page.getByLabel('Files of papers to add').setInputFiles({
      name: 'two.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        'title,abstract\nA paper on bees,Bees pollinate flowers.\nA paper on wasps,Wasps do too.\n',
      ),
    });
    await page.getByRole('button', { name: 'Add to this map' }).click();
    await expect(page.getByText('2 papers added to Unsupervised pretraining')).toBeVisible(
      patience,
    );
    await finished(page);
    await expect(topics(page).getByRole('treeitem').first()).toHaveAccessibleName(/, 72 papers$/u);
    const projection = page.getByRole('region', { name: 'Projection view' });
    await expect(projection.getByText('2 papers added later')).toBeVisible();
    await projection.getByRole('button', { name: 'Lay out afresh' }).click();
    await expect(projection.getByText('added later')).toHaveCount(0);
    await finished(page);
    await page.reload();
    await finished(page);
    await expect(topics(page).getByRole('treeitem').first()).toHaveAccessibleName(/, 72 papers$/u);
    await expect(page.getByText('added later')).toHaveCount(0);

    await manage(page);
    const deeds = dialog(page).getByRole('group', { name: 'Unsupervised pretraining and two' });
    await deeds.getByRole('button', { name: 'Rename' }).click();
    await dialog(page).getByRole('textbox', { name: 'Name of the corpus' }).fill('With insects');
    await page.keyboard.press('Enter');
    const renamed = dialog(page).getByRole('group', { name: 'With insects' });
    await renamed.getByRole('button', { name: 'Delete' }).click();
    await dialog(page).getByRole('button', { name: 'Delete With insects' }).click();
    await expect(dialog(page).getByRole('status')).toHaveText(
      /^With insects deleted, [\d.]+ [kM]B freed\.$/u,
    );
    await expect(dialog(page).getByRole('group', { name: 'With insects' })).toHaveCount(0);
    await page.keyboard.press('Escape');
    await finished(page);
    await expect(topics(page).getByRole('treeitem').first()).toHaveAccessibleName(/, 70 papers$/u);
    await context.close();
  },
);
