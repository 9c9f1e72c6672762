/**
 * Measures the projection's drawing in headless Chromium without a GPU: milliseconds of script per
 * frame of a zoom at 1440 × 900 pixels, beside a canvas that is given a rectangle per paper.
 *
 *     node scripts/run.mjs bench/scatter-frame.ts [--papers 100000,1000000] [--out rows.json]
 *
 * Of a row, `wallSeconds` is the median frame and `quality` the 95th percentile in seconds.
 */
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import sirv from 'sirv';
import { build } from 'vite';
import { ensureChromium } from '../scripts/chromium.mjs';

const root = join(import.meta.dirname, '..');
const { values: options } = parseArgs({
  args: process.argv.slice(2),
  options: {
    papers: { type: 'string', default: '100000,1000000' },
    out: { type: 'string' },
  },
});

const folder = join(root, '.cache/bench-scatter-frame');
await build({
  root,
  logLevel: 'error',
  build: {
    outDir: folder,
    emptyOutDir: true,
    copyPublicDir: false,
    rollupOptions: { input: join(root, 'bench/scatter-frame/index.html') },
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

const rows = [];
try {
  for (const papers of options.papers.split(',').map(Number)) {
    for (const engine of ['papergrove', 'canvas-2d'] as const) {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await page.goto(`http://127.0.0.1:${port}/bench/scatter-frame/`);
      await page.waitForFunction(() => 'zoomFrames' in window);
      const spent = await page.evaluate(([which, n]) => window.zoomFrames(which, n), [
        engine,
        papers,
      ] as const);
      await page.close();
      const sorted = spent.toSorted((a, b) => a - b);
      const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0) / 1000;
      console.log(
        `${papers} papers, ${engine}: median ${(1000 * at(0.5)).toFixed(1)} ms, ` +
          `95 % ${(1000 * at(0.95)).toFixed(1)} ms of script per frame`,
      );
      rows.push({
        task: 'scatter-frame',
        data: 'synthetic clusters, zoom',
        n: papers,
        engine,
        wallSeconds: at(0.5),
        cpuSeconds: at(0.5),
        peakMb: 0,
        quality: at(0.95),
      });
    }
  }
} finally {
  await browser.close();
  server.close();
}
if (options.out !== undefined) writeFileSync(options.out, `${JSON.stringify(rows, null, 2)}\n`);
