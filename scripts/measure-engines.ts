/**
 * How far the map that Node makes differs from Chromium's, whose kernels may use relaxed SIMD:
 * `node scripts/run.mjs scripts/measure-engines.ts FILE CACHE`, where CACHE is the folder of what
 * `npm run site` computed of the same file. Needs the built page.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { chromium } from '@playwright/test';
import * as v from 'valibot';
import { databaseName } from '../src/storage/schema';
import { contentKey } from '../src/foundation/hash';
import { ensureChromium } from './chromium.mjs';
import { serve } from './serve.mjs';
import { FolderBackend } from './site/folder-backend';

const numbers = v.array(v.number());
const treeSchema = v.object({
  n: v.number(),
  order: numbers,
  start: numbers,
  size: numbers,
  height: numbers,
});
const layoutSchema = v.object({ positions: numbers });
const topicsSchema = v.array(v.object({ node: v.number(), name: v.string() }));
type Tree = v.InferOutput<typeof treeSchema>;

/** Results by kind and key; typed arrays are plain ones. */
type Results = Map<string, unknown>;

const [file, cache] = process.argv.slice(2);
if (file === undefined || cache === undefined) throw new Error('Name a file and a cache.');
const inNode = await ofNode(cache);
const inChromium = await ofChromium(file);
const keys = [...inNode.keys()].filter((key) => isCompared(key) && inChromium.has(key));
const pair = (kind: string): readonly [unknown, unknown] => {
  const key = keys.find((one) => one.startsWith(`${kind} `));
  if (key === undefined) throw new Error(`The two have no ${kind} of the same papers.`);
  return [inNode.get(key), inChromium.get(key)];
};
const [treeA, treeB] = pair('tree').map((value) => v.parse(treeSchema, value));
const [layoutA, layoutB] = pair('layout').map((value) => v.parse(layoutSchema, value));
const [topicsA, topicsB] = pair('topics').map((value) => v.parse(topicsSchema, value));
if (!treeA || !treeB || !layoutA || !layoutB || !topicsA || !topicsB) throw new Error('Nothing.');

const groupsA = groups(treeA);
const groupsB = groups(treeB);
const shared = [...groupsA].filter(([group]) => groupsB.has(group));
const heights = shared.map(([group, node]) => {
  const [a = 0, b = 0] = [
    treeA.height[node - treeA.n],
    treeB.height[(groupsB.get(group) ?? 0) - treeB.n],
  ];
  return Math.abs(a - b) / Math.max(a, b, 1e-9);
});
const moved = Array.from({ length: treeA.n }, (_, paper) =>
  Math.hypot(
    (layoutA.positions[2 * paper] ?? 0) - (layoutB.positions[2 * paper] ?? 0),
    (layoutA.positions[2 * paper + 1] ?? 0) - (layoutB.positions[2 * paper + 1] ?? 0),
  ),
).sort((a, b) => a - b);
const namesB = new Map(topicsB.map(({ node, name }) => [groupOf(treeB, node), name]));
const both = topicsA.filter(({ node }) => namesB.has(groupOf(treeA, node)));
const same = both.filter(({ node, name }) => namesB.get(groupOf(treeA, node)) === name);

console.log(
  [
    `${treeA.n} papers; Node ${process.versions.node}`,
    `merges that have the same papers: ${shared.length} of ${treeA.n - 1}`,
    `largest relative difference of their heights: ${Math.max(0, ...heights).toExponential(1)}`,
    `positions, of a width of 2: median ${quantile(0.5)}, 95 % ${quantile(0.95)}, largest ${quantile(1)}`,
    `names of topics with the same papers: ${same.length} of ${both.length} equal`,
  ].join('\n'),
);
process.exit(0);

/** Whether a result, by kind and key, is one that is compared. */
function isCompared(key: string): boolean {
  return /^(?:tree|layout|topics) /u.test(key);
}

function quantile(part: number): string {
  const at = Math.min(moved.length - 1, Math.floor(part * moved.length));
  return (moved[at] ?? 0).toExponential(1);
}

function groupOf({ order, start, size }: Tree, node: number): string {
  const from = start[node] ?? 0;
  const leaves = order.slice(from, from + (size[node] ?? 0)).sort((a, b) => a - b);
  return contentKey(leaves.join(' '));
}

/** The papers of each merge, as a key, with its node. */
function groups(tree: Tree): Map<string, number> {
  return new Map(
    Array.from({ length: tree.n - 1 }, (_, merge) => [
      groupOf(tree, tree.n + merge),
      tree.n + merge,
    ]),
  );
}

async function ofNode(folder: string): Promise<Results> {
  const records = await new FolderBackend(folder).getAll('results');
  return new Map(records.map(({ kind, key, value }) => [`${kind} ${key}`, plain(value)]));
}

function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, part: unknown) =>
      ArrayBuffer.isView(part) && !(part instanceof DataView)
        ? [...(part as Iterable<unknown> & ArrayBufferView)]
        : part,
    ),
  );
}

async function ofChromium(path: string): Promise<Results> {
  const address = await serve({ port: 4290, host: 'localhost', exact: false });
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const page = await browser.newPage();
  page.setDefaultTimeout(600_000);
  await page.addInitScript(() =>
    localStorage.setItem('papergrove:display', JSON.stringify({ tourSeen: true })),
  );
  await page.goto(address);
  await page
    .getByLabel('Files of papers', { exact: true })
    .setInputFiles({ name: basename(path), mimeType: '', buffer: readFileSync(path) });
  const start = page.getByRole('button', { name: 'Make the map' });
  await start.or(page.getByText('nothing new')).first().waitFor();
  if (await start.isVisible()) await start.click();
  const results = await page.evaluate(
    async ({ name, wanted }) => {
      const list = () =>
        new Promise<{ key: string; kind: string; value: unknown }[]>((resolve, reject) => {
          const opening = indexedDB.open(name);
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const all = opening.result.transaction('results').objectStore('results').getAll();
            all.onsuccess = () => {
              opening.result.close();
              resolve(all.result);
            };
          };
        });
      const kept = (all: Awaited<ReturnType<typeof list>>) =>
        all.map(({ kind, key }) => `${kind} ${key}`);
      let all = await list();
      for (let tries = 0; tries < 300 && !wanted.every((key) => kept(all).includes(key)); tries++) {
        await new Promise((resolve) => setTimeout(resolve, 2000));
        all = await list();
      }
      return JSON.stringify(
        all
          .map(({ kind, key, value }) => [`${kind} ${key}`, value] as const)
          .filter(([key]) => wanted.includes(key)),
        (_, part: unknown) =>
          ArrayBuffer.isView(part) && !(part instanceof DataView)
            ? [...(part as Iterable<unknown> & ArrayBufferView)]
            : part,
      );
    },
    { name: databaseName, wanted: [...inNode.keys()].filter(isCompared) },
  );
  await browser.close();
  const pairs: [string, unknown][] = JSON.parse(results);
  return new Map(pairs);
}
