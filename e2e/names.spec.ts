/** What people can do about the names of topics: choose, hide words, read them in levels. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, finished, slow, test, topics } from './support/papergrove';

const panelOf = (page: Page) => page.getByRole('complementary', { name: 'Topic' });

/** Opens the first topic of the map and gives its name. */
async function openTopic(page: Page): Promise<string> {
  await topics(page).locator('[role=treeitem][aria-level="2"]').first().focus();
  await page.keyboard.press('Enter');
  const heading = panelOf(page).getByRole('heading', { level: 2 });
  await expect(heading).not.toHaveText('Unsupervised pretraining');
  return heading.innerText();
}

test(
  'one click takes another phrase as the name, which stays and can be undone',
  slow,
  async ({ map }) => {
    const before = await openTopic(map);
    const panel = panelOf(map);
    const heading = panel.getByRole('heading', { level: 2 });
    const phrases = panel.getByRole('region', { name: 'Phrases that set it apart' });
    const second = phrases.getByRole('button', { name: /^(?!Hide )/u }).nth(1);
    const phrase = await second.innerText();
    expect(phrase).not.toBe(before);
    await second.focus();
    await map.keyboard.press('Enter');
    await expect(heading).toHaveText(phrase);
    await expect(second).toHaveAttribute('aria-pressed', 'true');
    await expect(panel).toContainText(`Named by you; its papers say “${before}”.`);
    await map.reload();
    await finished(map);
    await expect(heading).toHaveText(phrase);
    await second.click();
    await panel.getByRole('button', { name: 'Rename topic' }).click();
    await panel.getByRole('textbox', { name: 'Name of the topic' }).fill('');
    await map.keyboard.press('Enter');
    await expect(heading).toHaveText(before);
    await panel.getByRole('button', { name: 'Undo renaming' }).click();
    await expect(heading).toHaveText(phrase);
    // The browser is that of the other tests, which begin with the names the papers give.
    await map.keyboard.press('Control+Shift+z');
    await expect(heading).toHaveText(before);
  },
);

test('a word is hidden from all names, kept, and shown again', async ({ map }) => {
  const before = await openTopic(map);
  const panel = panelOf(map);
  const heading = panel.getByRole('heading', { level: 2 });
  // The name's first phrase is one of the topic's, whatever stands above it in their order.
  const [word = ''] = before.split(/ · |, /u);
  await panel.getByRole('button', { name: `Hide words of “${word}”` }).click();
  const choice = map.getByRole('button', { name: `Hide “${word}” in names` });
  await choice.click();
  await expect(heading).not.toHaveText(before);
  await expect(heading).not.toContainText(word, { ignoreCase: true });
  await expect(topics(map).getByRole('treeitem', { name: word })).toHaveCount(0);
  await map.reload();
  await finished(map);
  await expect(heading).not.toContainText(word, { ignoreCase: true });
  await panel.getByRole('button', { name: `Show “${word.toLowerCase()}” in names again` }).click();
  await expect(heading).toHaveText(before);
});

test('topics are read in levels, gone to, and saved', async ({ map }) => {
  const show = async (): Promise<void> => {
    await map.getByRole('button', { name: 'Share and save' }).click();
    await map.getByRole('button', { name: 'Topics in levels' }).click();
  };
  await show();
  const levels = map.getByRole('dialog', { name: /in levels$/u });
  const rows = levels.getByRole('listitem');
  await expect(levels.getByRole('radio', { name: '12 topics' })).toBeChecked();
  const many = await rows.count();
  await levels.getByRole('radio', { name: '4 topics' }).check();
  await expect(rows).toHaveCount(4);
  await levels.getByRole('radio', { name: '23 topics' }).check();
  expect(await rows.count()).toBeGreaterThan(many);

  for (const [name, expected] of [
    ['Markdown', /^# Unsupervised pretraining\n/u],
    ['CSV', /^\uFEFF"level 1","papers 1","level 2"/u],
    ['JSON', /"levels": \[/u],
  ] as const) {
    const saving = map.waitForEvent('download');
    await levels.getByRole('button', { name }).click();
    const text = await readFile(await (await saving).path(), 'utf8');
    expect(text).toMatch(expected);
    expect(text).not.toMatch(/\d+ papers \(\d/u);
  }

  const first = rows.first().getByRole('button').first();
  const [name = ''] = (await first.innerText()).split('\n');
  await first.click();
  await expect(levels).toHaveCount(0);
  await expect(panelOf(map).getByRole('heading', { level: 2 })).toHaveText(name);
});
