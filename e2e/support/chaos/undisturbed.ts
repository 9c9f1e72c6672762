/** The same work with nothing in its way: what every disturbed one must come to, and how long it takes. */
import type { Page } from '@playwright/test';
import { edits, markBefore } from './editing';
import type { Keeper } from './keepers';
import {
  accept,
  files,
  finishedMap,
  readFile,
  savedWorkspace,
  stageEnd,
  watchPage,
} from './page-deeds';
import type { Site } from './site';
import { contentsOf, type Contents } from './workspaces';

/** Papers of each corpus. */
export const counts = { kept: 90, opened: 120, grown: 120 } as const;

/** Milliseconds that pieces of work take. */
export interface Durations {
  readonly read: number;
  readonly embed: number;
  readonly cluster: number;
  readonly layout: number;
  readonly add: number;
  readonly edit: number;
}

/** What an undisturbed run comes to, and how long it takes. */
export interface Usual {
  /** The part of the page's address that opens the kept corpus, and the one that was opened. */
  readonly places: { readonly kept: string; readonly opened: string };
  readonly kept: Contents;
  readonly opened: Contents;
  /** The kept corpus after papers were added to it; null where that is not tried. */
  readonly grown: Contents | null;
  readonly durations: Durations;
}

/**
 * Does all the work once. What the browser then goes back to is one corpus with marks.
 *
 * @param adds whether papers are added as well
 */
export async function undisturbed(keeper: Keeper, site: Site, adds: boolean): Promise<Usual> {
  const page = await keeper.newPage();
  await watchPage(page);
  await page.goto(site.address);
  await readFile(page, files.kept);
  await accept(page, 'Make the map');
  await finishedMap(page, counts.kept);
  const keptPlace = new URL(page.url()).hash;
  // The notice of what was opened is gone with the page that opened it.
  await page.reload();
  await finishedMap(page, counts.kept);
  await markBefore(page);
  const kept = await contentsOf(await savedWorkspace(page));
  await page.close();
  await keeper.keep();

  await keeper.restore();
  const again = await keeper.newPage();
  await watchPage(again);
  await again.goto(`${site.address}${keptPlace}`);
  await finishedMap(again, counts.kept);
  const editing = performance.now();
  for (const { make } of edits) await make(again);
  const edit = performance.now() - editing;
  const added = adds ? await addPapers(again) : null;
  if (adds) {
    await again.goto('about:blank');
    await again.goto(`${site.address}${keptPlace}`);
    await finishedMap(again, counts.grown);
  }
  const reading = performance.now();
  await readFile(again, files.opened);
  const read = performance.now() - reading;
  const making = performance.now();
  await accept(again, 'Make the map');
  await stageEnd(again, 'embed');
  const embedded = performance.now();
  await stageEnd(again, 'cluster');
  const clustered = performance.now();
  await finishedMap(again, counts.opened);
  const finished = performance.now();
  const opened = await contentsOf(await savedWorkspace(again));
  const openedPlace = new URL(again.url()).hash;
  await again.close();
  return {
    places: { kept: keptPlace, opened: openedPlace },
    kept,
    opened,
    grown: added?.grown ?? null,
    durations: {
      read,
      add: added?.add ?? 0,
      edit,
      embed: embedded - making,
      cluster: Math.max(50, clustered - embedded),
      layout: finished - clustered,
    },
  };
}

async function addPapers(page: Page): Promise<{ grown: Contents; add: number }> {
  await readFile(page, files.added);
  const began = performance.now();
  await accept(page, 'Add to this map');
  await finishedMap(page, counts.grown);
  const add = performance.now() - began;
  return { grown: await contentsOf(await savedWorkspace(page)), add };
}
