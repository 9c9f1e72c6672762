/**
 * Asking for papers by what they carry. The default corpus carries little; the rest is tried with
 * 6,000 abstracts where they are there (PAPERGROVE_DATA, else ../shared/data).
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, finished, openFacet, patience, slow, test, topics } from './support/papergrove';

const corpus = join(
  resolve(process.env['PAPERGROVE_DATA'] ?? '../shared/data'),
  'corpora/arxiv-cs-6k.jsonl.gz',
);

const row = (page: Page, value: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: value, exact: true }) });
const sizeOfMap = (page: Page, papers: string) =>
  expect(topics(page).getByRole('treeitem').first()).toHaveAccessibleName(
    new RegExp(`, ${papers} papers$`, 'u'),
  );

test('a value of a facet filters, hides the rest, and lets go', async ({ map }) => {
  await openFacet(map, 'Has code');
  const grid = map.getByRole('grid', { name: 'Has code' });
  const without = row(map, 'no');
  await expect(without).toHaveAttribute('aria-selected', 'false');
  const papers = (await without.getByRole('gridcell').first().textContent()) ?? '';

  await grid.focus();
  await map.keyboard.press('Home');
  await map.keyboard.press('Enter');
  await expect(without).toHaveAttribute('aria-selected', 'true');
  await expect(map.getByText(`${papers} papers without code`)).toBeVisible();
  await sizeOfMap(map, '70');

  await map.getByRole('radio', { name: 'Hide' }).check();
  await sizeOfMap(map, papers);
  await map.getByRole('button', { name: 'Clear' }).click();
  await sizeOfMap(map, '70');
  await expect(without).toHaveAttribute('aria-selected', 'false');
});

test('years have one axis in every topic, and a bar filters by its year', async ({ map }) => {
  const panel = map.getByRole('complementary', { name: 'Topic' });
  const years = async () =>
    (await panel.locator('figcaption > span').allTextContents()).filter((text) =>
      /^\d{4}$/u.test(text),
    );
  await expect(panel.getByRole('img', { name: /^Papers per year/u })).toBeVisible();
  const ofAll = await years();
  expect(ofAll).toHaveLength(2);
  await panel
    .getByRole('button', { name: /(?:mostly|all from|spread over) \d{4}/u })
    .first()
    .click();
  await expect(panel.getByText(/% of all$/u)).toBeVisible();
  expect(await years()).toEqual(ofAll);

  await map
    .getByRole('img', { name: /^Papers per year/u })
    .locator('g')
    .last()
    .click();
  await expect(map.getByText(new RegExp(`papers? from ${ofAll[1]}`, 'u')).first()).toBeVisible();
  await openFacet(map, 'Year');
  const values = await map.getByRole('rowheader').allTextContents();
  expect(values.map(Number)).toEqual(values.map(Number).toSorted((a, b) => b - a));
  await expect(row(map, ofAll[1] ?? '')).toHaveAttribute('aria-selected', 'true');
  await map.getByRole('button', { name: /^Undo the filter/u }).click();
  await expect(row(map, ofAll[1] ?? '')).toHaveAttribute('aria-selected', 'false');
});

test(
  'what a filter lets through is clustered on its own, and left again',
  slow,
  async ({ map }) => {
    const names = () =>
      topics(map)
        .getByRole('treeitem')
        .evaluateAll((items) => items.map((item) => item.getAttribute('aria-label')));
    const whole = await names();
    await openFacet(map, 'Has code');
    await map.getByRole('radio', { name: 'Map the rest anew' }).check();
    const papers = (await row(map, 'yes').getByRole('gridcell').first().textContent()) ?? '';
    expect(Number(papers)).toBeGreaterThan(1);
    await row(map, 'yes').click();
    await expect(map.getByText(`Clustered on their own: ${papers} of 70 papers`)).toBeVisible();
    await finished(map);
    await sizeOfMap(map, papers);
    await map.goBack();
    await finished(map);
    await sizeOfMap(map, '70');
    await map.goForward();
    await finished(map);
    await sizeOfMap(map, papers);
    await map.getByRole('button', { name: 'All papers', exact: true }).click();
    await finished(map);
    await sizeOfMap(map, '70');
    await expect.poll(names).toEqual(whole);
  },
);

test('outliers come into focus and are listed', async ({ map }) => {
  await map.getByRole('tab', { name: 'Facets' }).click();
  await map.getByRole('switch', { name: 'Outline outliers' }).click();
  const focus = map.getByRole('switch', { name: 'Only outliers' });
  await focus.click();
  await expect(focus).toBeChecked();
  const line = map.getByText(/^\d+ papers? that are outliers$/u);
  await expect(line).toBeVisible();
  const papers = Number.parseInt((await line.textContent()) ?? '', 10);
  expect(papers).toBeLessThan(35);
  await map.getByRole('tab', { name: 'Papers' }).click();
  if (papers > 0) {
    await expect(
      map.getByRole('listbox', { name: 'Papers' }).getByRole('option').first(),
    ).toHaveAttribute('aria-setsize', String(papers));
  }
});

test(
  'a zoomed topic says how close and how diverse it is, and what stands for it',
  slow,
  async ({ map }) => {
    await topics(map).getByRole('treeitem').nth(1).focus();
    await map.keyboard.press('Enter');
    const panel = map.getByRole('complementary', { name: 'Topic' });
    await expect(panel.getByText('Cohesion')).toBeVisible();
    await expect(panel.getByText('Diversity')).toBeVisible();
    await expect(panel.getByText('Representative papers')).toBeVisible();
    await panel.getByRole('button', { name: /^no \d+%$/u }).click();
    await expect(map.getByText(/papers without code/u)).toBeVisible();
  },
);

test.describe('with 6,000 papers that have categories and years', () => {
  test.skip(!existsSync(corpus), `there is no ${corpus}`);
  test.slow();

  test(
    'values are counted, found, sorted, combined and clustered on their own',
    slow,
    async ({ map }) => {
      await map.locator('input[type=file]').first().setInputFiles(corpus);
      const report = map.getByRole('dialog', { name: 'Import report' });
      await report.getByRole('button', { name: 'Make the map' }).click(patience);
      await expect(report).toBeHidden();
      await sizeOfMap(map, '5,\\d{3}');
      await finished(map);

      await map.getByRole('tab', { name: 'Facets' }).click();
      const lift = map.getByRole('columnheader', { name: '× usual' });
      await lift.getByRole('button').click();
      await expect(lift).toHaveAttribute('aria-sort', 'descending');
      await map.getByRole('textbox', { name: 'Find a value of Category' }).fill('stat.ml');
      await expect(map.getByRole('rowheader')).toHaveText(['stat.ML']);
      await row(map, 'stat.ML').click();
      await expect(map.getByText(/papers of category stat\.ML$/u)).toBeVisible();
      const all = Number.parseInt(
        ((await row(map, 'stat.ML').getByRole('gridcell').first().textContent()) ?? '').replace(
          ',',
          '',
        ),
        10,
      );

      await map.getByRole('combobox', { name: 'Facet' }).selectOption('Year');
      const of2018 = row(map, '2018').getByRole('gridcell').first();
      const some = (await of2018.textContent()) ?? '';
      expect(Number(some)).toBeGreaterThan(0);
      expect(Number(some)).toBeLessThan(all);
      await row(map, '2018').click();
      await expect(
        map.getByText(`${some} papers of category stat.ML, from 2018`, { exact: true }),
      ).toBeVisible();

      await map.getByRole('button', { name: 'Re-cluster these' }).click();
      await expect(map.getByText(/^Clustered on their own: /u)).toContainText(some);
      await finished(map);
      await sizeOfMap(map, some);
      await map.getByRole('button', { name: 'All papers', exact: true }).click();
      await sizeOfMap(map, '5,\\d{3}');
    },
  );
});

test('a filter is taken back by the one undo, and so is clearing', slow, async ({ map }) => {
  await openFacet(map, 'Has code');
  const without = map
    .getByRole('row')
    .filter({ has: map.getByRole('rowheader', { name: 'no', exact: true }) });
  await without.click();
  const line = map.getByText(/^\d+ papers without code$/u);
  await expect(line).toBeVisible();
  await map.keyboard.press('Control+z');
  await expect(line).toBeHidden();
  await map.getByRole('button', { name: 'Redo the filter “no”' }).click();
  await expect(line).toBeVisible();
  await map.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(line).toBeHidden();
  await map.getByRole('button', { name: /^Undo clearing /u }).click();
  await expect(line).toBeVisible();
});
