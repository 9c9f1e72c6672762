/** Ten of the moments of `npm run chaos`: something breaks in the midst of work, and nothing is lost. */
import { findChromium } from '../scripts/chromium.mjs';
import { disturbed } from './support/chaos/disturbed';
import { momentOf } from './support/chaos/moments';
import { expect, slow, test } from './support/papergrove';
import { Site } from './support/chaos/site';
import { undisturbed } from './support/chaos/undisturbed';

/** Every work and every fault at least once. */
const seeds = [1, 2, 3, 5, 6, 7, 9, 28, 34, 38];

/** Browsers are started anew, which takes minutes on a busy machine. */
test.setTimeout(600_000);

test(
  'whatever breaks while work is done, everything is there when the page is opened again',
  slow,
  async () => {
    const executable = await findChromium();
    if (executable === null) throw new Error('There is no Chromium.');
    const site = new Site();
    await site.open();
    const usual = await undisturbed(executable, site);
    try {
      for (const seed of seeds) {
        const moment = { ...momentOf(seed), keptOffline: false };
        const { wrong } = await disturbed(executable, site, usual, moment);
        expect(wrong, `seed ${seed}: ${moment.work}, ${moment.fault}`).toEqual([]);
      }
    } finally {
      await usual.remove();
      await site.close();
    }
  },
);
