/** Frames of the treemap while it zooms and while the clusters-visible slider moves, beside others. */
import { withChromium } from './chromium';
import { median, quantile } from './numbers';
import { missingPeer } from './peers';
import { benchPage } from './site';
import { combinations, type BenchTask, type Measurement } from './task';
import type { Engine, Step } from './treemap-frame/drawings';
import type { Motion } from './treemap-frame/page';

const steps = ['zoom in', 'zoom out', 'slider up', 'slider down'] as const;
/** What is measured besides motions: how long until there is a picture. */
const first = 'first picture';
const rounds = 3;

/** Most papers of an engine, and whether it can move the cut. */
const engines: Readonly<Record<Engine, { readonly most: number; readonly cuts: boolean }>> = {
  papergrove: { most: 1_000_000, cuts: true },
  'd3-hierarchy': { most: 100_000, cuts: false },
  foamtree: { most: 100_000, cuts: false },
};
const measured = new Map<string, Promise<ReadonlyMap<string, Measurement>>>();

function isEngine(name: string): name is Engine {
  return Object.hasOwn(engines, name);
}

export const treemapFrameTask: BenchTask = {
  name: 'treemap-frame',
  description:
    'A frame of the treemap’s animation at 1200 × 800 pixels, over made-up hierarchies (nothing ' +
    'drawn depends on what papers say), beside a textbook zoomable treemap of d3-hierarchy on a ' +
    'canvas and FoamTree 3.6.1 (free edition, squarified), which show eight topics, 64 parts of each ' +
    'and every paper. Wall time is the median script of a frame, CPU time all script of a motion over ' +
    'its frames, the layout before the first one included, and quality the 95th percentile of script ' +
    'per frame, all in seconds; memory is the JavaScript heap. First picture: from the hierarchy at ' +
    'hand to the first frame that shows it.',
  cases: ({ sizes, quick }) =>
    combinations(
      [first, ...steps],
      sizes ?? (quick ? [50_000] : [1000, 10_000, 50_000, 100_000, 1_000_000]),
      quick ? ['papergrove'] : Object.keys(engines),
    )
      .filter(({ n, engine }) => isEngine(engine) && n <= engines[engine].most)
      .filter(
        ({ data, engine }) =>
          !data.startsWith('slider') || (isEngine(engine) && engines[engine].cuts),
      )
      .map((one) => ({ ...one, runs: 1 })),
  skip: ({ engine }) =>
    !isEngine(engine)
      ? `there is no engine ${engine}`
      : engine === 'foamtree'
        ? missingPeer('@carrotsearch/foamtree')
        : null,
  async measure({ data, n, engine }, signal) {
    if (!isEngine(engine)) throw new Error(`There is no engine called ${engine}.`);
    // One page plays all motions, each from where the one before it ended.
    const key = `${engine} ${n}`;
    const all = measured.get(key) ?? playAll(engine, n, signal);
    measured.set(key, all);
    const one = (await all).get(data);
    if (!one) throw new Error(`There is no motion called ${data}.`);
    return one;
  },
};

async function playAll(
  engine: Engine,
  papers: number,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Measurement>> {
  const { url } = await benchPage('treemap-frame');
  return withChromium(signal, async (browser) => {
    const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    page.setDefaultTimeout(0);
    await page.goto(url);
    await page.waitForFunction(() => 'showTreemap' in window);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    const metric = async (wanted: string) => {
      const { metrics } = await devtools.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === wanted)?.value ?? 0;
    };
    const untilFirst = await page.evaluate(([n, which]) => window.showTreemap(n, which), [
      papers,
      engine,
    ] as const);
    const played: (Motion & { readonly step: Step; readonly processor: number })[] = [];
    for (let round = 0; round < rounds; round++) {
      for (const step of steps.slice(0, engines[engine].cuts ? 4 : 2)) {
        const before = await metric('ScriptDuration');
        const motion = await page.evaluate((which) => window.playMotion(which), step);
        played.push({ ...motion, step, processor: (await metric('ScriptDuration')) - before });
      }
    }
    const peakMb = Math.round((await metric('JSHeapUsedSize')) / 2 ** 20);
    const results = new Map<string, Measurement>([
      [first, { wallSeconds: untilFirst / 1000, cpuSeconds: null, peakMb, quality: null }],
    ]);
    for (const step of steps) {
      const same = played.filter((motion) => motion.step === step);
      if (same.length === 0) continue;
      const frames = same.flatMap((motion) => motion.frames);
      if (frames.length === 0) throw new Error(`${engine} drew no frame of ${step}.`);
      results.set(step, {
        wallSeconds: median(frames) / 1000,
        cpuSeconds: median(same.map(({ processor, frames: shown }) => processor / shown.length)),
        peakMb,
        quality: quantile(frames, 0.95) / 1000,
      });
    }
    return results;
  });
}
