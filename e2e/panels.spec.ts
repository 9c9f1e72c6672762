/** No panel is wider than its column, whatever the papers carry. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, finished, patience, slow, test } from './support/papergrove';

const topicWords = [
  ['honey', 'bees', 'pollination', 'orchards', 'hives'],
  ['graph', 'networks', 'nodes', 'edges', 'spectra'],
];

interface MadeUp {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
  readonly [column: string]: string | number;
}

/** Two topics of made-up papers, each with whatever else `more` gives it. */
function madeUp(more: (at: number) => Omit<Partial<MadeUp>, 'id'>): string {
  return Array.from({ length: 24 }, (_, at) => {
    const words = topicWords[at % 2] ?? [];
    const drawn = Array.from(
      { length: 12 },
      (_, word) => words[(at * 7 + word * 3) % words.length],
    );
    const paper = { id: `p${at}`, title: `On ${drawn[0] ?? ''} ${at}`, abstract: drawn.join(' ') };
    return JSON.stringify({ ...paper, year: 1990 + at, ...more(at) });
  }).join('\n');
}

const venue = `Proceedings of the ${'International '.repeat(6)}Conference on the Theory and Practice of Extraordinarily-Long-And-Unbreakably-Hyphenated-Venue-Names-Without-Any-Room, Part`;
const fixture = (name: string) =>
  readFileSync(fileURLToPath(new URL(`fixtures/${name}`, import.meta.url)), 'utf8');

const corpora: readonly { name: string; file: string; text: string }[] = [
  { name: 'the hostile file', file: 'hostile.bib', text: fixture('hostile.bib') },
  {
    name: 'venues of two hundred letters',
    file: 'venues.jsonl',
    text: madeUp((at) => ({ venue: `${venue} ${at % 5}` })),
  },
  {
    name: 'sixty facets',
    file: 'facets.jsonl',
    text: madeUp((at) =>
      Object.fromEntries(
        Array.from({ length: 60 }, (_, column) => [
          `a column with the number ${column}`,
          `value_${'x'.repeat(column)}_${at % 4}`,
        ]),
      ),
    ),
  },
  {
    name: 'titles from right to left and in Chinese',
    file: 'scripts.jsonl',
    text: madeUp((at) => ({
      title:
        at % 2 === 0
          ? `تعلم الآلة بدون إشراف ${'شبكات عصبية '.repeat(8)}${at}`
          : `${'深層学習による画像認識と自然言語処理の統合的研究'.repeat(3)}${at}`,
    })),
  },
];

/** Parts of the page whose content is wider than they are. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('aside, .details, .hierarchy, .sheet, [role=tabpanel], html')]
      .filter((part) => part.scrollWidth > part.clientWidth)
      .map((part) => `${part.tagName} ${part.className} ${part.scrollWidth}>${part.clientWidth}`),
  );
}

async function expectFits(page: Page): Promise<void> {
  await expect.poll(() => tooWide(page)).toEqual([]);
}

async function walkPanels(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(page.getByRole('complementary', { name: 'Topic' })).toBeVisible();
  await expectFits(page);
  await page.getByRole('tab', { name: 'Facets' }).click();
  await expect(page.getByRole('grid').first()).toBeVisible();
  await expectFits(page);
  await page.getByRole('row').nth(1).click();
  await expect(page.getByRole('complementary', { name: 'Selection' })).toBeVisible();
  await expectFits(page);
  await page.getByRole('tab', { name: /^Papers/u }).click();
  await page.getByRole('listbox', { name: 'Papers' }).getByRole('option').first().click();
  await expect(page.getByRole('complementary', { name: 'Paper', exact: true })).toBeVisible();
  await expectFits(page);
  await page.setViewportSize({ width: 1280, height: 720 });
  await expectFits(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole('region', { name: 'Selected paper' })).toBeVisible();
  await expectFits(page);
}

test('no panel of the default corpus is wider than its column', async ({ map }) => {
  await walkPanels(map);
});

for (const { name, file, text } of corpora) {
  test(
    `no panel is wider than its column: ${name}`,
    name === 'the hostile file' ? {} : slow,
    async ({ map }) => {
      test.slow();
      await map
        .locator('input[type=file]')
        .first()
        .setInputFiles({
          name: file,
          mimeType: 'application/octet-stream',
          buffer: Buffer.from(text),
        });
      const report = map.getByRole('dialog', { name: 'Import report' });
      await report.getByRole('button', { name: 'Make the map' }).click(patience);
      await expect(report).toHaveCount(0);
      await finished(map);
      await walkPanels(map);
    },
  );
}
