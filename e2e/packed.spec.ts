/** The package as others get it: packed, installed into an empty folder, and run without a network. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { test } from '@playwright/test';
import { buildCommand } from '../scripts/build-command.mjs';
import { root } from '../scripts/paths.mjs';
import { expect, finished, slow, topics, watch } from './support/papergrove';
import { plainHost } from './support/static-host';

/** What an installed package may weigh, most of it the page's optional encoders. */
const mostBytes = 60e6;
const folder = mkdtempSync(join(tmpdir(), 'papergrove-packed-'));
const consumer = join(folder, 'consumer');

test.afterAll(() => rmSync(folder, { recursive: true }));

/** Whether a program can be run where there is no network at all, not even this machine's own. */
const canCutOff = spawnSync('unshare', ['-rn', 'true']).status === 0;
/** Elsewhere every request goes to a port that nothing listens on. */
const deadEnd = 'http://127.0.0.1:1';

function withoutNetwork(program: string, ...args: readonly string[]): string {
  const whole = canCutOff ? ['unshare', '-rn', program, ...args] : [program, ...args];
  const [first = program, ...rest] = whole;
  return execFileSync(first, rest, {
    cwd: consumer,
    encoding: 'utf8',
    stdio: 'pipe',
    timeout: 170_000,
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      // Nothing that was fetched before may be what makes it work.
      npm_config_cache: join(folder, 'empty-cache'),
      npm_config_registry: deadEnd,
      HTTP_PROXY: deadEnd,
      HTTPS_PROXY: deadEnd,
    },
  });
}

function filesOf(path: string): { readonly name: string; readonly bytes: number }[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const name = join(entry.parentPath, entry.name);
      return { name, bytes: statSync(name).size };
    });
}

test(
  'makes a site from a file, with nothing but what was packed',
  slow,
  async ({ context, page }) => {
    await buildCommand();
    mkdirSync(consumer);
    // The page is built already; packing by hand builds it.
    const pack = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder];
    const tarball = execFileSync('npm', pack, { cwd: root, encoding: 'utf8' }).trim();
    withoutNetwork('npm', 'install', '--no-audit', '--no-fund', join(folder, tarball));

    const modules = join(consumer, 'node_modules');
    expect(readdirSync(modules).filter((name) => !name.startsWith('.'))).toEqual(['papergrove']);
    const installed = filesOf(modules);
    expect(
      installed.filter(({ name }) => /\.node$|onnxruntime-node|\.test\.|\/src\//u.test(name)),
    ).toEqual([]);
    expect(installed.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(mostBytes);
    expect(withoutNetwork('npx', 'papergrove', '--version').trim()).toMatch(/^\d+\.\d+\.\d+/u);
    expect(withoutNetwork('npx', 'papergrove', 'site', '--help')).toContain('papergrove site FILE');

    const example = (...path: string[]): Buffer => readFileSync(join(root, ...path));
    const corpus = example('public', 'corpora', 'unsupervised-pretraining.json');
    writeFileSync(join(consumer, 'papers.json'), corpus);
    // What reads these is loaded by need, and lies in files of its own.
    writeFileSync(join(consumer, 'more.bib'), example('e2e', 'fixtures', 'hostile.bib'));
    writeFileSync(join(consumer, 'more.ris.gz'), gzipSync(example('e2e', 'fixtures', 'shelf.ris')));
    const files = ['papers.json', 'more.bib', 'more.ris.gz'];
    const said = withoutNetwork('npx', 'papergrove', 'site', ...files, '--out', 'site');
    const site = join(consumer, 'site');
    const written = filesOf(site).map(({ name }) => name.slice(site.length + 1));
    expect(written).toEqual(
      expect.arrayContaining(['index.html', 'map/manifest.json', 'topics.json']),
    );
    expect(written.some((name) => /^(?:bin|corpora|models|node_modules)\//u.test(name))).toBe(
      false,
    );
    const manifest: { papers: number } = JSON.parse(
      readFileSync(join(site, 'map', 'manifest.json'), 'utf8'),
    );
    expect(said).toContain(`${manifest.papers} papers`);
    expect(manifest.papers).toBeGreaterThan(73);

    const host = plainHost({ root: site });
    await host.open();
    const seen = watch(context, new URL(host.address).origin);
    await page.goto(host.address);
    await finished(page);
    await expect(topics(page).getByRole('treeitem').first()).toHaveAccessibleName(
      new RegExp(`, ${manifest.papers} papers$`, 'u'),
    );
    expect(seen.elsewhere).toEqual([]);
    await host.close();
  },
);
