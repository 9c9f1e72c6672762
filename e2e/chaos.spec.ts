/** Moments of `npm run chaos`: something breaks in the midst of work, and nothing is lost. */
import { findChromium } from '../scripts/chromium.mjs';
import { disturbed } from './support/chaos/disturbed';
import { OwnBrowserKeeper, SharedBrowserKeeper, type Keeper } from './support/chaos/keepers';
import { momentOf } from './support/chaos/moments';
import { Site } from './support/chaos/site';
import { undisturbed } from './support/chaos/undisturbed';
import { expect, slow, test } from './support/papergrove';

async function tryMoments(
  start: (site: Site) => Promise<Keeper>,
  seeds: readonly number[],
  respite: number,
): Promise<void> {
  const site = new Site();
  await site.open();
  const keeper = await start(site);
  const adds = seeds.some((seed) => momentOf(seed).work === 'adding');
  try {
    const setting = { keeper, site, usual: await undisturbed(keeper, site, adds), respite };
    for (const seed of seeds) {
      const moment = { ...momentOf(seed), keptOffline: false };
      const { work, fault } = moment;
      await test.step(`${work}, ${fault}`, async () => {
        const { wrong } = await disturbed(setting, moment);
        expect(wrong, `seed ${seed}: ${work}, ${fault}`).toEqual([]);
      });
    }
  } finally {
    await keeper.remove();
    await site.close();
  }
}

test('three times something breaks in the midst of work, and nothing is lost', async ({
  browser,
}) => {
  // An import whose worker is killed, an edit on a full disk, a clustering with a spoilt record.
  await tryMoments((site) => SharedBrowserKeeper.start(browser, site), [0, 4, 14], 500);
});

test(
  'nor seven times more: every work twice, every fault one browser can share',
  slow,
  async ({ browser }) => {
    test.setTimeout(600_000);
    const seeds = [7, 15, 19, 22, 26, 30, 45];
    await tryMoments((site) => SharedBrowserKeeper.start(browser, site), seeds, 500);
  },
);

test('nor where papers are added, and where the browser itself is killed', slow, async () => {
  // Browsers are started anew, which takes minutes on a busy machine.
  test.setTimeout(600_000);
  const executable = await findChromium();
  if (executable === null) throw new Error('There is no Chromium with windows.');
  await tryMoments(() => OwnBrowserKeeper.start(executable), [1, 3, 5, 8, 11, 23], 5000);
});
