/** The tour, and where help is found. */
import type { Locator } from '@playwright/test';
import { expect, finished, patience, revisit, slow, test } from './support/papergrove';

revisit(
  'the tour frames what it speaks of, is skipped, and is found again',
  async ({ page: map }) => {
    await map.goto('./');
    await finished(map);
    const takeTour = async () => {
      await map.getByRole('button', { name: 'Help', exact: true }).click();
      await map.getByRole('button', { name: 'Take the tour' }).click();
    };
    const tour = map.getByRole('region', { name: 'Tour' });
    await expect(tour).toContainText('Open your papers');
    await tour.getByRole('button', { name: 'Next' }).click();
    await expect(tour).toContainText('Go into a topic');
    const sides = async (of: Locator) => {
      const { x = 0, y = 0, width = 0, height = 0 } = (await of.boundingBox()) ?? {};
      return [x, y, width, height].map(Math.round);
    };
    const treemap = await sides(map.getByRole('region', { name: 'Treemap', exact: true }));
    await expect.poll(() => sides(map.locator('.tour-frame'))).toEqual(treemap);
    await expect(tour).toContainText('2 of 3');
    await tour.getByRole('button', { name: 'Skip the tour' }).click();
    await expect(tour).toHaveCount(0);
    await map.reload();
    await finished(map);
    await expect(tour).toHaveCount(0);

    await takeTour();
    await expect(tour).toContainText('1 of 3');
    for (let step = 1; step < 3; step++) await tour.getByRole('button', { name: 'Next' }).click();
    await tour.getByRole('button', { name: 'Done' }).click();
    await expect(tour).toHaveCount(0);
  },
);

test(
  'the tour begins neither over a view that a link leads to nor over papers of one’s own',
  slow,
  async ({ page }) => {
    await page.goto('./#colour=year');
    await page.locator('input[type=file]').first().setInputFiles('e2e/fixtures/shelf.ris');
    const report = page.getByRole('dialog', { name: 'Import report' });
    await report.getByRole('button', { name: 'Make the map' }).click(patience);
    await finished(page);
    const tour = page.getByRole('region', { name: 'Tour' });
    // Time in which it would have come.
    await page.waitForTimeout(1500);
    await expect(tour).toHaveCount(0);
    await page.goto('./');
    await finished(page);
    await page.waitForTimeout(1500);
    await expect(tour).toHaveCount(0);
    await page.getByRole('button', { name: 'Help', exact: true }).click();
    await page.getByRole('button', { name: 'Take the tour' }).click();
    await expect(tour).toContainText('Go into a topic');
    await expect(tour).toContainText('1 of 2');
  },
);

test('how to read both views is told in the help', slow, async ({ map }) => {
  await map.getByRole('button', { name: 'Help', exact: true }).click();
  await map.getByRole('button', { name: 'How to read this map' }).click();
  const dialog = map.getByRole('dialog', { name: 'How to read this map' });
  await expect(dialog.getByRole('heading', { name: 'Treemap' })).toBeVisible();
  await expect(dialog.getByRole('heading', { name: 'Projection' })).toBeVisible();
  await expect(dialog.getByRole('img')).toHaveCount(2);
  for (const name of ['Names', 'Years', 'Finding papers'])
    await expect(dialog.getByRole('heading', { name, exact: true })).toBeVisible();
  await map.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});
