import {
  expect,
  finished,
  openFacet,
  paperPanel,
  patience,
  revisit,
  show,
  slow,
  test,
  topics,
} from './support/papergrove';

test('panels close, the divider moves, and both are remembered', async ({ map }) => {
  const hierarchy = map.getByRole('region', { name: 'Hierarchy' });
  await expect(hierarchy).toBeVisible();
  await map.getByRole('button', { name: 'Hierarchy panel' }).click();
  await expect(hierarchy).toHaveCount(0);

  const divider = map.getByRole('separator', { name: /treemap and projection/u });
  const before = Number(await divider.getAttribute('aria-valuenow'));
  await divider.focus();
  await map.keyboard.press('ArrowUp');
  await expect(divider).toHaveAttribute('aria-valuenow', String(before - 4));

  await map.reload();
  await finished(map);
  await expect(hierarchy).toHaveCount(0);
  await expect(divider).toHaveAttribute('aria-valuenow', String(before - 4));
});

test('either view can fill the centre', slow, async ({ map }) => {
  const projection = map.getByRole('application', { name: 'Projection' });
  await expect(projection).toBeVisible();
  await show(map, 'Treemap');
  await expect(projection).toHaveCount(0);
  await expect(topics(map)).toBeVisible();
  await show(map, 'Projection');
  await expect(topics(map)).toHaveCount(0);
  await expect(projection).toBeVisible();
});

test('the theme follows the system until the user chooses', async ({ map }) => {
  const ground = () => map.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await map.emulateMedia({ colorScheme: 'light' });
  const light = await ground();
  await map.emulateMedia({ colorScheme: 'dark' });
  expect(await ground()).not.toBe(light);
  await map.getByRole('button', { name: /^Theme:/u }).click();
  await expect(map.getByRole('button', { name: 'Theme: light' })).toBeVisible();
  expect(await ground()).toBe(light);
});

test('"?" explains the keys, also where letters look for names', async ({ map }) => {
  await topics(map).getByRole('treeitem').first().focus();
  await map.keyboard.press('?');
  const help = map.getByRole('dialog', { name: 'Keyboard' });
  await expect(help).toBeVisible();
  for (const group of ['Everywhere', 'Treemap', 'Projection', 'Table of papers', 'Facets'])
    await expect(help.getByRole('heading', { name: group, exact: true })).toBeVisible();
  await map.keyboard.press('Escape');
  await expect(help).toBeHidden();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  revisit(
    'one view at a time, the paper as a sheet, nothing wider than the screen',
    async ({ page }) => {
      await page.goto('./');
      await finished(page);
      const views = page.getByRole('navigation', { name: 'Views' });
      await expect(topics(page)).toBeVisible();
      await expect(page.getByRole('application', { name: 'Projection' })).toHaveCount(0);

      await views.getByRole('button', { name: 'Projection' }).tap();
      await expect(page.getByRole('application', { name: 'Projection' })).toBeVisible();
      await expect(topics(page)).toHaveCount(0);

      await views.getByRole('button', { name: 'Topics' }).tap();
      await expect(page.getByRole('tree', { name: 'Outline' })).toBeVisible();

      await views.getByRole('button', { name: 'List' }).tap();
      await page.getByRole('option').nth(1).tap();
      await expect(paperPanel(page)).toBeVisible(patience);
      for (const tab of ['Treemap', 'Projection', 'List', 'Topics']) {
        await views.getByRole('button', { name: tab }).tap();
        const excess = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(excess, `${tab} is wider than the screen`).toBeLessThanOrEqual(0);
      }
      await page.getByRole('button', { name: 'Close paper' }).tap();
      await expect(paperPanel(page)).toHaveCount(0);
    },
  );

  test(
    'the view is in the address, and back and forward walk the views',
    slow,
    async ({ page }) => {
      await page.goto('./#tab=space');
      const views = page.getByRole('navigation', { name: 'Views' });
      const shown = views.locator('[aria-current=page]');
      await expect(page.getByRole('application', { name: 'Projection' })).toBeVisible(patience);
      await expect(shown).toHaveText('Projection');
      await views.getByRole('button', { name: 'Facets' }).tap();
      await expect(page).toHaveURL(/#tab=facets$/u);
      await views.getByRole('button', { name: 'Treemap' }).tap();
      await expect(page).toHaveURL(/[^#]$/u);
      await page.goBack();
      await expect(shown).toHaveText('Facets');
      await page.goBack();
      await expect(shown).toHaveText('Projection');
      await page.goForward();
      await page.reload();
      await expect(shown).toHaveText('Facets');
    },
  );

  revisit(
    'the sheet follows the finger, up to the whole view and down until it is closed',
    async ({ page }) => {
      await page.goto('./');
      await finished(page);
      await page
        .getByRole('navigation', { name: 'Views' })
        .getByRole('button', { name: 'List' })
        .tap();
      await page.getByRole('option').nth(1).tap();
      const sheet = page.getByRole('region', { name: 'Selected paper' });
      await expect(sheet).toBeVisible();
      const heightOf = async () => (await sheet.boundingBox())?.height ?? 0;
      await expect.poll(heightOf).toBeGreaterThan(300);
      const before = await heightOf();
      const grip = await sheet.getByRole('button', { name: 'Show more' }).boundingBox();
      if (!grip) throw new Error('the sheet has no handle');
      const [x, y] = [grip.x + grip.width / 2, grip.y + 10];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x, y - 100, { steps: 4 });
      expect(Math.abs((await heightOf()) - before - 100)).toBeLessThan(8);
      await page.mouse.move(x, y - 250, { steps: 4 });
      await page.mouse.up();
      const less = sheet.getByRole('button', { name: 'Show less' });
      await expect(less).toBeVisible();
      await expect.poll(heightOf).toBeGreaterThan(before + 150);
      const top = await less.boundingBox();
      if (!top) throw new Error('the sheet has no handle');
      await page.mouse.move(x, top.y + 10);
      await page.mouse.down();
      await page.mouse.move(x, 800, { steps: 6 });
      await page.mouse.up();
      await expect(sheet).toHaveCount(0);
    },
  );
});

test('zoomed to 400 % the view keeps a height to be of use, and the page scrolls', async ({
  map,
}) => {
  await map.setViewportSize({ width: 360, height: 225 });
  const view = map.getByRole('region', { name: 'Treemap', exact: true });
  await expect.poll(async () => (await view.boundingBox())?.height ?? 0).toBeGreaterThan(200);
  const tab = map.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'List' });
  await tab.scrollIntoViewIfNeeded();
  await tab.click();
  await expect(map.getByRole('option').first()).toBeVisible();
});

