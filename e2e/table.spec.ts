import type { Page } from '@playwright/test';
import {
  expect,
  finished,
  paperPanel,
  patience,
  show,
  slow,
  test,
  topics,
} from './support/papergrove';

const grid = (page: Page) => page.getByRole('grid', { name: 'Papers in a table' });
const rows = (page: Page) =>
  grid(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader') });
const head = (page: Page, name: string) => grid(page).getByRole('columnheader', { name });
const cursorText = (page: Page) =>
  grid(page).evaluate((table) => {
    const cell = document.getElementById(table.getAttribute('aria-activedescendant') ?? '');
    return cell?.closest('[role=row]')?.querySelector('[role=rowheader]')?.textContent?.trim();
  });

test('the table holds every paper, sorts, and opens what the cursor is on', async ({ map }) => {
  await show(map, 'Table');
  await expect(grid(map)).toHaveAttribute('aria-rowcount', '71');
  await head(map, 'Title').click();
  await expect(head(map, 'Title')).toHaveAttribute('aria-sort', 'ascending');
  const titles = await rows(map).getByRole('rowheader').allTextContents();
  expect(titles.length).toBeGreaterThan(5);
  expect(titles.length).toBeLessThan(70);

  await grid(map).focus();
  await map.keyboard.press('Control+Home');
  expect(await cursorText(map)).toBe(titles[0]?.trim());
  await map.keyboard.press('ArrowDown');
  await map.keyboard.press('Enter');
  await expect(paperPanel(map).getByRole('heading', { level: 2 })).toHaveText(
    titles[1]?.trim() ?? '',
  );
  await map.keyboard.press('Control+End');
  await expect(grid(map).locator('[aria-rowindex="71"]')).toBeVisible();
  await map.keyboard.press('PageUp');
  await map.keyboard.press('Control+Home');
  await map.keyboard.press('ArrowUp');
  await map.keyboard.press('ArrowRight');
  await map.keyboard.press('Enter');
  await expect(head(map, 'Title')).toHaveAttribute('aria-sort', 'descending');
});

test(
  'rows are selected by Space and by stretches, and marked, saved and clustered',
  slow,
  async ({ map }) => {
    await show(map, 'Treemap and table');
    await grid(map).focus();
    await map.keyboard.press('Control+Home');
    await map.keyboard.press(' ');
    await map.keyboard.press('Shift+ArrowDown');
    await map.keyboard.press('Shift+ArrowDown');
    await map.keyboard.press('Shift+ArrowDown');
    await expect(rows(map).and(map.locator('[aria-selected=true]'))).toHaveCount(4);
    await expect(map.getByText('4 papers chosen')).toBeVisible();
    await expect(grid(map)).toHaveAttribute('aria-rowcount', '71');

    const tools = map.getByRole('group', { name: 'Table', exact: true });
    await tools.getByRole('button', { name: 'Star' }).click();
    await expect(map.getByRole('tab', { name: 'Starred' })).toBeVisible();
    await map.keyboard.press('Control+z');
    await expect(map.getByRole('tab', { name: 'Starred' })).toHaveCount(0);
    await map.keyboard.press('Control+Shift+z');
    await expect(map.getByRole('tab', { name: 'Starred' })).toBeVisible();
    await map.keyboard.press('Control+z');

    await tools.getByRole('button', { name: /^Save 4 papers/u }).click();
    const saving = map.waitForEvent('download');
    await map
      .getByRole('group', { name: /^Save 4 papers/u })
      .getByText('CSV')
      .click();
    expect((await saving).suggestedFilename()).toMatch(/\.csv$/u);

    await tools.getByRole('button', { name: 'Re-cluster' }).click();
    await finished(map);
    await expect(topics(map).getByRole('treeitem').first()).toHaveAccessibleName(/, 4 papers$/u);
    await expect(grid(map)).toHaveAttribute('aria-rowcount', '5');
  },
);

test('the table shows what is found, and lights what is pointed at in the treemap', async ({
  map,
}) => {
  await map.getByRole('combobox', { name: 'Search papers' }).fill('unlearning');
  await expect(map.getByText(/papers found for “unlearning”/u)).toBeVisible();
  await show(map, 'Treemap and table');
  await expect(head(map, 'Score')).toBeVisible();
  const found = Number(await grid(map).getAttribute('aria-rowcount')) - 1;
  expect(found).toBeGreaterThan(2);
  expect(found).toBeLessThan(40);

  await rows(map).nth(1).hover();
  await expect(rows(map).nth(1)).toHaveClass(/hovered/u);
  await rows(map).nth(1).click();
  await expect(rows(map).nth(1)).toHaveAttribute('aria-current', 'true');
  await expect(paperPanel(map)).toBeVisible();
});

test('the table stands beside the projection, and both show one choice', slow, async ({ map }) => {
  await show(map, 'Projection and table');
  await expect(map).toHaveURL(/show=projection-table/u);
  await expect(topics(map)).toHaveCount(0);
  const projection = map.getByRole('application', { name: 'Projection' });
  await expect(projection).toBeVisible();
  await expect(map.getByRole('separator', { name: 'Share of projection and table' })).toBeVisible();
  await rows(map).nth(1).hover();
  const title = (await rows(map).nth(1).getByRole('rowheader').textContent())?.trim() ?? '';
  await expect(projection.getByRole('tooltip')).toContainText(title);
  await map.reload();
  await expect(grid(map)).toBeVisible(patience);
  await expect(projection).toBeVisible();
});

test('columns are chosen, and the choice is remembered', slow, async ({ map }) => {
  await show(map, 'Table');
  await map.getByRole('button', { name: 'Columns' }).click();
  await map.getByRole('checkbox', { name: 'Topic' }).uncheck();
  await map.getByRole('checkbox', { name: 'Read later' }).check();
  await map.keyboard.press('Escape');
  await expect(head(map, 'Topic')).toHaveCount(0);
  await map.reload();
  await expect(head(map, 'Read later')).toBeVisible();
  await expect(head(map, 'Topic')).toHaveCount(0);
});

test('on a phone rows are cards that are selected and sorted', async ({ map }) => {
  await map.setViewportSize({ width: 390, height: 844 });
  await map.getByRole('navigation', { name: 'Views' }).getByText('Table').click();
  await expect(grid(map)).toHaveAttribute('aria-rowcount', '70');
  await map.getByRole('combobox', { name: 'Sort by' }).selectOption('By title');
  const cards = grid(map).getByRole('row');
  await cards.first().locator('.box').click();
  await expect(cards.first()).toHaveAttribute('aria-selected', 'true');
  await cards.nth(1).click();
  await expect(paperPanel(map)).toBeVisible();
});
