/**
 * `npm run load`, after a build: a large corpus is opened, used for ten minutes by a seeded user, deleted
 * and opened again. Says what the heap, the disk and the page's thread did, and writes it into
 * docs/reliability.md. `-- --minutes 1 --papers 5000 --seed 2` tries something else and writes nothing.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { OwnBrowser } from '../e2e/support/chaos/own-browser';
import { Site } from '../e2e/support/chaos/site';
import { deeds } from '../e2e/support/load/deeds';
import { during, heapOf, longTasks, roomOf, watchTasks } from '../e2e/support/load/watched';
import type { LongTask } from '../e2e/support/load/watched';
import { madeUpBibtex } from '../e2e/support/made-up-papers';
import { seededRandom } from '../src/foundation/random';
import { ensureChromium } from './chromium.mjs';
import { corpusFile } from './eval/corpora';
import { writePart } from './written-part';

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    minutes: { type: 'string' },
    papers: { type: 'string' },
    seed: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
  },
});
const minutes = Number(values.minutes ?? 10);
const writes = values.write || (values.minutes === undefined && values.papers === undefined);
const real = corpusFile('arxiv-cs-100k');
const isReal = values.papers === undefined && existsSync(real);

const errors: string[] = [];
const folder = await mkdtemp(join(tmpdir(), 'papergrove-load-'));
const file = isReal ? real : join(folder, 'made-up.bib');
if (!isReal) writeFileSync(file, madeUpBibtex(Number(values.papers ?? 100_000)));
const site = new Site();
await site.open();
const browser = await OwnBrowser.start(await ensureChromium(), join(folder, 'profile'));
try {
  const page = await browser.page();
  page.setDefaultTimeout(30_000);
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('console', (line) => {
    if (/Content Security Policy/iu.test(line.text())) errors.push(line.text());
  });
  await watchTasks(page);
  await page.goto(site.address);
  await settled(page);
  const room = [await roomOf(page, site.address)];
  const papers = await imported(page);
  room.push(await roomOf(page, site.address));
  const importing = await longTasks(page);
  say(`${papers} papers imported; ${tasksIn(importing)}`);

  const began = performance.now();
  const random = seededRandom(Number(values.seed));
  const heaps: { readonly minute: number; readonly mb: number }[] = [];
  const load: number[] = [];
  const warmUp = Math.min(1, minutes / 3);
  const done = new Map<string, number>();
  for (let next = warmUp; ;) {
    const minute = (performance.now() - began) / 60_000;
    if (minute >= next || minute >= minutes) {
      heaps.push({ minute, mb: await heapOf(page) });
      load.push(loadavg()[0] ?? 0);
      say(`minute ${minute.toFixed(1)}: heap ${heaps.at(-1)?.mb.toFixed(1)} MB`);
      next += 1;
    }
    if (minute >= minutes) break;
    const deed = deeds[Math.floor(random() * deeds.length)];
    if (deed === undefined) continue;
    await during(page, deed.name);
    await deed.do(page, random).catch((thrown: unknown) => {
      errors.push(`${deed.name}: ${String(thrown).split('\n')[0] ?? ''}`);
    });
    await page.waitForTimeout(150 + 350 * random());
    done.set(deed.name, (done.get(deed.name) ?? 0) + 1);
  }
  const using = await longTasks(page);
  say(`used: ${tasksIn(using)}`);

  await during(page, 'deleting');
  await deleted(page);
  room.push(await roomOf(page, site.address));
  await imported(page);
  room.push(await roomOf(page, site.address));
  const text = report({ papers, importing, using, heaps, room, load, done });
  console.log(text);
  if (writes) writePart('docs/reliability.md', 'npm run load', text);
} finally {
  await browser.kill();
  await site.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
process.exit(errors.length === 0 ? 0 : 1);

/** Opens the file and waits for the finished map; gives the number of its papers. */
async function imported(page: Page): Promise<number> {
  await during(page, 'importing');
  await give(page, file);
  await page.getByRole('button', { name: 'Make the map' }).click({ timeout: 300_000 });
  await page.getByRole('dialog').waitFor({ state: 'detached', timeout: 300_000 });
  await page.waitForTimeout(1000);
  await settled(page);
  const name = await page
    .locator('[role=tree][aria-label=Topics] [role=treeitem]')
    .first()
    .getAttribute('aria-label');
  return Number(/, ([\d,]+) papers/u.exec(name ?? '')?.[1]?.replaceAll(',', '') ?? 0);
}

