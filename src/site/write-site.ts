/** Writes the data of a site; `docs/site-format.md` describes the files, `site-reader.ts` reads them. */
import type { Topic } from '../clustering/topic';
import type { Paper } from '../corpus/paper';
import { heightBits } from './leaf-order';
import {
  manifestName,
  siteFormat,
  siteVersion,
  type BlockList,
  type SiteIndex,
  type SiteManifest,
} from './manifest';
import { packBlock, type Block, type BlockArray, type BlockEntry } from './packed-block';
import {
  coarseSteps,
  leastCosine,
  quantisePositions,
  quantiseSimilarities,
  quantiseVectors,
  restoreVectors,
} from './quantise';
import type { SiteContent } from './site-content';
import { encodeTree } from './tree-code';
import { writeWords } from './word-blocks';

/** Leaves to a block of each kind: blocks of some 30 to 300 kB, of which a topic on show needs few. */
const blockSizes = {
  titles: 1000,
  details: 250,
  upperTopics: 20_000,
  lowerTopics: 1000,
  neighbours: 2000,
  vectors: 1000,
} as const;
/** Topics of at least so many papers are in the blocks that a first zoom needs. */
const upperTopic = 40;
/** Topics named in the first file: those that the page names before it shows a map. */
const firstTopics = 100;
/** A map of more papers has a coarse layout, too. */
const mostWithoutCoarse = 10_000;
const mostTerms = { first: 12, upper: 12, lower: 5 } as const;

export interface SiteFile {
  /** Below the folder of the manifest. */
  readonly path: string;
  readonly data: Uint8Array;
}

/** What was lost to quantising, measured on this site. */
export interface SiteLoss {
  /** Largest error of a coordinate, of positions −1 to 1. */
  readonly position: number;
  /** Largest relative error of a merge height above 0. */
  readonly height: number;
  /** Least cosine between a vector and the same restored; 1 without vectors. */
  readonly cosine: number;
}

/** Writes the files one after the other, the manifest last: without it there is no site. */
export function* writeSite(content: SiteContent): Generator<SiteFile> {
  const { about, papers, tree, topics, layout, neighbours, vectors } = content;
  const { n } = tree;
  const files: SiteFile[] = [];
  const keep = (block: Block): BlockEntry => {
    const { data, bytes, raw, hash } = packBlock(block);
    files.push({ path: `${hash}.bin`, data });
    return { bytes, raw, hash };
  };
  function* blocks(
    size: number,
    of: (from: number, to: number) => Block,
  ): Generator<SiteFile, BlockList> {
    const entries: BlockEntry[] = [];
    for (let from = 0; from < n; from += size) {
      entries.push(keep(of(from, Math.min(n, from + size))));
      yield* files.splice(0);
    }
    return { size, blocks: entries };
  }

  const named = [...topics.values()].sort((a, b) => b.node - a.node);
  const first = new Set(named.slice(0, firstTopics).map(({ node }) => node));
  const sizeOf = (node: number): number => tree.size[node] ?? 0;
  const others = named.filter(({ node }) => !first.has(node));
  const isUpper = ({ node }: Topic): boolean => sizeOf(node) >= upperTopic;
  const topicBlock = (list: readonly Topic[], terms: number) => {
    const byStart = [...list].sort(
      (a, b) => (tree.start[a.node] ?? 0) - (tree.start[b.node] ?? 0) || b.node - a.node,
    );
    return (from: number, to: number): Block => {
      const inside = byStart.filter(({ node }) => {
        const start = tree.start[node] ?? 0;
        return start >= from && start < to;
      });
      return { json: inside.map((topic) => topicRow(topic, terms)), arrays: new Map() };
    };
  };

  const index: SiteIndex = {
    titles: yield* blocks(blockSizes.titles, (from, to) => titlesBlock(papers.slice(from, to))),
    details: yield* blocks(blockSizes.details, (from, to) => detailsBlock(papers.slice(from, to))),
    upperTopics: yield* blocks(
      blockSizes.upperTopics,
      topicBlock(others.filter(isUpper), mostTerms.upper),
    ),
    lowerTopics: yield* blocks(
      blockSizes.lowerTopics,
      topicBlock(
        others.filter((topic) => !isUpper(topic)),
        mostTerms.lower,
      ),
    ),
    upperTopic,
    neighbours: yield* blocks(blockSizes.neighbours, (from, to) =>
      neighboursBlock(content, from, to),
    ),
    vectors: [],
    brought: content.brought,
    layout: keep({ json: null, arrays: planes('positions', quantisePositions(layout.positions)) }),
    ...(n > mostWithoutCoarse && {
      coarseLayout: keep({ json: null, arrays: planes('steps', coarseSteps(layout.positions)) }),
    }),
    quality: content.quality,
    summary: keep(summaryBlock(content)),
    k: neighbours.k,
    keys: content.keys,
  };
  const words = writeWords(papers, keep);
  for (;;) {
    const { done, value } = words.next();
    if (done) {
      index.words = keep(value);
      break;
    }
    yield* files.splice(0);
  }
  for (const part of vectors) {
    const { d, key } = part;
    const list = yield* blocks(blockSizes.vectors, (from, to) => {
      const { levels, scales } = quantiseVectors({
        n: to - from,
        d,
        data: part.data.subarray(from * d, to * d),
      });
      return {
        json: null,
        arrays: new Map<string, BlockArray>([
          ['levels', levels],
          ['scales', scales],
        ]),
      };
    });
    index.vectors.push({ key, d, ...list });
  }

  const { shape, stepsLow, stepsHigh, bits, low, high } = encodeTree(tree, heightBits(n));
  const shown = named.slice(0, firstTopics);
  const medoids = [...new Set(shown.map(({ medoid }) => medoid))].sort((a, b) => a - b);
  const entries = {
    first: keep({
      json: {
        tree: { bits, low, high },
        topics: shown.map((topic) => topicRow(topic, mostTerms.first)),
        medoids,
        titles: columnsOf(medoids.flatMap((leaf) => papers[leaf] ?? [])),
      },
      arrays: new Map<string, BlockArray>([
        ['shape', shape],
        ['stepsLow', stepsLow],
        ['stepsHigh', stepsHigh],
      ]),
    }),
    index: keep({ json: index, arrays: new Map() }),
  };
  yield* files.splice(0);
  const manifest: SiteManifest = {
    format: siteFormat,
    version: siteVersion,
    ...about,
    papers: n,
    settings: content.settings,
    making: {
      ...content.making,
      milliseconds: { ...content.making.milliseconds } as Record<string, number>,
    },
    ...entries,
  };
  yield {
    path: manifestName,
    data: new TextEncoder().encode(`${JSON.stringify(manifest, null, 1)}\n`),
  };
}

