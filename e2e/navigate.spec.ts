import type { Page } from '@playwright/test';
import { expect, test, topics } from './support/papergrove';

const rootName = async (page: Page) =>
  (await topics(page).getByRole('treeitem').first().getAttribute('aria-label')) ?? '';
const crumbs = (page: Page) =>
  page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('listitem');

/** A topic below the whole map that has topics of its own. */
async function innerTopic(page: Page) {
  const item = topics(page).locator('[role=treeitem][aria-level="2"]').first();
  await expect(item).toBeVisible();
  return { item, name: (await item.getAttribute('aria-label')) ?? '' };
}

test('a click on a topic zooms into it; the browser goes back, Up goes to the parent', async ({
  map,
}) => {
  const whole = await rootName(map);
  const { item, name } = await innerTopic(map);
  const box = await item.boundingBox();
  if (!box) throw new Error('the topic has no box');
  await map.mouse.click(box.x + Math.min(40, box.width / 2), box.y + box.height / 2);

  await expect.poll(() => rootName(map)).toBe(name);
  await expect(map).toHaveURL(/#topic=[^&]*@\d+:/u);
  await expect(crumbs(map)).toHaveCount(2);

  await map.goBack();
  await expect.poll(() => rootName(map)).toBe(whole);
  await expect(crumbs(map)).toHaveCount(1);
  await map.goForward();
  await expect.poll(() => rootName(map)).toBe(name);

  await map.getByRole('button', { name: 'Up', exact: true }).click();
  await expect.poll(() => rootName(map)).toBe(whole);
  await map.getByRole('button', { name: 'Back', exact: true }).click();
  await expect.poll(() => rootName(map)).toBe(name);
});

test('the keyboard walks the treemap, zooms and goes back', async ({ map }) => {
  const whole = await rootName(map);
  await topics(map).getByRole('treeitem').first().focus();
  await map.keyboard.press('ArrowDown');
  const focused = map.locator('[role=treeitem]:focus');
  const name = (await focused.getAttribute('aria-label')) ?? '';
  expect(name).not.toBe(whole);
  await map.keyboard.press('Enter');
  await expect.poll(() => rootName(map)).toBe(name);
  await expect(map.locator('[role=tree][aria-label=Topics] :focus')).toHaveCount(1);
  await map.keyboard.press('Backspace');
  await expect.poll(() => rootName(map)).toBe(whole);
});

test('the breadcrumb leads back to the whole map', async ({ map }) => {
  const whole = await rootName(map);
  await topics(map).locator('[role=treeitem][aria-level="3"]').first().focus();
  await map.keyboard.press('Enter');
  await expect.poll(() => rootName(map)).not.toBe(whole);
  // Beside the views there is room for one name: the topics around it wait behind "…".
  const around = crumbs(map).first();
  await around.getByRole('button', { name: /^\d+ topics? around this one$/u }).click();
  await around.getByRole('listitem').first().getByRole('button').click();
  await expect.poll(() => rootName(map)).toBe(whole);
});

test('the slider decides how many topics are shown', async ({ map }) => {
  const slider = map.getByRole('slider', { name: 'Topics shown' });
  // As many as fit, unless a number is chosen.
  await expect(map.getByRole('button', { name: 'Auto', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  const parts = map.getByRole('complementary', { name: 'Topic' }).getByRole('region', {
    name: 'Topics inside',
  });
  await expect(parts.getByRole('listitem')).toHaveCount(Number(await slider.inputValue()));
  await slider.fill('4');
  await expect(parts.getByRole('listitem')).toHaveCount(4);
  await expect(map).toHaveURL(/cut=4/u);
  await map.getByRole('button', { name: 'How it looks' }).click();
  await map.getByLabel('Topics that open first').selectOption('size');
  await expect(map).toHaveURL(/cut=4-size/u);
  await expect(parts.getByRole('listitem')).toHaveCount(4);
});

test('the outline walks the same hierarchy', async ({ map }) => {
  const outline = map.getByRole('tree', { name: 'Outline' });
  await outline.focus();
  await map.keyboard.press('Home');
  await map.keyboard.press('ArrowDown');
  await map.keyboard.press('Enter');
  await expect(map).toHaveURL(/#topic=[^&]*@\d+:/u);
  const current = outline.locator('[aria-current=true]');
  await expect(current).toHaveAccessibleName(await rootName(map));
  await map.keyboard.press('ArrowLeft');
  await expect(current).toHaveAttribute('aria-expanded', 'false');
  await map.keyboard.press('ArrowRight');
  await expect(current).toHaveAttribute('aria-expanded', 'true');
});

test('an address opens the view it describes', async ({ map }) => {
  await topics(map).locator('[role=treeitem][aria-level="2"]').first().focus();
  await map.keyboard.press('Enter');
  await map.getByRole('slider', { name: 'Topics shown' }).fill('5');
  await expect(map).toHaveURL(/topic=[^&]+@\d+:[^&]+&cut=5&v=2/u);
  const name = await rootName(map);
  const other = await map.context().newPage();
  await other.goto(map.url());
  await expect.poll(() => rootName(other)).toBe(name);
  await expect(other.getByRole('slider', { name: 'Topics shown' })).toHaveValue('5');
  await other.close();
});
