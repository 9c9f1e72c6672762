/** What must be there when the page is opened again: papers, map, stars, notes and names. */
import type { Page } from '@playwright/test';
import { edits, keptAfter, lostMarks } from './editing';
import type { Moment } from './moments';
import { accept, files, finishedMap, readFile, savedWorkspace } from './page-deeds';
import type { Site } from './site';
import { counts, type Usual } from './undisturbed';
import { contentsOf, differences, type Contents } from './workspaces';

export interface Reopened {
  readonly page: Page;
  readonly site: Site;
  readonly usual: Usual;
  readonly moment: Moment;
  /** When each edit was made. */
  readonly edited: ReadonlyMap<string, number>;
  /** The time by which an edit must have been made to be there. */
  readonly lasting: number;
  /** What is found wrong goes here. */
  readonly wrong: string[];
}

export async function checkReopened(scene: Reopened): Promise<{ takenAgain: boolean }> {
  const { page, site, usual, moment, wrong } = scene;
  let takenAgain = false;
  await goTo(page, `${site.address}${usual.places.kept}`);
  if (moment.work === 'adding') {
    takenAgain = await withAdded(page);
    await finishedMap(page, counts.grown);
  } else await finishedMap(page, counts.kept);
  const kept = await contentsOf(await savedWorkspace(page));
  const expected = moment.work === 'adding' ? usual.grown : usual.kept;
  if (expected === null) throw new Error('The work was not tried undisturbed.');
  wrong.push(
    ...differences(kept, expected).map((name) => `the corpus that was there: ${name} differs`),
    ...lostMarks(kept.marks),
    ...lostEdits(scene, kept),
  );
  if (moment.work === 'editing' || moment.work === 'adding') return { takenAgain };

  await goTo(page, `${site.address}${usual.places.opened}`);
  if (await isGone(page)) {
    takenAgain = true;
    // Its map was being made already: only a full disk may keep it from being there.
    if (['clustering', 'layout'].includes(moment.work) && moment.fault !== 'disk-full')
      wrong.push('the corpus that was opened is gone');
    await readFile(page, files.opened);
    await accept(page, 'Make the map');
  }
  await finishedMap(page, counts.opened);
  const opened = await contentsOf(await savedWorkspace(page));
  wrong.push(
    ...differences(opened, usual.opened).map((name) => `the corpus opened: ${name} differs`),
  );
  return { takenAgain };
}

/** A change of the address's last part alone would not load the page anew. */
async function goTo(page: Page, address: string): Promise<void> {
  await page.goto(new URL('icon.svg', address).href);
  await page.goto(address);
}

/** Adds papers once more where they are not there yet. */
async function withAdded(page: Page): Promise<boolean> {
  const root = page
    .getByRole('tree', { name: 'Topics', exact: true })
    .getByRole('treeitem')
    .first();
  await root.waitFor();
  if (!(await root.getAttribute('aria-label'))?.includes(`, ${counts.kept} papers`)) return false;
  await readFile(page, files.added);
  await accept(page, 'Add to this map');
  return true;
}

/** Whether the page says that a corpus is not there. */
async function isGone(page: Page): Promise<boolean> {
  const gone = page.getByRole('main').getByRole('alert').first();
  const map = page.getByRole('tree', { name: 'Topics', exact: true }).getByRole('treeitem').first();
  await gone.or(map).first().waitFor();
  return gone.isVisible();
}

function lostEdits({ edited, lasting, moment }: Reopened, { marks }: Contents): string[] {
  const lost: string[] = [];
  for (const { name, shows } of edits) {
    const at = edited.get(name);
    const must = at !== undefined && at + keptAfter < lasting;
    if (must && !shows(marks)) lost.push(`${name} made in time is lost`);
    if (moment.work !== 'editing' && shows(marks)) lost.push(`${name} that nobody made is there`);
  }
  return lost;
}
