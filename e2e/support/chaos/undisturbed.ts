/** The same work with nothing in its way: what every disturbed one must come to, and how long it takes. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { edits, markBefore } from './editing';
import { OwnBrowser } from './own-browser';
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

export interface Undisturbed {
  /** Profile of a browser in which one corpus is kept, with marks. */
  readonly profile: string;
  /** The part of the page's address that opens the kept corpus, and the one that was opened. */
  readonly places: { readonly kept: string; readonly opened: string };
  readonly kept: Contents;
  readonly opened: Contents;
  /** The kept corpus after papers were added to it. */
  readonly grown: Contents;
  readonly durations: Durations;
  remove(): Promise<void>;
}

/** Does all the work once, in a browser of its own. */
export async function undisturbed(executable: string, site: Site): Promise<Undisturbed> {
  const folder = await mkdtemp(join(tmpdir(), 'papergrove-chaos-'));
  const profile = join(folder, 'kept');
  const first = await OwnBrowser.start(executable, profile);
  const page = await first.page();
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
  await first.close();

  const other = join(folder, 'other');
  await cp(profile, other, { recursive: true });
  const second = await OwnBrowser.start(executable, other);
  const again = await second.page();
  await watchPage(again);
  await again.goto(`${site.address}${keptPlace}`);
  await finishedMap(again, counts.kept);
  const editing = performance.now();
  for (const { make } of edits) await make(again);
  const edit = performance.now() - editing;
  const adding = performance.now();
  await readFile(again, files.added);
  const read = performance.now() - adding;
  const accepting = performance.now();
  await accept(again, 'Add to this map');
  await finishedMap(again, counts.grown);
  const add = performance.now() - accepting;
  const grown = await contentsOf(await savedWorkspace(again));
  await again.goto('about:blank');
  await again.goto(`${site.address}${keptPlace}`);
  await finishedMap(again, counts.grown);
  await readFile(again, files.opened);
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
  await second.close();
  await rm(other, { recursive: true });
  return {
    profile,
    places: { kept: keptPlace, opened: openedPlace },
    kept,
    opened,
    grown,
    durations: {
      read,
      add,
      edit,
      embed: embedded - making,
      cluster: Math.max(50, clustered - embedded),
      layout: finished - clustered,
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
