import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, finished, test } from './support/papergrove';

async function expectClean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
  ).toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing, desktop, ${colorScheme}`, async ({ map }) => {
    await map.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expectClean(map);
    await map.getByRole('tab', { name: /Papers/u }).click();
    await map.getByRole('option').nth(1).click();
    await expectClean(map);
    await map.keyboard.press('?');
    await expectClean(map);
  });

  test(`axe finds nothing, phone, ${colorScheme}`, async ({ map }) => {
    await map.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await map.setViewportSize({ width: 390, height: 844 });
    const views = map.getByRole('navigation', { name: 'Views' });
    for (const tab of ['Space', 'Topics', 'Map', 'List']) {
      await views.getByRole('button', { name: tab }).click();
      await expectClean(map);
    }
    await map.getByRole('option').nth(1).click();
    await expectClean(map);
  });
}

test('axe finds nothing while the page has failed', async ({ page }) => {
  await page.goto('./#corpus=no-such-corpus');
  await expect(page.getByRole('alert')).toBeVisible();
  await expectClean(page);
});

test('axe finds nothing while the map is being made', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('progressbar').first()).toBeVisible();
  await expectClean(page);
  await finished(page);
});
