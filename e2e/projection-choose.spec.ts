/** Choosing papers by drawing on the map, and what can be done with them. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, finished, slow, test, topics } from './support/papergrove';
import { chosen, countChosen, drag, projection, view, type Share } from './support/projection';

const diamond: readonly Share[] = [
  [0.5, 0.02],
  [0.98, 0.5],
  [0.5, 0.98],
  [0.02, 0.5],
  [0.5, 0.02],
];
const everything: readonly Share[] = [
  [0.01, 0.01],
  [0.99, 0.99],
];
const tool = (page: Page, shape: string) =>
  view(page).getByRole('button', { name: `Choose papers by a ${shape}` });

test.beforeEach(async ({ map }) => {
  await expect(projection(map)).toBeVisible();
});

test('a rectangle chooses papers, lists them, and clusters them on their own', async ({ map }) => {
  await tool(map, 'rectangle').click();
  await drag(map, [
    [0.25, 0.1],
    [0.6, 0.8],
  ]);
  const count = await countChosen(map);
  expect(count).toBeGreaterThan(1);
  expect(count).toBeLessThan(70);
  await expect(map.getByRole('listbox', { name: 'Papers' })).toBeVisible();
  await expect(map.getByRole('option').first()).toHaveAttribute('aria-setsize', String(count));

  await map.getByRole('button', { name: 'Re-cluster these' }).click();
  await expect(map.getByText(`Clustered on their own: ${count} of 70 papers`)).toBeVisible();
  await finished(map);
  await expect(topics(map).getByRole('treeitem').first()).toHaveAccessibleName(
    new RegExp(`, ${count} papers$`, 'u'),
  );
  await map.getByRole('button', { name: 'All papers' }).click();
  await expect(topics(map).getByRole('treeitem').first()).toHaveAccessibleName(/, 70 papers$/u);
});

test('what a lasso surrounds is clustered on its own, and left again', slow, async ({ map }) => {
  const whole = await topics(map).getByRole('treeitem').allTextContents();
  await tool(map, 'lasso').click();
  await drag(map, diamond);
  const count = await countChosen(map);
  await map.getByRole('button', { name: 'Re-cluster these' }).click();
  await expect(map.getByText(`Clustered on their own: ${count} of 70 papers`)).toBeVisible();
  await finished(map);
  const papers = new RegExp(`, ${count} papers$`, 'u');
  await expect(topics(map).getByRole('treeitem').first()).toHaveAccessibleName(papers);
  await expect(projection(map)).toHaveAccessibleDescription(new RegExp(`${count} papers`, 'u'));

  await map.goBack();
  await finished(map);
  await expect(topics(map).getByRole('treeitem').first()).toHaveAccessibleName(/, 70 papers$/u);
  await map.goForward();
  await finished(map);
  await expect(topics(map).getByRole('treeitem').first()).toHaveAccessibleName(papers);
  await map.getByRole('button', { name: 'All papers', exact: true }).click();
  await finished(map);
  await expect(topics(map).getByRole('treeitem')).toHaveText(whole);
});

test('a lasso chooses what it surrounds, Shift and drag a rectangle, and both are cleared', async ({
  map,
}) => {
  await tool(map, 'lasso').click();
  await expect(tool(map, 'lasso')).toHaveAttribute('aria-pressed', 'true');
  await drag(map, diamond);
  const inDiamond = await countChosen(map);
  expect(inDiamond).toBeGreaterThan(1);
  expect(inDiamond).toBeLessThanOrEqual(70);
  await map.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(chosen(map)).toBeHidden();

  await tool(map, 'lasso').click();
  await expect(tool(map, 'lasso')).toHaveAttribute('aria-pressed', 'false');
  await map.keyboard.down('Shift');
  await drag(map, everything);
  await map.keyboard.up('Shift');
  expect(await countChosen(map)).toBe(70);
});

test('a second region with Ctrl joins the first', async ({ map }) => {
  await tool(map, 'rectangle').click();
  await drag(map, [
    [0.01, 0.01],
    [0.5, 0.99],
  ]);
  const left = await countChosen(map);
  await map.keyboard.down('Control');
  await drag(map, [
    [0.5, 0.01],
    [0.99, 0.99],
  ]);
  await map.keyboard.up('Control');
  await expect(chosen(map)).toHaveText('70 papers chosen');
  expect(left).toBeLessThan(70);
});

test('chosen papers are what is saved', async ({ map }) => {
  await tool(map, 'rectangle').click();
  await drag(map, [
    [0.25, 0.1],
    [0.6, 0.8],
  ]);
  const count = await countChosen(map);
  await map.getByRole('button', { name: 'Share and save' }).click();
  const saving = map.waitForEvent('download');
  await map.getByRole('button', { name: 'BibTeX', exact: true }).click();
  const file = await readFile(await (await saving).path(), 'utf8');
  expect(file.match(/^@/gmu)).toHaveLength(count);
});
