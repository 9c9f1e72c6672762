/** Storage that is forbidden, silent, gone or spoilt: what is in memory stays, and can be saved as a file. */
import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { contentsOf } from './support/chaos/workspaces';
import {
  expect,
  finished,
  paperPanel,
  patience,
  revisit,
  slow,
  test,
  topics,
} from './support/papergrove';

/** Lets the worker that does all reading and writing meet a storage of another kind. */
async function withStorage(context: BrowserContext, kind: string): Promise<void> {
  await context.route('**/assets/engine.worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${kind}\n${await response.text()}` });
  });
}

async function star(page: Page, position: number): Promise<void> {
  await page.getByRole('tab', { name: 'Papers' }).click();
  await page.locator('[role=listbox] [role=option]').nth(position).click();
  await paperPanel(page).getByRole('button', { name: 'Star', exact: true }).click();
  await expect(paperPanel(page).getByRole('button', { name: 'Starred' })).toBeVisible();
}

/** Saves the workspace by the button of the notice; gives how many stars are in the file. */
async function savedStars(page: Page): Promise<number> {
  const alert = page.getByRole('alert').filter({ hasText: 'Marks, names and notes' });
  await expect(alert).toBeVisible(patience);
  const download = page.waitForEvent('download', patience);
  await alert.getByRole('button', { name: 'Save workspace' }).click();
  const bytes = await readFile(await (await download).path());
  const { marks } = await contentsOf(new Blob([new Uint8Array(bytes)]));
  return marks.starred.length;
}

for (const [kind, script, said] of [
  [
    'is not there',
    `Object.defineProperty(self, 'indexedDB', { value: undefined });`,
    'gives the page no storage',
  ],
  [
    'is forbidden',
    `IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };`,
    'gives the page no storage',
  ],
  [
    'is refused, as private windows of some browsers do',
    `IDBFactory.prototype.open = () => { throw new DOMException('no', 'InvalidStateError'); };`,
    'gives the page no storage',
  ],
  [
    'never answers',
    // A request of the browser's own whose answer nobody hears.
    `const { open } = IDBFactory.prototype;
     IDBFactory.prototype.open = function (...given) {
       const request = open.apply(this, given);
       request.addEventListener = () => undefined;
       return request;
     };`,
    'does not answer',
  ],
] as const)
  test(
    `storage that ${kind} is said, and the workspace can be saved`,
    kind === 'never answers' ? {} : slow,
    async ({ context, page }) => {
      await withStorage(context, script);
      await page.goto('./');
      await finished(page);
      await star(page, 0);
      await star(page, 1);
      await expect(page.getByRole('alert')).toContainText(said);
      expect(await savedStars(page)).toBe(2);
    },
  );

/** Runs in the page: changes records behind the back of the program. */
function change(page: Page, how: 'delete all' | 'spoil papers' | 'spoil marks'): Promise<void> {
  return page.evaluate(
    (wanted) =>
      new Promise<void>((done, fail) => {
        if (wanted === 'delete all') {
          const request = indexedDB.deleteDatabase('papergrove');
          request.onsuccess = () => done();
          request.onerror = fail;
          return;
        }
        const request = indexedDB.open('papergrove');
        request.onerror = fail;
        request.onsuccess = () => {
          const store = wanted === 'spoil papers' ? 'papers' : 'userStates';
          const spoiling = request.result.transaction(store, 'readwrite');
          const records = spoiling.objectStore(store);
          records.getAll().onsuccess = (event) => {
            const { result } = event.target as IDBRequest<{ papers?: unknown[] }[]>;
            for (const record of result)
              records.put(
                store === 'papers'
                  ? { ...record, papers: record.papers?.map((paper, i) => (i % 3 ? paper : 'x')) }
                  : { ...record, state: 'spoilt' },
              );
          };
          spoiling.oncomplete = () => {
            request.result.close();
            done();
          };
        };
      }),
    how,
  );
}

async function withPapers(page: Page): Promise<void> {
  await page.goto('./');
  await finished(page);
  const rows = Array.from({ length: 60 }, (_, i) => `"Paper ${i} on ${i % 7}","Of subject ${i}."`);
  await page.getByLabel('Files of papers', { exact: true }).setInputFiles({
    name: 'sixty.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`title,abstract\n${rows.join('\n')}\n`),
  });
  await page.getByRole('button', { name: 'Make the map' }).click();
  await expect(topics(page).getByRole('treeitem').first()).toHaveAccessibleName(
    /, 60 papers$/u,
    patience,
  );
  await finished(page);
}

revisit(
  'data deleted while the page is open: what is shown stays and can be saved',
  slow,
  async ({ page }) => {
    await withPapers(page);
    await star(page, 0);
    await change(page, 'delete all');
    await star(page, 1);
    await expect(page.getByRole('alert').first()).toContainText('was deleted while it was open');
    expect(await savedStars(page)).toBe(2);
  },
);

revisit(
  'data deleted between two visits: the page says that the papers are not there',
  slow,
  async ({ page }) => {
    await withPapers(page);
    const address = page.url();
    await page.goto('./icon.svg');
    await change(page, 'delete all');
    await page.goto(address);
    await expect(page.getByRole('main').getByRole('alert')).toContainText(
      /not in this browser|not kept/u,
    );
  },
);

revisit('papers that were spoilt are counted, and the others open', async ({ page }) => {
  await withPapers(page);
  await star(page, 1);
  const address = page.url();
  await page.goto('./icon.svg');
  await change(page, 'spoil papers');
  await page.goto(address);
  await finished(page);
  await expect(page.getByRole('alert')).toContainText(
    '20 of the 60 papers of sixty cannot be read',
  );
  await expect(topics(page).getByRole('treeitem').first()).toHaveAccessibleName(/, 40 papers$/u);
});

revisit(
  'marks that were spoilt are left as they are, and new ones can be saved',
  slow,
  async ({ page }) => {
    await withPapers(page);
    await star(page, 1);
    await page.waitForTimeout(500);
    const address = page.url();
    await page.goto('./icon.svg');
    await change(page, 'spoil marks');
    await page.goto(address);
    await finished(page);
    await expect(page.getByRole('alert')).toContainText('cannot be read by this version');
    await star(page, 2);
    expect(await savedStars(page)).toBe(1);
  },
);