/** Measures what {@link writeSite} loses. */
export function lossOf({ layout, tree, vectors }: SiteContent): SiteLoss {
  const step = 1 / 65_535;
  const { low, high, bits } = encodeTree(tree, heightBits(tree.n));
  return {
    position: layout.positions.length > 0 ? step : 0,
    height: Math.expm1((high - low) / Math.max(1, 2 ** bits - 2) / 2),
    cosine: Math.min(
      1,
      ...vectors.map((part) => leastCosine(part, restoreVectors(quantiseVectors(part)))),
    ),
  };
}

/** What a list of papers is drawn, coloured and filtered by, column by column. */
function columnsOf(papers: readonly Paper[]) {
  return {
    id: papers.map(({ id }) => id),
    title: papers.map(({ title }) => title),
    year: papers.map(({ year }) => year),
    venue: papers.map(({ venue }) => venue),
    categories: papers.map(({ categories }) => categories),
  };
}

function titlesBlock(papers: readonly Paper[]): Block {
  return { json: columnsOf(papers), arrays: new Map() };
}

/** The rest of each paper; what a reader has no use for (how the file wrote it) stays at home. */
function detailsBlock(papers: readonly Paper[]): Block {
  const json = papers.map(({ abstract, authors, doi, arxivId, links, extra }) => ({
    abstract,
    authors,
    doi,
    arxivId,
    links,
    extra,
  }));
  return { json, arrays: new Map() };
}

function topicRow({ node, name, terms, medoid, cohesion }: Topic, most: number) {
  const weighted = terms
    .slice(0, most)
    .map(({ term, weight }) => [term, Number(weight.toPrecision(3))]);
  return [node, name, weighted, medoid, Number(cohesion.toFixed(4))];
}

function summaryBlock({ tree, summary }: SiteContent): Block {
  const { n, start } = tree;
  const offsets = Uint32Array.from(
    summary.medoids.subarray(n),
    (medoid, merge) => medoid - (start[n + merge] ?? 0),
  );
  const cohesion = quantiseSimilarities(summary.cohesion.subarray(n));
  return {
    json: null,
    arrays: new Map<string, BlockArray>([...planes32('offsets', offsets), ['cohesion', cohesion]]),
  };
}

function neighboursBlock({ neighbours }: SiteContent, from: number, to: number): Block {
  const { k, indices, similarities } = neighbours;
  // Near papers are near in the order of the leaves: the step from one to the other is small.
  const steps = Uint32Array.from(indices.subarray(from * k, to * k), (index, at) => {
    const step = index - (from + Math.floor(at / k));
    return step < 0 ? -2 * step - 1 : 2 * step;
  });
  return {
    json: null,
    arrays: new Map<string, BlockArray>([
      ...planes32('steps', steps),
      ['similarities', quantiseSimilarities(similarities.subarray(from * k, to * k))],
    ]),
  };
}

/** Low and high bytes apart, which compress better. */
function planes(name: string, values: Uint16Array): Map<string, BlockArray> {
  return new Map<string, BlockArray>([
    [`${name}0`, Uint8Array.from(values, (value) => value & 255)],
    [`${name}1`, Uint8Array.from(values, (value) => value >> 8)],
  ]);
}

function planes32(name: string, values: Uint32Array): Map<string, BlockArray> {
  return new Map<string, BlockArray>([
    [`${name}0`, Uint8Array.from(values, (value) => value & 255)],
    [`${name}1`, Uint8Array.from(values, (value) => (value >> 8) & 255)],
    [`${name}2`, Uint8Array.from(values, (value) => (value >> 16) & 255)],
  ]);
}
