/**
 * How much of its panel the projection uses, how many points overlap, and what fitting it costs in
 * trust, for the default corpus and, where they are on this machine, larger ones:
 * `node scripts/run.mjs scripts/measure-panel.ts`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { lexiconEncoder } from '../src/embedding/lexicon';
import { loadLexicon } from '../src/embedding/lexicon-file';
import type { EncoderText } from '../src/embedding/encoder';
import { centreAndNormalise } from '../src/embedding/vectors';
import { nearestNeighbours } from '../src/projection/testing/nearest-neighbours';
import { pcaLayout } from '../src/projection/pca';
import { layoutQuality } from '../src/projection/quality';
import { umap } from '../src/projection/umap';
import { boundsOf, cameraFor } from '../src/views/projection/camera';
import { fittedLayout } from '../src/views/projection/fitted-layout';
import { pointCloud } from '../src/views/projection/point-cloud';
import { pointLook } from '../src/views/projection/point-look';
import { corpusFile, readCorpus } from './eval/corpora';

const panels = [
  { width: 800, height: 270 },
  { width: 560, height: 660 },
  { width: 1100, height: 640 },
];
const insets = { top: 12, bottom: 12 };
/** Papers looked at for trust, at most. */
const sample = 600;

/** Area of the convex hull (Andrew's monotone chain, 1979). */
function hullArea(positions: Float32Array): number {
  type Place = readonly [number, number];
  const places = Array.from({ length: positions.length / 2 }, (_, i): Place => [
    positions[2 * i] ?? 0,
    positions[2 * i + 1] ?? 0,
  ]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const turn = (o: Place, a: Place, b: Place) =>
    (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
  const chain = (ordered: readonly Place[]) => {
    const hull: Place[] = [];
    for (const place of ordered) {
      for (;;) {
        const [a, b] = hull.slice(-2);
        if (a === undefined || b === undefined || turn(a, b, place) > 0) break;
        hull.pop();
      }
      hull.push(place);
    }
    return hull.slice(0, -1);
  };
  const hull = [...chain(places), ...chain([...places].reverse())];
  const twice = hull.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = hull[(at + 1) % hull.length] ?? [x, y];
    return sum + x * nextY - y * nextX;
  }, 0);
  return Math.abs(twice) / 2;
}

function overlapping(positions: Float32Array, distance: number): number {
  const n = positions.length / 2;
  let near = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const dx = (positions[2 * i] ?? 0) - (positions[2 * j] ?? 0);
      const dy = (positions[2 * i + 1] ?? 0) - (positions[2 * j + 1] ?? 0);
      if (i !== j && Math.hypot(dx, dy) < distance) {
        near++;
        break;
      }
    }
  }
  return near / n;
}

const lexicon = await loadLexicon((path) => Promise.resolve(readFileSync(`public/${path}`)));
if (!lexicon.ok) throw new Error(lexicon.error.message);
const encoder = lexiconEncoder(lexicon.value);
const kept: { papers: { title: string; abstract: string }[] } = JSON.parse(
  readFileSync('public/corpora/unsupervised-pretraining.json', 'utf8'),
);
const corpora: [string, readonly EncoderText[]][] = [['default corpus', kept.papers]];
if (existsSync(corpusFile('arxiv-cs-6k'))) {
  const all = readCorpus('arxiv-cs-6k');
  for (const n of [200, 911, 6000]) corpora.push([`arxiv-cs-6k, ${n}`, all.slice(0, n)]);
} else console.log('Only the default corpus: set PAPERGROVE_DATA for the larger ones.');

console.log('corpus | panel | hull | overlapping | trustworthiness | continuity | ms');
for (const [name, papers] of corpora) {
  const vectors = centreAndNormalise(await encoder.encode(papers));
  const { layout } = await umap(nearestNeighbours(vectors, 15), pcaLayout(vectors), { seed: 42 });
  const show = (label: string, size: (typeof panels)[number], fitted: boolean) => {
    const start = performance.now();
    const { positions, spacing } = fitted
      ? fittedLayout(layout.positions, size, insets)
      : { positions: layout.positions, spacing: null };
    const took = performance.now() - start;
    const camera = cameraFor(boundsOf(positions), size, insets);
    const { radius } = pointLook(pointCloud(positions), camera, null, spacing);
    const hull = (hullArea(positions) * camera.k ** 2) / (size.width * size.height);
    const quality = layoutQuality(vectors, { positions }, { sample });
    const overlap = papers.length > 2000 ? NaN : overlapping(positions, (1.98 * radius) / camera.k);
    console.log(
      `${name} | ${size.width}×${size.height} ${label} | ${hull.toFixed(2)} | ${overlap.toFixed(2)} | ` +
        `${quality.trustworthiness.toFixed(3)} | ${quality.continuity.toFixed(3)} | ${took.toFixed(0)}`,
    );
  };
  for (const size of panels) {
    show('as it is', size, false);
    show('fitted', size, true);
  }
}
