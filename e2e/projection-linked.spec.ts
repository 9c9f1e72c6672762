/** Treemap, lists and projection share one state; what the projection shows is read from its picture. */
import type { Page } from '@playwright/test';
import { expect, openFacet, paperPanel, slow, test, topics } from './support/papergrove';
import { chosen, drag, drawnIn, projection, savedSvg, tip, view } from './support/projection';

const drawn = async (page: Page) => drawnIn(await savedSvg(page));
const rootItem = (page: Page) => topics(page).getByRole('treeitem').first();

/** Shows the papers as a list. */
async function listPapers(page: Page) {
  await page.getByRole('tab', { name: /^Papers/u }).click();
  return page.getByRole('listbox', { name: 'Papers' });
}

/** Title of the paper that the keyboard comes to first, which is then under the cursor. */
async function walkToPaper(page: Page): Promise<string> {
  await projection(page).focus();
  await page.keyboard.press('ArrowRight');
  await expect(tip(page)).toBeVisible();
  return (await tip(page).locator('.title').textContent()) ?? '';
}

test.beforeEach(async ({ map }) => {
  await expect(projection(map)).toBeVisible();
});

test('hover: a paper pointed at in one view is lit in the others', async ({ map }) => {
  const list = await listPapers(map);
  const row = list.getByRole('option').nth(1);
  await row.hover();
  const title = (await tip(map).locator('.title').textContent()) ?? '';
  await expect(row).toContainText(title);

  // Rows that scroll under a resting pointer are pointed at.
  await map.mouse.move(0, 0);
  const other = await walkToPaper(map);
  // The list holds only the rows in its view, and does not move by itself under the reader's eyes.
  await expect(async () => {
    if ((await list.locator('.hovered').count()) === 0)
      await list.evaluate((element) => {
        const { scrollTop, scrollHeight, clientHeight } = element;
        const below = scrollTop + clientHeight;
        element.scrollTo(0, below < scrollHeight ? below : 0);
      });
    await expect(list.locator('.hovered')).toContainText(other, { timeout: 500 });
  }).toPass();
});

test('selection: a paper opened in one view is ringed in the others', async ({ map }) => {
  const title = await walkToPaper(map);
  await map.keyboard.press('Enter');
  await expect(paperPanel(map).getByRole('heading', { level: 2 })).toHaveText(title);
  expect((await drawn(map)).selected).toBe(1);

  const list = await listPapers(map);
  await list.getByRole('option').nth(2).click();
  await expect(paperPanel(map).getByRole('heading', { level: 2 })).not.toHaveText(title);
  expect((await drawn(map)).selected).toBe(1);
});

test('a click on a point opens its paper', async ({ map }) => {
  const title = await walkToPaper(map);
  // The frame around the current paper shows where it is.
  const frame = await projection(map).locator('svg .current').boundingBox();
  if (!frame) throw new Error('the current paper has no frame');
  await map.mouse.click(frame.x + frame.width / 2, frame.y + frame.height / 2);
  await expect(paperPanel(map).getByRole('heading', { level: 2 })).toHaveText(title);
});

test('filter and focus: what is left out is faint here, or not drawn', slow, async ({ map }) => {
  await openFacet(map, 'Has code');
  await map.getByRole('grid', { name: 'Has code' }).focus();
  await map.keyboard.press('Home');
  await map.keyboard.press('Enter');
  const line = map.getByText(/^\d+ papers without code$/u);
  const passing = Number.parseInt((await line.textContent()) ?? '', 10);
  expect(await drawn(map)).toMatchObject({ plain: passing, faint: 70 - passing });
  await map.getByRole('radio', { name: 'Hide' }).check();
  expect(await drawn(map)).toMatchObject({ plain: passing, faint: 0 });
  await map.getByRole('radio', { name: 'Dim' }).check();
  await map.getByRole('button', { name: 'Clear' }).click();

  await map.getByRole('switch', { name: 'Outline outliers' }).click();
  const outlined = (await drawn(map)).hits;
  await map.getByRole('switch', { name: 'Only outliers' }).click();
  await expect(
    map.getByText(new RegExp(`^${outlined} papers? that are outliers$`, 'u')),
  ).toBeVisible();
  expect((await drawn(map)).plain).toBe(outlined);
});

