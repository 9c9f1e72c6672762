/** Two tabs, a full disk, a newer build, spoilt results: what the user did is there afterwards. */
import type { BrowserContext, Page } from '@playwright/test';
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

/** A page of the map; where a test spoils what is kept, in a browser of its own. */
async function opened(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto('./');
  await finished(page);
  return page;
}

async function select(page: Page, position: number): Promise<void> {
  await page.getByRole('tab', { name: 'Papers' }).click();
  await page.locator('[role=listbox] [role=option]').nth(position).click();
  await expect(paperPanel(page)).toBeVisible();
}

const noteOf = (page: Page) => paperPanel(page).getByLabel('Note on this paper');

async function note(page: Page, text: string): Promise<void> {
  if (!(await noteOf(page).isVisible()))
    await paperPanel(page).getByText('Note', { exact: true }).click();
  await noteOf(page).fill(text);
  await noteOf(page).blur();
}

test('two tabs keep what both do, see it at once, and leave a note that is being written alone', async ({
  map: a,
}) => {
  const b = await opened(a.context());
  await select(b, 0);
  await note(b, 'From the second tab');
  await select(a, 1);
  const star = paperPanel(a).getByRole('button', { name: 'Star', exact: true });
  await star.click();
  await expect(paperPanel(a).getByRole('button', { name: 'Starred' })).toBeVisible();
  await b.reload();
  await finished(b);
  await expect(noteOf(b)).toHaveValue('From the second tab');
  await select(b, 1);
  await expect(paperPanel(b).getByRole('button', { name: 'Starred' })).toBeVisible();

  await select(a, 0);
  await expect(noteOf(a)).toHaveValue('From the second tab');
  await noteOf(a).focus();
  await a.keyboard.press('End');
  await a.keyboard.type(', and the first');
  await select(b, 0);
  await note(b, 'From the second tab, once more');
  await a.waitForTimeout(500);
  await expect(noteOf(a)).toHaveValue('From the second tab, and the first');
  await noteOf(a).blur();
  const both = /From the second tab, once more\s+, and the first/u;
  await expect(noteOf(a)).toHaveValue(both);
  await expect(noteOf(b)).toHaveValue(both);
  await b.close();
});

test('a note in the midst of being written outlives a tab that crashes', async ({ map: page }) => {
  const context = page.context();
  await select(page, 0);
  await paperPanel(page).getByText('Note', { exact: true }).click();
  await noteOf(page).pressSequentially('Half a sentence, and');
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  // What has crashed gives no answer.
  void session.send('Page.crash').catch(() => undefined);
  await crashed;
  await page.close();
  const again = await opened(context);
  await select(again, 0);
  await expect(noteOf(again)).toHaveValue('Half a sentence, and');
  await again.close();
});

/** Lets a test fill the disk and empty it again, for the worker that does all the writing. */
const disk = `
  let full = false;
  new BroadcastChannel('disk').onmessage = ({ data }) => { full = data; };
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...given) {
    if (full) throw new DOMException('no room', 'QuotaExceededError');
    return put.apply(this, given);
  };
`;

function fill(page: Page, full: boolean): Promise<void> {
  return page.evaluate((is) => {
    const channel = new BroadcastChannel('disk');
    channel.postMessage(is);
    return new Promise((resolve) => setTimeout(resolve, 100));
  }, full);
}

revisit(
  'a full disk is said at once, nothing is lost by it, and it is tried again',
  async ({ context }) => {
    await context.route('**/assets/engine.worker-*.js', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${disk}${await response.text()}` });
    });
    const page = await opened(context);
    await fill(page, true);
    await select(page, 0);
    await note(page, 'Written on a full disk');
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('This device has no room left for the page.');
    const download = page.waitForEvent('download', patience);
    await alert.getByRole('button', { name: 'Save workspace' }).click();
    expect((await download).suggestedFilename()).toMatch(/\.papergrove$/u);

    await page.reload();
    await finished(page);
    await fill(page, false);
    await expect(noteOf(page)).toHaveValue('Written on a full disk');
    await fill(page, true);
    await note(page, 'Written on a full disk, twice');
    await expect(alert).toBeVisible();
    await fill(page, false);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(alert).toHaveCount(0);
    const other = await opened(context);
    await select(other, 0);
    await expect(noteOf(other)).toHaveValue('Written on a full disk, twice');
  },
);

revisit(
  'a newer version in another tab is said, and what is there stays untouched',
  slow,
  async ({ context }) => {
    const page = await opened(context);
    await select(page, 0);
    await note(page, 'Before');
    await expect(page.getByRole('button', { name: 'Undo the note' })).toBeVisible();
    await page.waitForTimeout(500);
    const newer = await context.newPage();
    await newer.goto('./icon.svg');
    await newer.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const request = indexedDB.open('papergrove', 99);
          request.onsuccess = resolve;
          request.onerror = reject;
        }),
    );
    await note(page, 'After');
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('A newer version of Papergrove is open in another tab');
    await page.reload();
    await finished(page);
    await expect(page.getByRole('alert')).toContainText('written by a newer version of Papergrove');
    await expect(noteOf(page)).toHaveValue('After');
    const kept = await newer.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const request = indexedDB.open('papergrove', 99);
          request.onsuccess = () => {
            const all = request.result.transaction('userStates').objectStore('userStates').getAll();
            all.onsuccess = () => resolve(JSON.stringify(all.result));
          };
        }),
    );
    expect(kept).toContain('Before');
  },
);

revisit(
  'a part of an old build that is gone says that a new version is there',
  slow,
  async ({ context }) => {
    await context.route('**/assets/KeyboardHelp-*.js', (route) => route.fulfill({ status: 404 }));
    const page = await opened(context);
    await page.route('./', async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(/index-[\w-]+\.js/u, 'index-another.js');
      await route.fulfill({ response, body });
    });
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toContainText('A new version of Papergrove is there');
    await expect(
      page.getByRole('dialog').getByRole('button', { name: 'Reload the page' }),
    ).toBeVisible();
  },
);

revisit('a stored tree with a loop or a wild index is made again', slow, async ({ context }) => {
  for (const wild of [1e9, 138]) {
    const page = await opened(context);
    await page.evaluate(
      (child) =>
        new Promise<void>((resolve) => {
          const request = indexedDB.open('papergrove');
          request.onsuccess = () => {
            const change = request.result.transaction('results', 'readwrite');
            const results = change.objectStore('results');
            results.getAll().onsuccess = (event) => {
              const { result } = event.target as IDBRequest<{ kind: string; value: unknown }[]>;
              for (const record of result) {
                if (record.kind !== 'tree') continue;
                const { left } = record.value as { left: Int32Array };
                left[left.length - 1] = child;
                results.put(record);
              }
            };
            change.oncomplete = () => {
              request.result.close();
              resolve();
            };
          };
        }),
      wild,
    );
    await page.close();
    const again = await opened(context);
    await expect(topics(again).getByRole('treeitem').first()).toHaveAccessibleName(/, 70 papers$/u);
    await expect(again.getByRole('alert')).toHaveCount(0);
    await again.close();
  }
});