test('one panel where there is room for one, and its tabs move nothing else', async ({ map }) => {
  await map.setViewportSize({ width: 1280, height: 720 });
  const treemap = map.getByRole('region', { name: 'Treemap', exact: true });
  const hierarchy = map.getByRole('region', { name: 'Hierarchy' });
  const topic = map.getByRole('complementary', { name: 'Topic' });
  await expect(topic).toBeVisible();
  const [above, below] = [await hierarchy.boundingBox(), await topic.boundingBox()];
  expect(below?.x).toBe(above?.x);
  const place = await treemap.boundingBox();
  for (const tab of ['Papers', 'Facets', 'Topics']) {
    await map.getByRole('tab', { name: tab }).click();
    expect(await treemap.boundingBox()).toEqual(place);
    expect((await topic.boundingBox())?.y).toBe(below?.y);
  }
});

test('what is asked for moves neither the views nor the cut', async ({ map }) => {
  const treemap = map.getByRole('region', { name: 'Treemap', exact: true });
  const place = await treemap.boundingBox();
  const cut = map.getByRole('slider', { name: 'Topics shown' });
  const topicsShown = await cut.inputValue();
  await map.getByRole('combobox', { name: 'Search papers' }).fill('unlearning');
  await expect(map.getByRole('complementary', { name: 'Selection' })).toBeVisible();
  expect(await treemap.boundingBox()).toEqual(place);
  expect(await cut.inputValue()).toBe(topicsShown);
  await map.getByRole('button', { name: 'Hierarchy panel' }).click();
  const wide = await treemap.boundingBox();
  await map.getByRole('button', { name: 'Clear', exact: true }).click();
  expect(await treemap.boundingBox()).toEqual(wide);
});

test('a filter pushes neither the values, nor the switches, nor the years under the pointer', async ({
  map,
}) => {
  for (const size of [
    { width: 1440, height: 900 },
    { width: 1280, height: 720 },
  ]) {
    await map.setViewportSize(size);
    await openFacet(map, 'Year');
    const rows = map.getByRole('grid', { name: 'Year' }).getByRole('rowheader');
    const focus = map.getByRole('switch', { name: /^Only/u }).first();
    const chart = map.getByRole('img', { name: /^Papers per year/u });
    const places = async () => [await rows.nth(1).boundingBox(), await focus.boundingBox()];
    const clear = map.getByRole('button', { name: 'Clear', exact: true });
    for (const target of [chart.locator('g').last(), rows.first(), focus]) {
      await target.scrollIntoViewIfNeeded();
      const before = await places();
      await target.click();
      await expect(clear).toBeVisible();
      expect(await places()).toEqual(before);
      await map.getByRole('button', { name: /^Undo (the filter|asking)/u }).click();
      await expect(clear).toBeHidden();
      expect(await places()).toEqual(before);
    }
  }
});
