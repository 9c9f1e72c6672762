/** A build takes the place of another, of the page or under its feet, forward and back. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import { edits } from './editing';
import { OwnBrowser } from './own-browser';
import { files, finishedMap, savedWorkspace, watchPage } from './page-deeds';
import { Site } from './site';
import { contentsOf, differences } from './workspaces';

export interface UpdateOutcome {
  readonly name: string;
  /** Empty where nothing is. */
  readonly wrong: readonly string[];
}

/** Papers of the corpus that the page opens with. */
const papers = 70;

/** Two builds of this source that differ in the commit they name. */
async function twoBuilds(folder: string): Promise<readonly [string, string]> {
  const made: string[] = [];
  // Scripts run as in development, and such a build would not be kept offline.
  process.env['NODE_ENV'] = 'production';
  for (const name of ['one', 'other']) {
    const outDir = join(folder, name);
    await build({
      logLevel: 'error',
      define: { __PAPERGROVE_COMMIT__: JSON.stringify(`build-${name}`) },
      build: { outDir, emptyOutDir: true },
    });
    made.push(outDir);
  }
  const [one = '', other = ''] = made;
  return [one, other];
}

/** @param onOutcome hears of each way as it is tried */
export async function tryUpdates(
  executable: string,
  onOutcome: (name: string, wrong: readonly string[]) => void,
): Promise<readonly UpdateOutcome[]> {
  const folder = await mkdtemp(join(tmpdir(), 'papergrove-updates-'));
  const outcomes: UpdateOutcome[] = [];
  try {
    const [one, other] = await twoBuilds(folder);
    for (const keptOffline of [false, true])
      for (const [way, from, to] of [
        ['forward', one, other],
        ['back', other, one],
      ] as const) {
        const name = `${way}, ${keptOffline ? 'with' : 'without'} the service worker`;
        const profile = join(folder, `profile-${outcomes.length}`);
        const wrong = await updated(executable, profile, { from, to, keptOffline });
        onOutcome(name, wrong);
        outcomes.push({ name, wrong });
      }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  return outcomes;
}

interface Way {
  readonly from: string;
  readonly to: string;
  readonly keptOffline: boolean;
}

async function updated(
  executable: string,
  profile: string,
  { from, to, keptOffline }: Way,
): Promise<string[]> {
  const wrong: string[] = [];
  const site = new Site(from);
  await site.open();
  const browser = await OwnBrowser.start(executable, profile);
  try {
    const page = await browser.page();
    page.on('pageerror', ({ message }) => wrong.push(`uncaught: ${message}`));
    const loaded = watchParts(page, site.address);
    await watchPage(page);
    if (!keptOffline)
      await page.addInitScript(() => {
        if (self === top) navigator.serviceWorker.register = () => new Promise(() => undefined);
      });
    await page.goto(site.address);
    await finishedMap(page, papers);
    if (keptOffline)
      await page.waitForFunction(async () =>
        Boolean((await navigator.serviceWorker.getRegistration())?.active),
      );
    for (const { make } of edits) await make(page);
    const before = await contentsOf(await savedWorkspace(page));

    site.serve(to);
    await askForParts(page, wrong);
    wrong.push(...(await foreign(loaded.splice(0), from)));

    await page.reload();
    await finishedMap(page, papers);
    await askForParts(page, wrong);
    const after = await contentsOf(await savedWorkspace(page));
    for (const name of differences(before, after)) wrong.push(`${name} differs`);
    for (const { name, shows } of edits)
      if (!shows({ ...after.marks, starred: [...after.marks.starred, ''] }))
        wrong.push(`${name} is lost`);
    wrong.push(...(await foreign(loaded.splice(0), to)));

    if (keptOffline) {
      // Every tab of the old build closed, the new one has taken over and needs nobody.
      await page.close();
      const again = await browser.page();
      await watchPage(again);
      await again.goto(site.address);
      await finishedMap(again, papers);
      site.weather = 'offline';
      await again.reload();
      await finishedMap(again, papers);
    }
  } catch (thrown) {
    wrong.push(thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : String(thrown));
  } finally {
    await browser.kill();
    await site.close();
  }
  return wrong;
}

/** Paths of the parts that a page was given. */
function watchParts(page: Page, address: string): string[] {
  const paths: string[] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url(), address);
    if (response.ok() && pathname.startsWith('/assets/')) paths.push(pathname.slice(8));
  });
  return paths;
}

/** Parts that are not of a build. */
async function foreign(parts: readonly string[], folder: string): Promise<string[]> {
  const own = new Set(await readdir(join(folder, 'assets')));
  return [...new Set(parts)]
    .filter((part) => !own.has(part))
    .map((part) => `${part} is of another build`);
}

/** Opens what is loaded when it is first wanted: it is there, or the page says why not. */
async function askForParts(page: Page, wrong: string[]): Promise<void> {
  const answered = /Keyboard|A new version of Papergrove is there/u;
  await page.keyboard.press('Escape');
  await page.locator('body').press('?');
  const help = page.getByRole('dialog');
  await help
    .filter({ hasText: answered })
    .first()
    .waitFor({ timeout: 20_000 })
    .catch(() => wrong.push('the help is dead without a word'));
  await page.keyboard.press('Escape');

  // The engine has to start again, from a script that may be gone.
  await page.evaluate(() => {
    for (const worker of window.watched.workers.splice(0)) {
      worker.terminate();
      worker.dispatchEvent(new ErrorEvent('error', { message: 'broken' }));
    }
  });
  await page.getByLabel('Files of papers', { exact: true }).setInputFiles({
    name: files.added.name,
    mimeType: 'application/x-bibtex',
    buffer: Buffer.from(files.added.text),
  });
  const report = page.getByRole('button', { name: 'Make the map' });
  const refused = page.getByText(
    /A new version of Papergrove is there|could not be loaded|could not be/u,
  );
  await report
    .or(refused)
    .first()
    .waitFor({ timeout: 20_000 })
    .catch(() => wrong.push('opening papers is dead without a word'));
  await page.keyboard.press('Escape');
}
