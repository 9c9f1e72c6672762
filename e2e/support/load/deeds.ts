/** What a person does with a large map, drawn from a seed: zoom, point, search, open, filter, colour, undo. */
import type { Page } from '@playwright/test';

/** A number from 0 to 1, the same every time for a seed. */
type Random = () => number;

export interface Deed {
  readonly name: string;
  do(page: Page, random: Random): Promise<void>;
}

const words = ['graph', 'neural translation', 'security', 'robot', 'title:learning', 'year:2015'];

const pick = <T>(from: readonly T[], random: Random): T | undefined =>
  from[Math.floor(random() * from.length)];

const topics = (page: Page) => page.getByRole('tree', { name: 'Topics', exact: true });
const search = (page: Page) => page.getByRole('combobox', { name: 'Search papers' });

async function point(page: Page, role: 'tree' | 'application', random: Random): Promise<void> {
  const box = await (
    role === 'tree' ? topics(page) : page.getByRole('application').first()
  ).boundingBox();
  if (box === null) throw new Error(`there is no ${role} on show`);
  for (let steps = 0; steps < 8; steps++)
    await page.mouse.move(
      box.x + box.width * (0.05 + 0.9 * random()),
      box.y + box.height * (0.05 + 0.9 * random()),
      { steps: 3 },
    );
}

/** Goes to the papers of the side panel and opens one of those on show. */
async function openPaper(page: Page, random: Random): Promise<void> {
  await page.getByRole('tab', { name: 'Papers' }).click();
  const rows = page.locator('[role=listbox] [role=option]');
  await rows.first().waitFor();
  await rows.nth(Math.floor(random() * Math.min(8, await rows.count()))).click();
  await page.getByRole('complementary', { name: 'Paper', exact: true }).waitFor();
}

export const deeds: readonly Deed[] = [
  {
    name: 'zooming into a topic',
    do: async (page, random) => {
      const inner = topics(page).locator('[role=treeitem][aria-level="2"]');
      const count = await inner.count();
      if (count === 0) return;
      await inner.nth(Math.floor(random() * Math.min(6, count))).focus();
      await page.keyboard.press('Enter');
    },
  },
  {
    name: 'zooming out',
    do: async (page) => {
      await page.keyboard.press('Escape');
      await topics(page).getByRole('treeitem').first().focus();
      await page.keyboard.press('Escape');
    },
  },
  { name: 'pointing at topics', do: (page, random) => point(page, 'tree', random) },
  { name: 'pointing at dots', do: (page, random) => point(page, 'application', random) },
  {
    name: 'zooming the projection',
    do: async (page, random) => {
      await point(page, 'application', random);
      const way = random() < 0.5 ? -200 : 200;
      for (let turns = 0; turns < 4; turns++) await page.mouse.wheel(0, way);
    },
  },
  {
    name: 'searching',
    do: async (page, random) => {
      await search(page).click();
      await search(page).pressSequentially(pick(words, random) ?? '', { delay: 60 });
      await page.keyboard.press('Enter');
      await page.waitForTimeout(1000);
      await search(page).fill('');
      await page.keyboard.press('Escape');
    },
  },
  { name: 'opening a paper', do: openPaper },
  {
    name: 'starring and taking it back',
    do: async (page, random) => {
      await openPaper(page, random);
      const panel = page.getByRole('complementary', { name: 'Paper', exact: true });
      await panel.getByRole('button', { name: /^Star(?:red)?$/u }).click();
      // Opening the papers can be undone as well, all the while.
      await page.getByRole('button', { name: /^Undo (?:the star|removing the star)$/u }).click();
      await page.keyboard.press('Escape');
    },
  },
  {
    name: 'filtering by year',
    do: async (page, random) => {
      await search(page).fill(`year:${2000 + Math.floor(random() * 19)}`);
      await page.waitForTimeout(700);
      await search(page).fill('');
      await page.waitForTimeout(300);
    },
  },
  {
    name: 'colouring',
    do: async (page, random) => {
      const choice = page.getByLabel('Colour', { exact: true });
      const values = await choice
        .locator('option')
        .evaluateAll((options) =>
          options.flatMap((option) => (option instanceof HTMLOptionElement ? [option.value] : [])),
        );
      await choice.selectOption(pick(values, random) ?? '');
    },
  },
];
