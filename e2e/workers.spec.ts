/** Workers that throw or hang while papers are opened: said, started again, and nothing half open. */
import type { BrowserContext, Page } from '@playwright/test';
import {
  expect,
  finished,
  paperPanel,
  patience,
  revisit,
  slow,
  status,
  topics,
} from './support/papergrove';

/** Lets a test break a worker: by an error that nothing catches, or by a loop that never ends. */
const broken = (channel: string): string => `
  new BroadcastChannel('${channel}').onmessage = ({ data }) => {
    if (data === 'hang') for (;;);
    throw new Error('broken by the test');
  };
`;

async function breakable(context: BrowserContext, worker: string): Promise<void> {
  await context.route(`**/assets/${worker}.worker-*.js`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${broken(worker)}${await response.text()}` });
  });
}

const breakWorker = (page: Page, worker: string, how: 'throw' | 'hang'): Promise<void> =>
  page.evaluate(
    ([name, how]) => {
      new BroadcastChannel(name).postMessage(how);
    },
    [worker, how] as const,
  );

async function choosePapers(page: Page): Promise<void> {
  const rows = Array.from(
    { length: 400 },
    (_, i) => `"Paper ${i} of a made-up pile","What is said of subject ${i % 97} in part ${i}."`,
  );
  await page.getByLabel('Files of papers', { exact: true }).setInputFiles({
    name: 'pile.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`title,abstract\n${rows.join('\n')}\n`),
  });
}

/** The import is whole: a star can be set, and both are there after a reload. */
async function expectWhole(page: Page): Promise<void> {
  const whole = /, 400 papers$/u;
  await finished(page);
  await expect(topics(page).getByRole('treeitem').first()).toHaveAccessibleName(whole, patience);
  await page.getByRole('tab', { name: 'Papers' }).click();
  await page.getByRole('option').first().click();
  await paperPanel(page).getByRole('button', { name: 'Star', exact: true }).click();
  await expect(paperPanel(page).getByRole('button', { name: 'Starred' })).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.reload();
  await finished(page);
  await expect(topics(page).getByRole('treeitem').first()).toHaveAccessibleName(whole);
  await expect(paperPanel(page).getByRole('button', { name: 'Starred' })).toBeVisible();
}

for (const wait of [0, 150, 600])
  revisit(
    `an engine that throws ${wait} ms after papers were agreed to loses none of them`,
    slow,
    async ({ context, page }) => {
      await breakable(context, 'engine');
      await page.goto('./');
      await finished(page);
      await choosePapers(page);
      await page.getByRole('button', { name: 'Make the map' }).click();
      await page.waitForTimeout(wait);
      await breakWorker(page, 'engine', 'throw');
      await expectWhole(page);
    },
  );

revisit('an import that throws reads the files again', async ({ context, page }) => {
  await breakable(context, 'import');
  await page.goto('./');
  await finished(page);
  await choosePapers(page);
  const agree = page.getByRole('button', { name: 'Make the map' });
  await expect(agree).toBeVisible();
  await breakWorker(page, 'import', 'throw');
  await agree.click();
  await expectWhole(page);
});

revisit(
  'an engine that hangs is found, said, and started again',
  slow,
  async ({ context, page }) => {
    await breakable(context, 'engine');
    await page.goto('./');
    await finished(page);
    await choosePapers(page);
    await page.getByRole('button', { name: 'Make the map' }).click();
    await expect(page.getByRole('main')).toHaveAttribute('aria-busy', 'true');
    await breakWorker(page, 'engine', 'hang');
    await expect(status(page).first()).toContainText('Went on after an interruption', patience);
    await expectWhole(page);
  },
);