/** By its path: the browser reads it itself, as when a person chooses it. */
async function give(page: Page, path: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { root } = await session.send('DOM.getDocument');
  const { nodeId } = await session.send('DOM.querySelector', {
    nodeId: root.nodeId,
    selector: '[aria-label="Files of papers"]',
  });
  await session.send('DOM.setFileInputFiles', { files: [path], nodeId });
  await session.detach();
}

async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.querySelector('[role=tree][aria-label=Topics] [role=treeitem]') !== null &&
      document.querySelector('main')?.getAttribute('aria-busy') === 'false',
    null,
    { polling: 200, timeout: 1_200_000 },
  );
}

/** Deletes every kept corpus of the user's, as people do, from the list of corpora. */
async function deleted(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  const name = (await page.locator('button.corpus .name').textContent()) ?? '';
  await page.locator('button.corpus').click();
  await page.getByRole('button', { name: /^Rename, delete/u }).click();
  const dialog = page.getByRole('dialog', { name: 'Corpora' });
  const group = dialog.getByRole('group', { name, exact: true });
  await group.getByRole('button', { name: 'Delete' }).click({ timeout: 120_000 });
  await dialog
    .getByRole('button', { name: /^Delete ./u })
    .last()
    .click();
  await dialog.getByText(/deleted, .* freed/u).waitFor({ timeout: 120_000 });
  await page.keyboard.press('Escape');
  await settled(page);
}

function say(line: string): void {
  console.log(line);
}

function tasksIn(tasks: readonly LongTask[]): string {
  const longest = Math.max(0, ...tasks.map(({ milliseconds }) => milliseconds));
  return `${tasks.length} tasks over 50 ms, the longest ${longest.toFixed(0)} ms`;
}

interface Found {
  readonly papers: number;
  readonly importing: readonly LongTask[];
  readonly using: readonly LongTask[];
  readonly heaps: readonly { readonly minute: number; readonly mb: number }[];
  /** Megabytes on the disk: before, imported, deleted, imported again. */
  readonly room: readonly number[];
  readonly load: readonly number[];
  readonly done: ReadonlyMap<string, number>;
}

function report({ papers, importing, using, heaps, room, load, done }: Found): string {
  const mean = load.reduce((sum, one) => sum + one, 0) / Math.max(1, load.length);
  const [before = 0, first = 0, gone = 0, again = 0] = room.map(Math.round);
  const rows = [...done].map(([name, times]) => {
    const own = using.filter((task) => task.during === name);
    const longest = Math.max(0, ...own.map(({ milliseconds }) => milliseconds));
    return `| ${name} | ${times} | ${own.length} | ${longest.toFixed(0)} |`;
  });
  return `${papers.toLocaleString('en')} ${isReal ? 'arXiv abstracts' : 'made-up papers'}, ${minutes} minutes of seed ${values.seed}, ${new Set(done.keys()).size} kinds of deeds, in Chromium without a GPU on
${cpus().length} processors of which ${mean.toFixed(1)} were asked for on average (the system's load, this run included):

- the page's heap after collection: ${heaps.map(({ minute, mb }) => `${mb.toFixed(0)} MB at ${minute.toFixed(1)} min`).join(', ')};
- errors: ${errors.length === 0 ? 'none' : errors.join('; ')};
- on the disk: ${before} MB before, ${first} MB with the corpus, ${gone} MB after it was deleted, ${again} MB with it opened again;
- while importing: ${tasksIn(importing)}; while in use: ${tasksIn(using)}.

| Deed | Times | Tasks over 50 ms | Longest, ms |
| --- | --: | --: | --: |
${rows.join('\n')}`;
}
