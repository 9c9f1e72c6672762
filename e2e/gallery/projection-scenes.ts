/** What the projection gallery shows: the default corpus mapped in the page, or synthetic papers. */
import { buildDendrogram } from '../../src/clustering/build-dendrogram';
import { cutByHeight } from '../../src/clustering/cut';
import { leavesOf, rootOf, type Dendrogram } from '../../src/clustering/dendrogram';
import { TopicLabeller } from '../../src/clustering/labels/topic-labeller';
import { medoidsOf } from '../../src/clustering/medoids';
import { wardLinkage } from '../../src/clustering/ward';
import { readCorpusFile } from '../../src/corpus/corpus-file';
import { lexiconEncoder } from '../../src/embedding/lexicon';
import { loadLexicon } from '../../src/embedding/lexicon-file';
import type { Vectors } from '../../src/embedding/encoder';
import { gaussian, seededRandom } from '../../src/foundation/random';
import { normalisedLayout } from '../../src/projection/layout';
import { nearestNeighbours } from '../../src/projection/testing/nearest-neighbours';
import type { Neighbours } from '../../src/clustering/neighbours';
import type { MapTopic } from '../../src/views/projection/topic-ground';

export interface GalleryScene {
  readonly titles: readonly string[];
  readonly years: readonly (number | null)[];
  readonly colours: Uint32Array;
  readonly topics: readonly MapTopic[];
  /** Null for synthetic scenes, whose positions are given. */
  readonly vectors: Vectors | null;
  readonly neighbours: Neighbours | null;
  readonly positions: Float32Array | null;
}

const palette = [
  0x9a5b13, 0x3c7a3b, 0x8a3d6b, 0x2f7480, 0xa33b2e, 0x6b6a1d, 0x5a4b9c, 0x1f6f5b, 0x9b4a00,
  0x4f6b2a, 0x7a3a8a, 0x8c5a5a,
];

export async function corpusScene(): Promise<GalleryScene> {
  const file = '/corpora/unsupervised-pretraining.json';
  const read = readCorpusFile(await (await fetch(file)).text(), file);
  const lexicon = await loadLexicon(
    async (path) => new Uint8Array(await (await fetch(`/${path}`)).arrayBuffer()),
  );
  if (!read.ok || !lexicon.ok) throw new Error('The default corpus could not be read.');
  const { papers } = read.value.corpus;
  const vectors = await lexiconEncoder(lexicon.value).encode(papers);
  const linkage = await wardLinkage(vectors);
  if (!linkage.ok) throw new Error(linkage.error.message);
  const tree = buildDendrogram(linkage.value, vectors);
  const { medoids, cohesion } = await medoidsOf(tree, vectors);
  const labeller = await TopicLabeller.read({ tree, texts: papers, medoids, cohesion });
  const topics = [...topicsAt(tree, labeller, 8, 0), ...topicsAt(tree, labeller, 20, 1)];
  const colours = new Uint32Array(papers.length);
  for (const { members, colour, depth } of topics) {
    if (depth === 0) for (const paper of members) colours[paper] = colour;
  }
  return {
    titles: papers.map(({ title }) => title),
    years: papers.map(({ year }) => year),
    colours,
    topics,
    vectors,
    neighbours: nearestNeighbours(vectors, 15),
    positions: null,
  };
}

function topicsAt(
  tree: Dendrogram,
  labeller: TopicLabeller,
  clusters: number,
  depth: number,
): MapTopic[] {
  return cutByHeight(tree, rootOf(tree), clusters)
    .filter((node) => node >= tree.n)
    .map((node, at) => ({
      node,
      name: labeller.topic(node).name,
      members: leavesOf(tree, node),
      colour: palette[at % palette.length] ?? 0,
      depth,
    }));
}

/** Round clusters of different size and tightness. */
export function syntheticScene(n: number): GalleryScene {
  const random = seededRandom(5);
  const clusters = 12;
  const centres = Array.from({ length: clusters }, () => [
    1.6 * random() - 0.8,
    1.6 * random() - 0.8,
    0.03 + 0.13 * random() ** 2,
  ]);
  const raw = new Float32Array(2 * n);
  const colours = new Uint32Array(n);
  const members: number[][] = Array.from({ length: clusters }, () => []);
  for (let i = 0; i < n; i++) {
    const cluster = Math.floor(clusters * random() ** 1.5);
    const [x = 0, y = 0, spread = 0] = centres[cluster] ?? [];
    raw[2 * i] = x + spread * gaussian(random);
    raw[2 * i + 1] = y + spread * gaussian(random);
    colours[i] = palette[cluster] ?? 0;
    members[cluster]?.push(i);
  }
  return {
    titles: Array.from({ length: n }, (_, i) => `Synthetic paper ${i}`),
    years: Array.from({ length: n }, (_, i) => 1990 + (i % 35)),
    colours,
    topics: members.map((papers, cluster) => ({
      node: cluster,
      name: `Cluster ${cluster} · synthetic papers`,
      members: Uint32Array.from(papers),
      colour: palette[cluster] ?? 0,
    })),
    vectors: null,
    neighbours: null,
    positions: normalisedLayout(raw).positions,
  };
}
