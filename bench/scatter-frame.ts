/**
 * Frames of the projection during a zoom at 1440 × 900 pixels: ours, a canvas that is given a
 * rectangle per paper, and two WebGL libraries on Chromium's software WebGL.
 */
import { withChromium } from './chromium';
import { quantile } from './numbers';
import type { Engine } from './scatter-frame/drawings';
import { benchPage } from './site';
import { combinations, type BenchTask } from './task';

const engines: readonly Engine[] = ['papergrove', 'canvas-2d', 'regl-scatterplot', 'deck.gl'];
/** In software the libraries take seconds for a frame of more than this. */
const largest: Readonly<Record<Engine, number>> = {
  papergrove: Infinity,
  'canvas-2d': Infinity,
  'regl-scatterplot': 1_000_000,
  'deck.gl': 100_000,
};
const softwareWebGl = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

export const scatterFrameTask: BenchTask = {
  name: 'scatter-frame',
  description:
    'A frame of the projection in a zoom over synthetic clusters at 1440 × 900 pixels, from the ' +
    'new camera until a pixel can be read back; software WebGL for the two libraries. Wall time is ' +
    'the median frame and quality the 95th percentile, both in seconds; CPU time is that ' +
    'of the page’s own thread, the mean over the zoom, without what a raster thread does.',
  cases: ({ sizes }) =>
    combinations(['synthetic clusters'], sizes ?? [100_000, 1_000_000], engines).map((one) => ({
      ...one,
      runs: 1,
    })),
  skip({ engine, n }) {
    const most = engines.includes(engine as Engine) ? largest[engine as Engine] : 0;
    return n > most ? `${engine} is not run above ${most}` : null;
  },
  async measure({ engine, n }, signal) {
    const site = await benchPage('scatter-frame');
    return withChromium(
      signal,
      async (browser) => {
        const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
        page.on('pageerror', (error) => console.error(`  page: ${error.message}`));
        await page.goto(site.url);
        await page.waitForFunction(() => 'zoomFrames' in window);
        await page.evaluate(([which, papers]) => window.prepareZoom(which, papers), [
          engine as Engine,
          n,
        ] as const);
        const devtools = await page.context().newCDPSession(page);
        await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
        // Tasks, not "script": what runs between awaits is counted with the task alone.
        const processor = async () => {
          const { metrics } = await devtools.send('Performance.getMetrics');
          return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
        };
        const before = await processor();
        const spent = await page.evaluate(() => window.zoomFrames());
        return {
          wallSeconds: quantile(spent, 0.5) / 1000,
          cpuSeconds: ((await processor()) - before) / spent.length,
          peakMb: null,
          quality: quantile(spent, 0.95) / 1000,
        };
      },
      softwareWebGl,
    );
  },
};
