/** The projection on a phone: everything within the screen and within reach of a finger. */
import { expect, finished, paperPanel, revisit } from './support/papergrove';
import { projection, tip, view } from './support/projection';

revisit.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

revisit('its tools fit, the line on trust is whole, and a tap opens a paper', async ({ page }) => {
  await page.goto('./');
  await finished(page);
  await page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('button', { name: 'Projection' })
    .tap();
  await expect(projection(page)).toBeVisible();
  await expect(view(page)).toContainText('How far to trust distances');

  const map = await projection(page).boundingBox();
  const tools = view(page).locator('.tools').getByRole('button');
  for (const tool of await tools.all()) {
    const box = await tool.boundingBox();
    if (!box || !map) throw new Error('a tool or the map has no box');
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(390);
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(24);
    // Above the map, not on it.
    expect(box.y + box.height).toBeLessThanOrEqual(map.y + 1);
  }

  await projection(page).focus();
  await page.keyboard.press('ArrowRight');
  // A paper may lie under a topic's name, which takes the tap: walk on to one that lies free.
  const frame = projection(page).locator('svg .current');
  await expect(async () => {
    await page.keyboard.press('ArrowDown');
    const free = await frame.evaluate((drawn) => {
      const { x, y, width, height } = drawn.getBoundingClientRect();
      return !document.elementFromPoint(x + width / 2, y + height / 2)?.closest('button');
    });
    expect(free).toBe(true);
  }).toPass();
  const title = (await tip(page).locator('.title').textContent()) ?? '';
  const box = await frame.boundingBox();
  if (!box) throw new Error('the current paper has no frame');
  const place = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const devtools = await page.context().newCDPSession(page);
  await page.keyboard.press('Escape');
  await expect(tip(page)).toHaveCount(0);
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [place] });
  await expect(tip(page).locator('.title')).toHaveText(title);
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expect(tip(page)).toBeVisible();
  await expect(paperPanel(page)).toHaveCount(0);

  await page.touchscreen.tap(place.x, place.y);
  await expect(paperPanel(page).getByRole('heading', { level: 2 })).toHaveText(title);
});
