/** How much JavaScript the page needs before it can paint. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { initialScripts } from './initial-scripts';
import { buildProduct, productFolder } from './site';
import type { BenchTask } from './task';

export const bundleTask: BenchTask = {
  name: 'bundle',
  description:
    'The scripts that index.html loads and preloads, compressed: quality is kB (1,000 bytes) of ' +
    'gzip. Model, ONNX Runtime, workers and everything else are loaded later and not counted. ' +
    'Times are those of the production build.',
  cases: () => [{ data: 'initial JavaScript', n: 70, engine: 'papergrove', runs: 1 }],
  skip: () => null,
  async measure() {
    const build = await buildProduct();
    const html = readFileSync(join(productFolder, 'index.html'), 'utf8');
    const scripts = new Set(initialScripts(html));
    if (scripts.size === 0) throw new Error('The built index.html loads no script.');
    let bytes = 0;
    for (const path of scripts) bytes += gzipSync(readFileSync(join(productFolder, path))).length;
    return { ...build, peakMb: null, quality: bytes / 1000 };
  },
};
