import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, finished, test, topics } from './support/papergrove';

const projection = (page: Page) => page.getByRole('application', { name: 'Projection' });
const view = (page: Page) => page.getByRole('region', { name: 'Projection view' });
/** The line above the views that says which papers are on show. */
const chosen = (page: Page) => page.getByText(/^\d+ papers? chosen$/u);

/** How many papers are said to be chosen. */
async function countChosen(page: Page): Promise<number> {
  await expect(chosen(page)).toBeVisible();
  return Number.parseInt((await chosen(page).textContent()) ?? '', 10);
}

/** Points of a saved picture: each is a line of no length. */
const pointsIn = (svg: string) => svg.match(/h0/gu)?.length ?? 0;

/** Drags along points given as shares of the projection's width and height. */
async function drag(page: Page, path: readonly (readonly [number, number])[]): Promise<void> {
  const box = await projection(page).boundingBox();
  if (!box) throw new Error('the projection has no box');
  const at = ([x, y]: readonly [number, number]) =>
    [box.x + x * box.width, box.y + y * box.height] as const;
  const [first, ...rest] = path;
  if (!first) return;
  await page.mouse.move(...at(first));
  await page.mouse.down();
  for (const point of rest) await page.mouse.move(...at(point), { steps: 5 });
  await page.mouse.up();
}

test.beforeEach(async ({ map }) => {
  await expect(projection(map)).toBeVisible();
});

test('each layout says how far to trust it', async ({ map }) => {
  const layout = view(map).getByRole('combobox', { name: 'Layout' });
  const quality = view(map).getByRole('paragraph').filter({ hasText: 'trustworthiness' });
  const lines = new Set<string>();
  for (const kind of ['umap', 'pca', 'grid']) {
    await layout.selectOption(kind);
    await expect(layout).toHaveValue(kind);
    await expect(quality).toContainText(/\d+ ?% of neighbours kept/u);
    await expect.poll(async () => lines.has((await quality.textContent()) ?? '')).toBe(false);
    lines.add((await quality.textContent()) ?? '');
  }
  for (const line of lines) {
    const [trust, continuity] = [...line.matchAll(/[01]\.\d\d/gu)].map(([value]) => Number(value));
    expect(trust).toBeGreaterThan(0.5);
    expect(trust).toBeLessThanOrEqual(1);
    expect(continuity).toBeGreaterThan(0.5);
    expect(continuity).toBeLessThanOrEqual(1);
  }
});

test('a rectangle chooses papers, lists them, and clusters them on their own', async ({ map }) => {
  await view(map)
    .getByRole('button', { name: /by a rectangle/u })
    .click();
  await drag(map, [
    [0.25, 0.2],
    [0.75, 0.8],
  ]);
  const count = await countChosen(map);
  expect(count).toBeGreaterThan(1);
  expect(count).toBeLessThan(70);
  await expect(map.getByRole('listbox', { name: 'Papers' })).toBeVisible();
  await expect(map.getByRole('option').first()).toHaveAttribute('aria-setsize', String(count));

  await map.getByRole('button', { name: 'Re-cluster these' }).click();
  await expect(map.getByText(`Clustered on their own: ${count} of 70 papers`)).toBeVisible();
  await finished(map);
  await expect(topics(map).getByRole('treeitem').first()).toHaveAccessibleName(
    new RegExp(`, ${count} papers$`, 'u'),
  );
  await map.getByRole('button', { name: 'All papers' }).click();
  await expect(topics(map).getByRole('treeitem').first()).toHaveAccessibleName(/, 70 papers$/u);
});

for (const [format, begins] of [
  ['SVG', '<svg'],
  ['PNG', '\u0089PNG'],
] as const) {
  test(`the projection is saved as ${format}`, async ({ map }) => {
    await view(map).getByRole('button', { name: 'Save the picture' }).click();
    const saving = map.waitForEvent('download');
    await view(map)
      .getByRole('button', { name: `Save as ${format}` })
      .click();
    const download = await saving;
    expect(download.suggestedFilename()).toMatch(new RegExp(`\\.${format.toLowerCase()}$`, 'u'));
    const bytes = await readFile(await download.path());
    expect(bytes.toString('latin1').startsWith(begins)).toBe(true);
    if (format === 'SVG') expect(pointsIn(bytes.toString('utf8'))).toBe(70);
    else expect(bytes.length).toBeGreaterThan(2000);
  });
}
