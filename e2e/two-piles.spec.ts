/** A second file loaded into a map: where do its papers fall? */
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, finished, patience, slow, test, topics } from './support/papergrove';

const fixture = (name: string) => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
const report = (page: Page) => page.getByRole('dialog', { name: 'Import report' });
const row = (page: Page, value: RegExp) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: value }) });

async function choose(page: Page, name: string): Promise<void> {
  await page.getByLabel('Files of papers', { exact: true }).setInputFiles(fixture(name));
  await expect(report(page)).toBeVisible();
}

test(
  'papers of a second file are told from those of the first, topic by topic',
  slow,
  async ({ map }) => {
    await choose(map, 'review.bib');
    await report(map).getByRole('button', { name: 'Make the map' }).click();
    await expect(topics(map).getByRole('treeitem').first()).toHaveAccessibleName(/, 6 papers$/u, {
      ...patience,
    });
    await finished(map);
    // One of its four papers is in the first file too.
    await choose(map, 'shelf.ris');
    await report(map).getByRole('button', { name: 'Add to this map' }).click();
    await expect(topics(map).getByRole('treeitem').first()).toHaveAccessibleName(/, 9 papers$/u, {
      ...patience,
    });
    await finished(map);

    const panel = map.getByRole('complementary', { name: 'Topic' });
    const origin = panel.getByRole('region', { name: 'Origin' });
    await expect(origin).toContainText(/6 from review(?:\.bib)?, 3 from shelf(?:\.ris)?\./u);
    await origin.getByRole('button', { name: 'Colour by origin' }).click();
    await expect(map.getByLabel('Colour', { exact: true })).toHaveValue('extra:origin');
    await expect(map).toHaveURL(/colour=extra:origin/u);

    await map.getByRole('tab', { name: 'Facets' }).click();
    await map.getByRole('combobox', { name: 'Facet' }).selectOption('Origin');
    await expect(map.getByRole('columnheader', { name: 'Lift' })).toBeVisible();
    await expect(
      row(map, /^shelf/u)
        .getByRole('gridcell')
        .first(),
    ).toHaveText('3');

    await map.getByRole('slider', { name: 'Topics shown' }).fill('2');
    await topics(map)
      .locator('[role=treeitem][aria-level="2"][aria-label$=" papers"]')
      .first()
      .focus();
    await map.keyboard.press('Enter');
    await expect(origin).toContainText(
      /as many from (?:review|shelf)\S* as on the whole map|(?:come|comes) from (?:review|shelf)|as often/u,
    );
  },
);
