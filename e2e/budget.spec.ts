/** What the first picture of the page may weigh. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { initialScripts } from '../bench/initial-scripts';
import { expect, test } from './support/papergrove';

const dist = new URL('../dist/', import.meta.url);
const mostBytes = 130_000;

test('the first picture needs at most 130 kB of compressed JavaScript', () => {
  const scripts = initialScripts(readFileSync(fileURLToPath(new URL('index.html', dist)), 'utf8'));
  expect(scripts.length).toBeGreaterThan(0);
  const bytes = scripts
    .map((path) => gzipSync(readFileSync(fileURLToPath(new URL(path, dist)))).length)
    .reduce((sum, length) => sum + length, 0);
  expect(bytes).toBeLessThanOrEqual(mostBytes);
});
