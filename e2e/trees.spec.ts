/** The tree of topics out into files of other tools, and back in. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, finished, slow, test, topics } from './support/papergrove';

/** Saves the tree from the share menu. */
async function savedTree(page: Page, format: RegExp) {
  await page.getByRole('button', { name: 'Share and save' }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: format }).click();
  const download = await saving;
  return { name: download.suggestedFilename(), buffer: await readFile(await download.path()) };
}

async function open(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page
    .getByLabel('Files of papers', { exact: true })
    .setInputFiles({ name, mimeType: 'text/plain', buffer });
}

/** Topics as the treemap's tree names them: in their order, with their sizes. */
const shown = (page: Page) =>
  topics(page)
    .locator('[role=treeitem][aria-level="2"], [role=treeitem][aria-level="3"]')
    .evaluateAll((items) => items.map((item) => item.getAttribute('aria-label')));

const notice = (page: Page) => page.getByText(/^70 papers opened by the tree of/u);

async function making(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share and save' }).click();
  await page.getByRole('button', { name: 'How this map was made' }).click();
  const text = (await page.getByRole('dialog').textContent()) ?? '';
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  return text;
}

for (const [format, extension] of [
  [/^Newick/u, 'nwk'],
  [/^Nested JSON/u, 'tree.json'],
] as const)
  test(
    `a tree saved as ${extension} opens as the same topics at the same heights, and is left again`,
    extension === 'nwk' ? {} : slow,
    async ({ map }) => {
      const before = await shown(map);
      expect(before.length).toBeGreaterThan(4);
      const file = await savedTree(map, format);
      expect(file.name).toBe(`unsupervised-pretraining.${extension}`);
      await open(map, file.name, file.buffer);
      await expect(notice(map)).toBeVisible();
      await finished(map);
      expect(await shown(map)).toEqual(before);
      expect(await making(map)).toContain(`Not computed: the tree was read from ${file.name}`);
      await map.reload();
      await finished(map);
      expect(await shown(map)).toEqual(before);
      // Saved once more it is the same tree to the last digit.
      const again = await savedTree(map, /^Newick/u);
      await map.goBack();
      await finished(map);
      await expect.poll(() => making(map)).toContain('Ward, exact');
      const first = await savedTree(map, /^Newick/u);
      expect(unrooted(again.buffer)).toBe(unrooted(first.buffer));
    },
  );

/** Newick without the name of its root, which is the corpus's. */
function unrooted(newick: Buffer): string {
  return newick.toString().replace(/'(?:[^']|'')*';\s*$/u, '');
}

test('opening a tree is undone', slow, async ({ map }) => {
  const file = await savedTree(map, /^Newick/u);
  await open(map, file.name, file.buffer);
  await expect(notice(map)).toBeVisible();
  await map.getByRole('button', { name: /^Undo(?: opening the papers)?$/u }).click();
  await finished(map);
  await expect(topics(map).getByRole('treeitem').first()).toHaveAccessibleName(
    'Unsupervised pretraining, 70 papers',
  );
});

test(
  'a tree that does not fit is refused with its place, and nothing changes',
  slow,
  async ({ map }) => {
    const alert = map.getByRole('alert');
    await open(map, 'other.nwk', Buffer.from("('Nowhere':1,'Never':1);"));
    await expect(alert).toContainText('2 of the 2 papers in it are not there, “Nowhere”, “Never”');
    await expect(alert).toContainText('Open the papers that the tree was made of first');
    await map.keyboard.press('Escape');
    await open(map, 'cut.nwk', Buffer.from("(('A':1,\n'B:1):1,C:2);"));
    await expect(alert).toContainText('cut.nwk, line 2, character 1: a quoted name does not end');
    await map.keyboard.press('Escape');
    await expect(topics(map).getByRole('treeitem').first()).toHaveAccessibleName(/, 70 papers$/u);
  },
);
