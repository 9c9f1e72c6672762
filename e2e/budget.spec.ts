/** What the first picture of the page may weigh, and whether the published figure is still true. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { initialScripts } from '../bench/initial-scripts';
import { expect, test } from './support/papergrove';

const read = (path: string): Buffer =>
  readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)));
const mostBytes = 130_000;
/** The commit is in the scripts, and changes how well they can be compressed. */
const mostDifference = 0.03;

function initialBytes(): number {
  const scripts = initialScripts(read('dist/index.html').toString());
  expect(scripts.length).toBeGreaterThan(0);
  return scripts
    .map((path) => gzipSync(read(`dist/${path}`)).length)
    .reduce((sum, length) => sum + length, 0);
}

test('the first picture needs at most 130 kB of compressed JavaScript', () => {
  expect(initialBytes()).toBeLessThanOrEqual(mostBytes);
});

test('docs/performance.md has the size that is built (npm run bench -- --tasks bundle)', () => {
  const { rows }: { rows: readonly { task: string; quality: number }[] } = JSON.parse(
    read('docs/performance.json').toString(),
  );
  const published = rows.filter(({ task }) => task === 'bundle').map(({ quality }) => quality);
  expect(published).toHaveLength(1);
  const built = initialBytes() / 1000;
  expect(Math.abs((published[0] ?? 0) - built) / built).toBeLessThan(mostDifference);
  const [, said] = /Initial JavaScript: at most 130 kB gzip\s*\|\s*([\d.]+) kB/u.exec(
    read('docs/performance.md').toString(),
  ) ?? [undefined, ''];
  expect(said).toBe((published[0] ?? 0).toFixed(1));
});

/** Licences whose terms the page keeps by handing their texts on. */
const allowed = ['Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

test('NOTICE names the libraries that are built, and their texts lie beside the page', () => {
  const built = new Map<string, string[]>();
  const texts = read('dist/licences.md').toString();
  for (const [, name, licence] of texts.matchAll(/^## (\S+) \S+ \((.+)\)$/gmu))
    built.set(licence ?? '', [...(built.get(licence ?? '') ?? []), name ?? '']);
  expect([...built.keys()].sort()).toEqual(allowed);
  const notice = read('NOTICE').toString();
  for (const licence of allowed) {
    const [, said = ''] = new RegExp(`^${licence}\\n((?:  .+\\n)+)`, 'mu').exec(notice) ?? [];
    expect(said.split(/[\s,]+/u).filter(Boolean), licence).toEqual(built.get(licence));
  }
  expect(texts).toContain('Permission is hereby granted');
});

test('the page and all that it may load later is at most 65 MB', () => {
  const dist = fileURLToPath(new URL('../dist/', import.meta.url));
  const bytes = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
  expect(bytes).toBeLessThanOrEqual(65_000_000);
});
