import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, finished, paperPanel, status, test, topics } from './support/papergrove';

const listed = (map: Page) => map.getByRole('listbox', { name: 'Papers' }).getByRole('option');

test('search finds as one types, walks the hits, and lets go', async ({ map }) => {
  const box = map.getByRole('combobox', { name: 'Search papers' });
  await box.fill('unlearning');
  await expect(map.getByText(/papers found for “unlearning”/u)).toBeVisible();
  await expect(map).toHaveURL(/q=unlearning/u);
  const all = Number(await listed(map).first().getAttribute('aria-setsize'));
  expect(all).toBeGreaterThan(2);
  expect(all).toBeLessThan(40);

  await box.press('Enter');
  const first = (await paperPanel(map).getByRole('heading', { level: 2 }).textContent()) ?? '';
  await expect(listed(map).first()).toContainText(first);
  await box.press('Enter');
  await expect(paperPanel(map).getByRole('heading', { level: 2 })).not.toHaveText(first);

  await box.press('ArrowDown');
  await expect(map.getByRole('listbox', { name: 'Papers' })).toBeFocused();
  const marks = () => map.evaluate(() => CSS.highlights.get('found-words')?.size ?? 0);
  await expect.poll(marks).toBeGreaterThan(2);

  await box.press('Escape');
  await expect(map.getByText(/papers found for/u)).toHaveCount(0);
  await expect.poll(marks).toBe(0);
  await expect(map).not.toHaveURL(/q=/u);
});

test('what is nowhere is not found', async ({ map }) => {
  await map.getByRole('combobox', { name: 'Search papers' }).fill('zzqxv wwkjh');
  await expect(map.getByText('nothing found')).toBeVisible();
  await expect(map.getByText('No paper matches.', { exact: false })).toBeVisible();
});

test('hits are counted up the hierarchy, in the outline and the treemap', async ({ map }) => {
  // A filter alone, so that nothing found by meaning joins a moment later.
  await map.getByRole('combobox', { name: 'Search papers' }).fill('title:unlearning');
  const line = map.getByText(/papers found for “title:unlearning”/u);
  const found = Number(/^\d+/u.exec((await line.textContent()) ?? '')?.[0]);
  expect(found).toBeGreaterThan(1);
  const top = topics(map).getByRole('treeitem').first();
  await expect(top).toHaveAccessibleDescription(new RegExp(`, ${found} lit$`, 'u'));
  await map.getByRole('tab', { name: 'Topics' }).click();
  const outline = map.getByRole('tree', { name: 'Outline' }).getByRole('treeitem');
  await expect(outline.first()).toHaveAccessibleName(new RegExp(`, 70 papers, ${found} lit$`, 'u'));
  // The topics inside it hold as many together.
  const litInside = (await outline.evaluateAll((rows) =>
    rows
      .filter((row) => row.getAttribute('aria-level') === '2')
      .map((row) => Number(/(\d+) lit$/u.exec(row.getAttribute('aria-label') ?? '')?.[1])),
  )) as number[];
  expect(litInside).toHaveLength(2);
  expect(litInside.reduce((sum, lit) => sum + lit, 0)).toBe(found);

  await map.getByRole('combobox', { name: 'Search papers' }).fill('');
  await expect(top).not.toHaveAccessibleDescription(/ lit$/u);
});

test('papers are found in other words than their own', async ({ map }) => {
  await map.getByRole('combobox', { name: 'Search papers' }).fill('making networks forget');
  await expect(map.getByText(/papers nearest to “making networks forget”/u)).toBeVisible();
  await expect(
    map
      .getByText('Nothing has all these words. The nearest in meaning are listed.', {
        exact: false,
      })
      .first(),
  ).toBeVisible();
  await expect(
    listed(map)
      .filter({ hasText: /unlearn/iu })
      .first(),
  ).toBeVisible();
  await map.getByRole('combobox', { name: 'Search papers' }).fill('wedding dress shopping');
  await expect(map.getByText('nothing found')).toBeVisible();
});

test('found papers can be clustered on their own, and left again', async ({ map }) => {
  await map.getByRole('combobox', { name: 'Search papers' }).fill('unlearning');
  await expect(listed(map).first()).toBeVisible();
  await map.getByRole('button', { name: 'Re-cluster these' }).press('Enter');
  // The button is gone; the keyboard goes on from where it was.
  await expect(map.getByRole('group', { name: 'Papers on show' })).toBeFocused();
  const line = map.getByText(/Clustered on their own: \d+ of 70 papers/u);
  // Not the number of rows before: what is found by meaning joins them a moment later.
  const found = Number(/(\d+) of/u.exec((await line.textContent()) ?? '')?.[1]);
  expect(found).toBeGreaterThan(1);
  await finished(map);
  await expect(status(map)).toContainText(`${found} papers`);
  await expect(topics(map).getByRole('treeitem').first()).toHaveAccessibleName(
    new RegExp(`, ${found} papers$`, 'u'),
  );
  await map.goBack();
  await finished(map);
  await expect(topics(map).getByRole('treeitem').first()).toHaveAccessibleName(/, 70 papers$/u);
});

