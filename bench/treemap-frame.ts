/** Frames of the treemap while it zooms and while the clusters-visible slider moves. */
import { withChromium } from './chromium';
import { median, quantile } from './numbers';
import { benchPage } from './site';
import { combinations, type BenchTask, type Measurement } from './task';
import type { Motion } from './treemap-frame/page';

const motions = ['zoom in', 'zoom out', 'slider up', 'slider down'] as const;
const rounds = 3;
const measured = new Map<number, Promise<ReadonlyMap<string, Measurement>>>();

export const treemapFrameTask: BenchTask = {
  name: 'treemap-frame',
  description:
    'A frame of the treemap’s animation at 1200 × 800 pixels, over made-up hierarchies (nothing ' +
    'drawn depends on what papers say). Wall time is the median script of a frame, CPU time all ' +
    'script of a motion over its frames, the layout before the first one included, and quality ' +
    'the 95th percentile of script per frame, all in seconds; memory is the JavaScript heap.',
  cases: ({ sizes, quick }) =>
    combinations(motions, sizes ?? (quick ? [50_000] : [1000, 10_000, 50_000]), ['papergrove']).map(
      (one) => ({ ...one, runs: 1 }),
    ),
  skip: () => null,
  async measure({ data, n }, signal) {
    // One page plays all motions, each from where the one before it ended.
    const all = measured.get(n) ?? playAll(n, signal);
    measured.set(n, all);
    const one = (await all).get(data);
    if (!one) throw new Error(`There is no motion called ${data}.`);
    return one;
  },
};

async function playAll(
  papers: number,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Measurement>> {
  const { url } = await benchPage('treemap-frame');
  return withChromium(signal, async (browser) => {
    const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    await page.goto(url);
    await page.waitForFunction(() => 'showTreemap' in window);
    await page.evaluate((n) => window.showTreemap(n), papers);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    const metric = async (wanted: string) => {
      const { metrics } = await devtools.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === wanted)?.value ?? 0;
    };
    const played: (Motion & { readonly processor: number })[] = [];
    for (let round = 0; round < rounds; round++) {
      for (const name of motions) {
        const before = await metric('ScriptDuration');
        const motion = await page.evaluate((which) => window.playMotion(which), name);
        played.push({ ...motion, processor: (await metric('ScriptDuration')) - before });
      }
    }
    const peakMb = Math.round((await metric('JSHeapUsedSize')) / 2 ** 20);
    return new Map(
      motions.map((name) => {
        const same = played.filter((motion) => motion.name === name);
        const frames = same.flatMap((motion) => motion.frames);
        return [
          name,
          {
            wallSeconds: median(frames) / 1000,
            cpuSeconds: median(
              same.map(({ processor, frames: shown }) => processor / shown.length),
            ),
            peakMb,
            quality: quantile(frames, 0.95) / 1000,
          },
        ];
      }),
    );
  });
}
