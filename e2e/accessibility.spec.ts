import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, finished, paperPanel, show, slow, test } from './support/papergrove';

async function expectClean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
  ).toEqual([]);
}

const looks = [
  { name: 'light', media: { colorScheme: 'light', forcedColors: 'none' } },
  { name: 'dark', media: { colorScheme: 'dark', forcedColors: 'none' } },
  { name: 'forced colours', media: { colorScheme: 'light', forcedColors: 'active' } },
] as const;

for (const { name, media } of looks) {
  test(`axe finds nothing, desktop, ${name}`, slow, async ({ map }) => {
    test.slow();
    await map.emulateMedia({ ...media, reducedMotion: 'reduce' });
    await expectClean(map);
    await map.getByRole('tab', { name: /Papers/u }).click();
    await map.getByRole('option').nth(1).click();
    await expectClean(map);
    await map.keyboard.press('Escape');
    await map.getByRole('tab', { name: 'Facets' }).click();
    await map.getByRole('switch', { name: 'Only without code' }).click();
    await expect(map.getByRole('complementary', { name: 'Selection' })).toBeVisible();
    await expectClean(map);
    await show(map, 'Treemap and table');
    await expect(map.getByRole('grid', { name: 'Papers in a table' })).toBeVisible();
    await expectClean(map);
    for (const menu of ['How it looks', 'Share and save', 'Help']) {
      await map.getByRole('button', { name: menu, exact: true }).click();
      await expectClean(map);
      await map.keyboard.press('Escape');
    }
    for (const key of ['?', 'Control+k']) {
      await map.keyboard.press(key);
      await expect(map.getByRole('dialog')).toBeVisible();
      await expectClean(map);
      await map.keyboard.press('Escape');
      await expect(map.getByRole('dialog')).toHaveCount(0);
    }
  });

  test(`axe finds nothing, phone, ${name}`, name === 'dark' ? {} : slow, async ({ map }) => {
    test.slow();
    await map.emulateMedia({ ...media, reducedMotion: 'reduce' });
    await map.setViewportSize({ width: 390, height: 844 });
    const views = map.getByRole('navigation', { name: 'Views' });
    for (const tab of ['Projection', 'Table', 'Topics', 'Facets', 'Treemap', 'List']) {
      await views.getByRole('button', { name: tab }).click();
      await expectClean(map);
    }
    await map.getByRole('option').nth(1).click();
    await expectClean(map);
  });
}

test('what is heard of the main screens', async ({ map }) => {
  await expect(map.getByRole('banner')).toMatchAriaSnapshot(`
    - banner:
      - heading "Papergrove" [level=1]
      - button "Unsupervised pretraining"
      - search:
        - combobox "Search papers"
      - button "Open papers"
      - button "Share and save"
      - button "Hierarchy panel" [pressed]
      - button "Details panel" [pressed]
      - 'button "Theme: as the system"'
      - button "Help"
  `);
  await expect(map.getByRole('main')).toMatchAriaSnapshot(`
    - main:
      - separator "Width of the hierarchy"
      - button "Back" [disabled]
      - button "Up" [disabled]
      - navigation "Breadcrumb":
        - list:
          - listitem: Unsupervised pretraining
      - group "Topics shown":
        - slider "Topics shown"
        - button "Auto"
      - combobox "Colour"
      - button "Legend"
      - button "How it looks"
      - combobox "Show"
      - region "Treemap":
        - tree "Topics"
      - separator "Share of treemap and projection"
      - region "Projection view"
  `);
  await expect(map.getByRole('tablist', { name: 'Hierarchy as' })).toMatchAriaSnapshot(`
    - tablist "Hierarchy as":
      - tab "Topics" [selected]
      - tab "Papers"
      - tab "Facets"
  `);
  await map.getByRole('tab', { name: /^Papers/u }).click();
  const first = map.getByRole('listbox', { name: 'Papers' }).getByRole('option').first();
  await expect(first).toHaveAccessibleName(/^[^·]+, 20\d\d(?:, with code)?$/u);
  await first.click();
  await expect(paperPanel(map)).toMatchAriaSnapshot(`
    - complementary "Paper":
      - heading [level=2]
      - button "Close paper"
      - group "What to do with it":
        - button "Show in map"
        - button "Star"
        - button "Mark as read"
        - button "Read later"
        - button "Copy BibTeX"
      - list "Links"
  `);
});

test('a dialog gives the focus back to where it was opened from, and skip links lead on', async ({
  map,
}) => {
  await map.keyboard.press('Tab');
  await expect(map.getByRole('link', { name: 'Skip to the map' })).toBeFocused();
  await map.keyboard.press('Tab');
  await map.keyboard.press('Tab');
  await map.keyboard.press('Enter');
  await expect(map.getByRole('combobox', { name: 'Search papers' })).toBeFocused();
  const share = map.getByRole('button', { name: 'Share and save' });
  await share.focus();
  await map.keyboard.press('Enter');
  await map.getByRole('button', { name: 'Cite this map' }).focus();
  await map.keyboard.press('Enter');
  await expect(map.getByRole('dialog')).toBeVisible();
  await map.keyboard.press('Escape');
  await expect(map.getByRole('dialog')).toHaveCount(0);
  await expect(share).toBeFocused();
});

test('nothing moves by itself under reduced motion', async ({ map }) => {
  await map.emulateMedia({ reducedMotion: 'reduce' });
  const moving = await map.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((element) => {
        const { transitionDuration, animationName, animationDuration } = getComputedStyle(element);
        const lasts = (durations: string) =>
          durations.split(',').some((duration) => parseFloat(duration) > 0);
        return lasts(transitionDuration) || (animationName !== 'none' && lasts(animationDuration));
      })
      .map((element) => `${element.tagName} ${element.className}`),
  );
  expect(moving).toEqual([]);
});

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
