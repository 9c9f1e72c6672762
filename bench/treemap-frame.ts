/**
 * Measures the treemap's animation in headless Chromium without a GPU: milliseconds of script per
 * frame while zooming and while the clusters-visible slider moves, at 1200 × 800 pixels.
 *
 *     node scripts/run.mjs bench/treemap-frame.ts [--papers 1000,10000,50000] [--rounds 3] [--out rows.json]
 *
 * Hierarchies are made up (nothing drawn depends on what the papers say). Of a row, `wallSeconds` is
 * the median frame, `cpuSeconds` the processor time of all script in a motion, its layout included,
 * per frame (on a busy machine the better measure), and `quality` the frames that a motion showed.
 */
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import sirv from 'sirv';
import { build } from 'vite';
import { ensureChromium } from '../scripts/chromium.mjs';
import type { Motion } from './treemap-frame/page';

const root = join(import.meta.dirname, '..');
const { values: options } = parseArgs({
  args: process.argv.slice(2),
  options: {
    papers: { type: 'string', default: '1000,10000,50000' },
    rounds: { type: 'string', default: '3' },
    out: { type: 'string' },
  },
});

const folder = join(root, '.cache/bench-treemap-frame');
await build({
  root,
  logLevel: 'error',
  build: {
    outDir: folder,
    emptyOutDir: true,
    copyPublicDir: false,
    rollupOptions: { input: join(root, 'bench/treemap-frame/index.html') },
  },
});
const files = sirv(folder);
const server = createServer((request, response) => {
  files(request, response, () => {
    response.writeHead(404).end();
  });
});
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
const address = server.address();
const port = typeof address === 'object' && address !== null ? address.port : 0;
const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  args: ['--no-sandbox', '--disable-gpu'],
});

/** Milliseconds: the value below which a share of the sorted values lies. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

const rows = [];
try {
  for (const papers of options.papers.split(',').map(Number)) {
    const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    await page.goto(`http://127.0.0.1:${port}/bench/treemap-frame/`);
    await page.waitForFunction(() => 'showTreemap' in window);
    await page.evaluate((n) => window.showTreemap(n), papers);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    const scriptSeconds = async () => {
      const { metrics } = await devtools.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0;
    };
    const played: (Motion & { readonly processor: number })[] = [];
    for (let round = 0; round < Number(options.rounds); round++) {
      for (const name of ['zoom in', 'zoom out', 'slider up', 'slider down'] as const) {
        const before = await scriptSeconds();
        const motion = await page.evaluate((which) => window.playMotion(which), name);
        played.push({ ...motion, processor: (await scriptSeconds()) - before });
      }
    }
    const memory: number = await page.evaluate(() => {
      const { memory } = performance as Performance & { memory?: { usedJSHeapSize: number } };
      return (memory?.usedJSHeapSize ?? 0) / 2 ** 20;
    });
    for (const name of new Set(played.map((motion) => motion.name))) {
      const same = played.filter((motion) => motion.name === name);
      const middle = (of: (motion: (typeof same)[number]) => number) => quantile(same.map(of), 0.5);
      const frames = same.flatMap((motion) => motion.frames);
      const median = quantile(frames, 0.5);
      const high = quantile(frames, 0.95);
      const processor = middle((motion) => (1000 * motion.processor) / motion.frames.length);
      const start = middle((motion) => motion.start);
      const shown = middle((motion) => motion.frames.length);
      console.log(
        `${String(papers).padStart(6)} papers, ${name.padEnd(11)} script per frame: median ` +
          `${median.toFixed(1)} ms, 95 % ${high.toFixed(1)} ms; processor time ` +
          `${processor.toFixed(1)} ms, layout included; layout ${start.toFixed(0)} ms; ${shown} frames`,
      );
      rows.push({
        task: 'treemap-frame',
        data: `made-up hierarchy, ${name}`,
        n: papers,
        engine: 'papergrove',
        wallSeconds: median / 1000,
        cpuSeconds: processor / 1000,
        peakMb: Math.round(memory),
        quality: shown,
      });
    }
    await page.close();
  }
} finally {
  await browser.close();
  server.close();
}
if (options.out !== undefined) writeFileSync(options.out, `${JSON.stringify(rows, null, 2)}\n`);
