/** Keys that mean the same everywhere: Escape, Backspace, and the list that finds anything. */
import type { Page } from '@playwright/test';
import { expect, paperPanel, test, topics } from './support/papergrove';

const rootName = async (page: Page) =>
  (await topics(page).getByRole('treeitem').first().getAttribute('aria-label')) ?? '';

test('Escape closes one thing at a time, Backspace at the top stays in the corpus', async ({
  map,
}) => {
  const whole = await rootName(map);
  await topics(map).locator('[role=treeitem][aria-level="2"]').first().focus();
  await map.keyboard.press('Enter');
  await expect.poll(() => rootName(map)).not.toBe(whole);
  const inner = await rootName(map);
  await map.getByRole('tab', { name: 'Facets' }).click();
  await map.getByRole('switch', { name: 'Only without code' }).click();
  const selection = map.getByRole('complementary', { name: 'Selection' });
  await expect(selection).toBeVisible();
  await map.getByRole('tab', { name: /^Papers/u }).click();
  await map.getByRole('listbox', { name: 'Papers' }).getByRole('option').first().click();
  await expect(paperPanel(map)).toBeVisible();

  await topics(map).getByRole('treeitem').first().focus();
  await map.keyboard.press('Escape');
  await expect(paperPanel(map)).toHaveCount(0);
  await expect(selection).toBeVisible();
  await map.keyboard.press('Escape');
  await expect(selection).toHaveCount(0);
  expect(await rootName(map)).toBe(inner);
  await map.keyboard.press('Escape');
  await expect.poll(() => rootName(map)).toBe(whole);
  await map.keyboard.press('Backspace');
  await expect.poll(() => rootName(map)).toBe(inner);
});

test('Ctrl+K finds topics, papers and actions, and gives the focus back', async ({ map }) => {
  const whole = await rootName(map);
  const share = map.getByRole('button', { name: 'Share and save' });
  const field = map.getByRole('combobox', { name: 'Find an action, a topic or a paper' });
  await share.focus();
  await map.keyboard.press('Control+k');
  await field.fill('convolutional neural');
  const found = map.getByRole('listbox', { name: 'Found' }).getByRole('option');
  await expect(found.first()).toContainText('convolutional neural');
  await map.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
  await expect(share).toBeFocused();

  await map.keyboard.press('Control+k');
  await field.fill('dendromap');
  await map.keyboard.press('Enter');
  await expect(paperPanel(map)).toContainText('DendroMap');
  expect(await rootName(map)).toBe(whole);

  await map.keyboard.press('Control+k');
  await field.fill('dark theme');
  await map.keyboard.press('Enter');
  await expect(map.locator('html')).toHaveAttribute('data-theme', 'dark');
  await map.keyboard.press('Control+k');
  await field.fill('no such thing anywhere');
  await expect(map.getByText('Nothing is called that.')).toBeVisible();
});