test('papers are saved as BibTeX, and the map says how it was made', async ({ map }) => {
  const menu = map.getByRole('button', { name: 'Share and save' });
  await menu.click();
  const saving = map.waitForEvent('download');
  await map.getByRole('button', { name: 'BibTeX', exact: true }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toMatch(/\.bib$/u);
  await menu.click();
  await map.getByRole('button', { name: 'How this map was made' }).click();
  const made = map.getByRole('dialog', { name: 'How this map was made' });
  await expect(made).toContainText(/Seed\s*42/u);
  await expect(made).toContainText('70 papers');
});

test('the reading list is saved in its order, whatever is on show', async ({ map }) => {
  await map.getByRole('combobox', { name: 'Search papers' }).fill('title:unlearning');
  await expect(listed(map).first()).toBeVisible();
  const titles: string[] = [];
  for (const at of [1, 0]) {
    await listed(map).nth(at).click();
    titles.push((await paperPanel(map).getByRole('heading', { level: 2 }).textContent()) ?? '');
    await paperPanel(map).getByRole('button', { name: 'Read later' }).click();
  }
  await map.getByRole('combobox', { name: 'Search papers' }).fill('');
  await map.getByRole('button', { name: 'Share and save' }).click();
  const which = map.getByRole('combobox', { name: 'Papers to save' });
  await expect(which.locator('option')).toHaveText([
    'On show: 70 papers',
    'Reading list: 2 papers',
  ]);
  await which.selectOption({ label: 'Reading list: 2 papers' });
  await expect(map.getByText('Save 2 papers as')).toBeVisible();
  const saving = map.waitForEvent('download');
  await map.getByRole('button', { name: 'JSON Lines', exact: true }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toBe('unsupervised-pretraining-reading-list.jsonl');
  const lines = readFileSync(await file.path(), 'utf8')
    .trim()
    .split('\n');
  expect(lines).toHaveLength(2);
  lines.forEach((line, at) => {
    expect(line).toContain(JSON.stringify(titles[at]));
  });
  // The browser is shared with the other tests.
  await map.getByRole('button', { name: /^Undo adding/u }).click();
  await map.getByRole('button', { name: /^Undo adding/u }).click();
});

test('colours follow the choice, with a legend', async ({ map }) => {
  await map.getByLabel('Colour', { exact: true }).selectOption({ label: 'Depth' });
  await map.getByRole('button', { name: 'Legend' }).click();
  await expect(map.getByText('Depth in the hierarchy')).toBeVisible();
});

test('papers found outside the topic on show are counted, and a button leads to all of them', async ({
  map,
}) => {
  const root = topics(map).getByRole('treeitem').first();
  const standing = () => root.getAttribute('aria-label');
  const whole = await standing();
  // A filter alone: the nearest in meaning would spread over the whole map.
  await map.getByRole('combobox', { name: 'Search papers' }).fill('title:unlearning');
  const line = map.getByText(/papers found for “title:unlearning”/u);
  await expect(line).not.toContainText('in this topic');

  // Into a topic that holds none of them, by the keyboard.
  await topics(map).locator('[role="treeitem"][aria-level="2"]').nth(1).focus();
  await map.keyboard.press('Enter');
  await expect.poll(standing).not.toBe(whole);
  const elsewhere = await standing();
  await expect(line).toHaveText(
    /^\d+ papers found for “title:unlearning”, (?:none|\d+) in this topic\b/u,
  );
  const [all = ''] = /\d+/u.exec((await line.textContent()) ?? '') ?? [];
  const lead = map.getByRole('button', { name: new RegExp(`^Show all ${all}`, 'u') });
  const goal = /“(.+)”/u.exec((await lead.getAttribute('title')) ?? '')?.[1];
  await lead.focus();
  await map.keyboard.press('Enter');

  await expect(root).toHaveAccessibleName(new RegExp(`^${goal ?? 'no goal'}, \\d+ papers$`, 'u'));
  await expect(line).toContainText(`${all} papers found for “title:unlearning”`);
  await expect(line).not.toContainText('in this topic');
  await expect(line).toBeFocused();
  await expect(lead).toHaveCount(0);
  await map.goBack();
  await expect.poll(standing).toBe(elsewhere);
  await expect(lead).toBeVisible();
});