test('colours follow the choice', async ({ map }) => {
  const before = await savedSvg(map);
  await map.getByLabel('Colour', { exact: true }).selectOption({ label: 'Depth' });
  const after = await savedSvg(map);
  const strokes = (svg: string) =>
    new Set([...svg.matchAll(/h0" stroke="([^"]*)"/gu)].map(([, colour]) => colour));
  expect([...strokes(after)].some((colour) => !strokes(before).has(colour))).toBe(true);
  // The legend of a number is a ramp.
  expect(after.match(/<rect [^>]*width="22"/gu)?.length).toBeGreaterThan(2);
});

test('search hits are squared, everything else is faint', async ({ map }) => {
  await map.getByRole('combobox', { name: 'Search papers' }).fill('unlearning');
  const line = map.getByText(/papers found for “unlearning”/u);
  await expect(line).toBeVisible();
  // What is found by meaning joins what is found by words a moment later.
  await expect(async () => {
    const found = Number.parseInt((await line.textContent()) ?? '', 10);
    expect(await drawn(map)).toMatchObject({ hits: found, plain: found, faint: 70 - found });
  }).toPass();
});

test('a topic zoomed in the treemap fills the projection, and its names are of what is in it', async ({
  map,
}) => {
  const whole = await drawn(map);
  const item = topics(map).locator('[role=treeitem][aria-level="2"]').first();
  const size = Number(/(\d+) papers$/u.exec((await item.getAttribute('aria-label')) ?? '')?.[1]);
  await item.focus();
  await map.keyboard.press('Enter');
  await expect(rootItem(map)).toHaveAccessibleName(new RegExp(`, ${size} papers$`, 'u'));
  // The camera flies there; the picture is taken where it stands.
  await expect.poll(async () => (await drawn(map)).plain).toBeLessThanOrEqual(size);
  const zoomed = await drawn(map);
  expect(zoomed.plain).toBeGreaterThan(size * 0.7);
  expect(zoomed.names).not.toEqual(whole.names);
});

test('a name pressed in the projection zooms the treemap; what is in view opens on request', async ({
  map,
}) => {
  const wholeName = (await rootItem(map).getAttribute('aria-label')) ?? '';
  await projection(map).locator('button').first().click();
  await expect(rootItem(map)).not.toHaveAccessibleName(wholeName);
  await map.goBack();
  await expect(rootItem(map)).toHaveAccessibleName(wholeName);

  // Close to a paper few others are in view: the topic most like them is a small one.
  await view(map).getByRole('button', { name: 'Show everything' }).click();
  await projection(map).focus();
  await map.keyboard.press('ArrowRight');
  const frame = await projection(map).locator('svg .current').boundingBox();
  if (!frame) throw new Error('the current paper has no frame');
  await map.mouse.move(frame.x + frame.width / 2, frame.y + frame.height / 2);
  for (let times = 0; times < 4; times++) await map.mouse.wheel(0, -240);
  await view(map).getByRole('button', { name: 'Open the topic in view' }).click();
  await expect(rootItem(map)).not.toHaveAccessibleName(wholeName);
  const size = Number(
    /(\d+) papers$/u.exec((await rootItem(map).getAttribute('aria-label')) ?? '')?.[1],
  );
  expect(size).toBeLessThan(42);
});

test('papers chosen together are squared here and put the others aside', async ({ map }) => {
  await map.keyboard.down('Shift');
  await drag(map, [
    [0.25, 0.1],
    [0.6, 0.8],
  ]);
  await map.keyboard.up('Shift');
  const count = Number.parseInt((await chosen(map).textContent()) ?? '', 10);
  expect(await drawn(map)).toMatchObject({ hits: count, plain: count, faint: 70 - count });
});

test('a window of another shape still shows the topic that was zoomed into', async ({ map }) => {
  const names = projection(map).locator('button.name');
  const shownNames = () => names.allTextContents();
  await map.setViewportSize({ width: 1440, height: 900 });
  await expect(names).not.toHaveCount(0);
  const whole = await shownNames();
  await names.first().click();
  await expect.poll(shownNames).not.toEqual(whole);
  // The views stand one above the other in the first, side by side in the second.
  for (const size of [
    { width: 1100, height: 700 },
    { width: 1800, height: 1000 },
  ]) {
    await map.setViewportSize(size);
    // Names leave while papers are on their way, and come back once the camera has flown to the topic.
    await map.waitForTimeout(3000);
    await expect(names).not.toHaveCount(0);
  }
});
