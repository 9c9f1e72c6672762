import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import {
  expect,
  finished,
  paperPanel,
  patience,
  slow,
  status,
  test,
  topics,
} from './support/papergrove';

const fixture = (name: string) => join(import.meta.dirname, 'fixtures', name);
const report = (page: Page) => page.getByRole('dialog', { name: 'Import report' });
const opened = (page: Page) => status(page).filter({ has: page.getByRole('button') });

/** Chooses files behind the button, as a person would, and waits for the report. */
async function choose(page: Page, ...names: readonly string[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open papers' }).click();
  await (await chooser).setFiles(names.map(fixture));
}

/** Drops files onto the page. */
async function drop(page: Page, ...names: readonly string[]): Promise<void> {
  const files = await Promise.all(
    names.map(async (name) => ({ name, text: await readFile(fixture(name), 'utf8') })),
  );
  const transfer = await page.evaluateHandle((contents) => {
    const data = new DataTransfer();
    for (const { name, text } of contents) data.items.add(new File([text], name));
    return data;
  }, files);
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent('main', type, { dataTransfer: transfer });
}

test('BibTeX in, map out, and back', async ({ map }) => {
  await choose(map, 'review.bib');
  await expect(report(map).getByText('6 papers from review')).toBeVisible();
  await expect(report(map)).toContainText('7 records = 6 papers + 1 refused');
  const refused = report(map).getByRole('row').filter({ hasText: 'no title' });
  await expect(refused).toContainText('review.bib, line 63');
  await expect(topics(map).getByRole('treeitem').first()).toHaveAccessibleName(/, 70 papers$/u);

  await report(map).getByRole('button', { name: 'Make the map' }).click();
  await expect(topics(map).getByRole('treeitem').first()).toHaveAccessibleName(/, 6 papers$/u, {
    ...patience,
  });
  await finished(map);
  await expect(opened(map)).toContainText('6 papers opened from review');

  await map.reload();
  await finished(map);
  await expect(topics(map).getByRole('treeitem').first()).toHaveAccessibleName(/, 6 papers$/u);
});

test('an import is undone: the papers before are back, those opened are gone', async ({ map }) => {
  await choose(map, 'shelf.ris');
  await report(map).getByRole('button', { name: 'Make the map' }).click();
  await finished(map);
  await expect(map).toHaveURL(/corpus=/u);
  const address = map.url();
  await map.getByRole('button', { name: /^Undo(?: opening the papers)?$/u }).click();
  await finished(map);
  await expect(topics(map).getByRole('treeitem').first()).toHaveAccessibleName(/, 70 papers$/u);
  await expect(opened(map)).toHaveCount(0);
  await map.goto(address);
  await map.reload();
  await expect(map.getByRole('alert')).toBeVisible();
});

test('several files dropped at once are one pile; copies are merged and the counts add up', async ({
  map,
}) => {
  await drop(map, 'review.bib', 'shelf.ris', 'hedges.csv');
  await expect(report(map)).toContainText('14 records = 12 papers + 1 copy merged + 1 refused');
  await expect(report(map)).toContainText('1 without an abstract: kept, placed by the title alone');
  const merge = report(map).getByRole('row').filter({ hasText: 'Counting Apples' });
  await expect(merge).toContainText('shelf.ris, line 1');
  await expect(merge).toContainText('same DOI');
  await expect(merge).toContainText('it has the longer abstract');
  await report(map).getByText('3 files', { exact: true }).click();
  for (const [file, format] of [
    ['review.bib', 'BibTeX'],
    ['shelf.ris', 'RIS'],
    ['hedges.csv', 'CSV'],
  ] as const) {
    await expect(report(map).getByRole('row').filter({ hasText: file }).last()).toContainText(
      format,
    );
  }
  await report(map).getByText('Columns of hedges.csv').click();
  await expect(report(map).getByRole('row').filter({ hasText: 'screening' })).toContainText(
    'Kept as it is',
  );
  await map.keyboard.press('Escape');
  await expect(report(map)).toHaveCount(0);
  await expect(topics(map).getByRole('treeitem').first()).toHaveAccessibleName(/, 70 papers$/u);
});

test('papers are pasted', async ({ map, kept }) => {
  await kept.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const text = await readFile(fixture('review.bib'), 'utf8');
  await map.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await topics(map).getByRole('treeitem').first().focus();
  await map.keyboard.press('Control+v');
  await expect(report(map)).toContainText('6 papers from Pasted text');
});

test(
  'papers added to the open corpus join its map, and can be taken out',
  slow,
  async ({ map }) => {
    await choose(map, 'hedges.csv');
    await report(map).getByRole('button', { name: 'Add to this map' }).click();
    await expect(opened(map)).toContainText(/3 papers added to .* and hedges/u);
    await expect(topics(map).getByRole('treeitem').first()).toHaveAccessibleName(/, 73 papers$/u, {
      ...patience,
    });
    await finished(map);

    await choose(map, 'hedges.csv');
    await report(map).getByRole('button', { name: 'Add to this map' }).click();
    await expect(opened(map)).toContainText('all of these papers were there already');
    await opened(map).getByRole('button', { name: 'Dismiss' }).click();

    await choose(map, 'shelf.ris');
    await report(map).getByRole('button', { name: 'Add to this map' }).click();
    await expect(topics(map).getByRole('treeitem').first()).toHaveAccessibleName(/, 77 papers$/u, {
      ...patience,
    });
    await map.getByRole('button', { name: /^Undo(?: opening the papers)?$/u }).click();
    await expect(topics(map).getByRole('treeitem').first()).toHaveAccessibleName(/, 73 papers$/u, {
      ...patience,
    });
  },
);

test('a table with columns that say nothing is asked about', slow, async ({ map }) => {
  await choose(map, 'unnamed-columns.csv');
  const mapping = map.getByRole('dialog', { name: 'Which column is which?' });
  await expect(mapping.getByLabel('A1')).toHaveValue('title');
  await expect(mapping.getByLabel('A2')).toHaveValue('abstract');
  await expect(mapping.getByLabel('A3')).toHaveValue('date');
  await mapping.getByLabel('A1').selectOption('extra');
  const use = mapping.getByRole('button', { name: 'Read with these columns' });
  await expect(use).toBeDisabled();
  await mapping.getByLabel('A1').selectOption('title');
  await use.click();
  await expect(report(map)).toContainText('2 papers from unnamed-columns');
});

test('a text read in the wrong encoding is read in another, seen before it is chosen', async ({
  map,
}) => {
  // “蜜蜂の研究” in EUC-JP.
  const bytes = Buffer.from('ccaacbaaa4ceb8a6b5e6', 'hex');
  const chooser = map.waitForEvent('filechooser');
  await map.getByRole('button', { name: 'Open papers' }).click();
  await (
    await chooser
  ).setFiles({
    name: 'bees.csv',
    mimeType: 'text/csv',
    buffer: Buffer.concat([Buffer.from('Title,Year\n'), bytes, Buffer.from(',2001\n')]),
  });
  await expect(report(map)).toContainText('bees.csv was read as Japanese (EUC-JP)');
  const preview = report(map).getByLabel('Preview');
  await expect(preview).toContainText('蜜蜂の研究');
  await report(map)
    .getByLabel('If letters look wrong, read bees.csv as')
    .selectOption({ label: 'Simplified Chinese (GB18030)' });
  await expect(preview).not.toContainText('蜜蜂の研究');
  await report(map).getByRole('button', { name: 'Read it this way' }).click();
  await expect(report(map)).toContainText('bees.csv was read as Simplified Chinese (GB18030)');
});

test('a merge is taken back and made again, with both records shown', slow, async ({ map }) => {
  await drop(map, 'review.bib', 'shelf.ris');
  await expect(report(map)).toContainText('1 copy merged');
  const merge = report(map).getByRole('row').filter({ hasText: 'Counting Apples' });
  await expect(merge).toContainText('review.bib, line');
  await expect(merge).toContainText('shelf.ris, line 1');
  const before = await report(map)
    .getByText(/records = /u)
    .textContent();
  await merge.getByRole('button', { name: /^Keep both/u }).click();
  await expect(merge).toContainText('kept apart, as you asked');
  await expect(report(map)).not.toContainText('1 copy merged +');
  await merge.getByRole('button', { name: /^Merge/u }).click();
  await expect(report(map).getByText(/records = /u)).toHaveText(before ?? '');
});

test('nothing in a paper runs: it is text, and its links lead to web pages only', async ({
  map,
}) => {
  const dialogs: string[] = [];
  map.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await choose(map, 'hostile.bib');
  await expect(report(map)).toContainText('3 papers from hostile');
  await report(map).getByRole('button', { name: 'Make the map' }).click();
  await finished(map);
  await map.getByRole('tab', { name: /Papers/u }).click();
  const panel = paperPanel(map);
  const options = map.getByRole('tabpanel').getByRole('option');
  await expect(options).toHaveCount(3);
  for (const option of await options.all()) {
    await option.click();
    await expect(panel.getByRole('heading', { level: 2 })).toBeVisible();
    for (const link of await panel.getByRole('link').all()) {
      expect(await link.getAttribute('href')).toMatch(/^https?:\/\//u);
    }
    await expect(panel.locator('script, iframe, img, [onload], [onerror]')).toHaveCount(0);
  }
  await options.filter({ hasText: 'A Title That Wants to Run' }).click();
  await expect(panel.getByRole('link', { name: /example\.org/u })).toHaveCount(1);
  expect(await map.evaluate(() => 'papersRanThis' in window)).toBe(false);
  expect(await map.evaluate(() => 'polluted' in {})).toBe(false);
  expect(dialogs).toEqual([]);
});

test.describe('papers at an address', () => {
  let elsewhere: Server;
  let origin: string;
  const asked: string[] = [];

  test.beforeAll(async () => {
    elsewhere = createServer((request, response) => {
      asked.push(request.url ?? '');
      if (request.url?.startsWith('/open/') === true)
        response.setHeader('Access-Control-Allow-Origin', '*');
      void readFile(fixture('review.bib')).then((content) => response.end(content));
    });
    await new Promise<void>((listening) => elsewhere.listen(0, '127.0.0.1', listening));
    origin = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  });

  test.beforeEach(() => {
    asked.length = 0;
  });

  test.afterAll(async () => {
    elsewhere.closeAllConnections();
    await new Promise((closed) => elsewhere.close(closed));
  });

  test('of the page’s own site are fetched at once', async ({ page }) => {
    await page.goto('./?corpus=corpora/unsupervised-pretraining.json');
    await expect(report(page)).toContainText('70 papers from');
  });

  test('of another site are fetched only after a yes', async ({ page }) => {
    await page.goto(`./?corpus=${origin}/open/review.bib`);
    const question = page.getByRole('dialog', { name: 'Fetch papers from another site?' });
    await expect(question).toContainText(new URL(origin).host);
    await page.waitForTimeout(300);
    expect(asked).toEqual([]);
    await question.getByRole('button', { name: 'Fetch', exact: true }).click();
    await expect(report(page)).toContainText('6 papers from review');
    expect(asked).toEqual(['/open/review.bib']);
  });

  test(
    'of a site that lets no other page read are explained, with the way out',
    slow,
    async ({ page }) => {
      await page.goto(`./?corpus=${origin}/closed/review.bib`);
      await page.getByRole('button', { name: 'Fetch', exact: true }).click();
      const failed = page.getByRole('dialog', { name: 'Papers could not be opened' });
      await expect(failed.getByRole('alert')).toContainText('does not allow other pages to read');
      await expect(failed.getByRole('alert')).toContainText('Download the file from there');
      await expect(failed.getByRole('link')).toHaveAttribute('href', `${origin}/closed/review.bib`);
      await failed.getByRole('button', { name: 'Close' }).click();
      await expect(failed).toHaveCount(0);
    },
  );

  test('that are no web address are refused', async ({ page }) => {
    await page.goto('./?corpus=javascript:alert(1)');
    await expect(page.getByRole('dialog').getByRole('alert')).toContainText('is not an address');
  });
});
