/** One moment: work is begun, something breaks in its midst, and the page is opened again. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { edits } from './editing';
import { breakIt, heal } from './faults';
import type { Keeper } from './keepers';
import type { Moment } from './moments';
import { accept, files, finishedMap, readFile, stageEnd, watchPage } from './page-deeds';
import { checkReopened } from './reopened';
import type { Site } from './site';
import { counts, type Usual } from './undisturbed';

export interface Outcome {
  readonly moment: Moment;
  /** What was lost, or is not as in an undisturbed run; empty where nothing is. */
  readonly wrong: readonly string[];
  /** Whether papers that were not kept yet had to be taken from their file once more. */
  readonly takenAgain: boolean;
  readonly milliseconds: number;
}

/** Where a moment is tried. */
export interface Setting {
  readonly keeper: Keeper;
  readonly site: Site;
  readonly usual: Usual;
  /** Milliseconds that a page which goes on living gets to finish what it can. */
  readonly respite: number;
}

/** Disturbs one piece of work, opens the page again and compares everything. */
export async function disturbed(setting: Setting, moment: Moment): Promise<Outcome> {
  const { keeper, site, usual, respite } = setting;
  const began = performance.now();
  const wrong: string[] = [];
  let takenAgain = false;
  try {
    await keeper.restore();
    let page = await newPage(keeper, moment, wrong);
    await page.goto(`${site.address}${usual.places.kept}`);
    await finishedMap(page, counts.kept);
    const edited = new Map<string, number>();
    // Work that cannot go on any more is what this is about.
    const work = begin(page, moment, edited).then(
      () => settled(page),
      () => undefined,
    );
    await due(page, moment, usual);
    const at = performance.now();
    const broken = await breakIt(moment, { keeper, page, site });
    if (broken === 'page-lives') {
      await Promise.race([work, sleep(respite)]);
      await heal(site, page);
      // What was begun there must not go on beside what is checked.
      await page.close();
    }
    page = await newPage(keeper, moment, wrong);
    const lasting = broken === 'page-lives' ? Infinity : at;
    ({ takenAgain } = await checkReopened({ page, site, usual, moment, edited, lasting, wrong }));
    await page.close();
  } catch (thrown) {
    wrong.push(thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : String(thrown));
  } finally {
    site.weather = 'fair';
  }
  return { moment, wrong, takenAgain, milliseconds: performance.now() - began };
}

/** A page of which everything thrown or refused counts as wrong. */
async function newPage(keeper: Keeper, { keptOffline }: Moment, wrong: string[]): Promise<Page> {
  const page = await keeper.newPage();
  page.on('pageerror', ({ message }) => wrong.push(`uncaught: ${message}`));
  page.on('console', (line) => {
    if (/Content Security Policy/iu.test(line.text())) wrong.push(line.text());
  });
  await watchPage(page);
  if (!keptOffline)
    await page.addInitScript(() => {
      if (self === top) navigator.serviceWorker.register = () => new Promise(() => undefined);
    });
  return page;
}

async function begin(page: Page, { work }: Moment, edited: Map<string, number>): Promise<void> {
  if (work === 'editing') {
    for (const { name, make } of edits) {
      await make(page);
      edited.set(name, performance.now());
    }
  } else if (work === 'adding') {
    await readFile(page, files.added);
    await accept(page, 'Add to this map');
  } else {
    await readFile(page, files.opened);
    await accept(page, 'Make the map');
  }
}

/** Waits for the moment. */
async function due(page: Page, { work, at }: Moment, { durations }: Usual): Promise<void> {
  const { read, add, edit, embed, cluster, layout } = durations;
  switch (work) {
    case 'editing':
      return sleep(at * edit);
    case 'import':
      return sleep(at * (read + embed / 4));
    case 'adding':
      return sleep(read / 2 + at * (read / 2 + add));
    case 'embedding':
      await stageEnd(page, 'parse');
      return sleep(at * embed);
    case 'clustering':
      await stageEnd(page, 'embed');
      return sleep(at * cluster);
    case 'layout':
      await stageEnd(page, 'cluster');
      return sleep(at * layout);
  }
}

/** Waits until the page works on nothing any more. */
async function settled(page: Page): Promise<void> {
  await sleep(300);
  await page
    .locator('main[aria-busy=false]')
    .waitFor()
    .catch(() => undefined);
}
