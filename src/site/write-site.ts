/** Writes the data of a site; `docs/site-format.md` describes the files, `site-reader.ts` reads them. */
import type { Topic } from '../clustering/topic';
import { createPacer } from '../foundation/pacer';
import { heightBits } from './leaf-order';
import {
  manifestName,
  siteFormat,
  siteVersion,
  type BlockList,
  type SiteIndex,
  type SiteManifest,
} from './manifest';
import { entryOf, fileOf, PackQueue, type Pack, type SiteFile } from './pack-queue';
import { packRaw, type Block, type BlockArray, type BlockEntry } from './packed-block';
import { detailsInBlock, packPapers, titlesInBlock, type PackedPapers } from './paper-files';
import {
  coarseSteps,
  leastCosine,
  quantisePositions,
  quantiseVectors,
  restoreVectors,
} from './quantise';
import type { SiteContent } from './site-content';
import { encodeTree } from './tree-code';
import {
  columnsOf,
  neighboursBlock,
  planes,
  summaryBlock,
  topicRow,
  vectorsBlock,
} from './written-blocks';

/** Leaves to a block of each kind: blocks of some 30 to 300 kB, of which a topic on show needs few. */
const blockSizes = {
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

/** What was lost to quantising, measured on this site. */
export interface SiteLoss {
  /** Largest error of a coordinate, of positions −1 to 1. */
  readonly position: number;
  /** Largest relative error of a merge height above 0. */
  readonly height: number;
  /** Least cosine between a vector and the same restored; 1 without vectors. */
  readonly cosine: number;
}

export interface WriteOptions {
  /** What {@link packPapers} gives for the papers, where that was made before; made here unless given. */
  readonly papers?: PackedPapers;
  /** Compresses the other blocks, here unless said; several at a time where it does so elsewhere. */
  readonly pack?: Pack;
}

/**
 * Writes the files one after the other, the manifest last: without it there is no site.
 *
 * @throws what `pack` throws
 */
export async function* writeSite(
  content: SiteContent,
  { papers: made, pack = packRaw }: WriteOptions = {},
): AsyncGenerator<SiteFile> {
  const { about, papers, tree, topics, layout, neighbours, vectors } = content;
  const { n } = tree;
  const queue = new PackQueue(pack);
  async function* blocks(
    size: number,
    of: (from: number, to: number) => Block,
  ): AsyncGenerator<SiteFile, WrittenList> {
    const entries: Promise<BlockEntry>[] = [];
    for (let from = 0; from < n; from += size) {
      entries.push(queue.keep(of(from, Math.min(n, from + size))));
      yield* queue.files();
    }
    return { size, blocks: entries };
  }

  const named = [...topics.values()].sort((a, b) => b.node - a.node);
  const shown = named.slice(0, firstTopics);
  const isShown = new Set(shown.map(({ node }) => node));
  const sizeOf = (node: number): number => tree.size[node] ?? 0;
  const others = named.filter(({ node }) => !isShown.has(node));
  const isUpper = ({ node }: Topic): boolean => sizeOf(node) >= upperTopic;
  const topicBlock = (list: readonly Topic[], terms: number) => {
    const byStart = [...list].sort(
      (a, b) => (tree.start[a.node] ?? 0) - (tree.start[b.node] ?? 0) || b.node - a.node,
    );
    let next = 0;
    // Blocks are asked for in the order of their leaves.
    return (_from: number, to: number): Block => {
      const first = next;
      while (next < byStart.length && (tree.start[byStart[next]?.node ?? 0] ?? 0) < to) next++;
      const rows = byStart.slice(first, next).map((topic) => topicRow(topic, terms));
      return { json: rows, arrays: new Map() };
    };
  };

  const { titles, details, words } = made ?? (await packPapers(papers, createPacer()));
  for (const block of [...titles, ...details]) yield fileOf(block);
  const upperTopics = yield* blocks(
    blockSizes.upperTopics,
    topicBlock(others.filter(isUpper), mostTerms.upper),
  );
  const lowerTopics = yield* blocks(
    blockSizes.lowerTopics,
    topicBlock(
      others.filter((topic) => !isUpper(topic)),
      mostTerms.lower,
    ),
  );
  const near = yield* blocks(blockSizes.neighbours, (from, to) =>
    neighboursBlock(content, from, to),
  );
  const positions = queue.keep({
    json: null,
    arrays: planes('positions', quantisePositions(layout.positions)),
  });
  const coarse =
    n > mostWithoutCoarse
      ? queue.keep({ json: null, arrays: planes('steps', coarseSteps(layout.positions)) })
      : null;
  const summary = queue.keep(summaryBlock(content));
  yield* queue.files(0);
  for (const block of words) yield fileOf(block);
  const parts: (WrittenList & { readonly key: string; readonly d: number })[] = [];
  for (const part of vectors) {
    const { key, d } = part;
    parts.push({
      key,
      d,
      ...(yield* blocks(blockSizes.vectors, (from, to) => vectorsBlock(part, from, to))),
    });
  }

  const { shape, stepsLow, stepsHigh, bits, low, high } = encodeTree(tree, heightBits(n));
  const medoids = [...new Set(shown.map(({ medoid }) => medoid))].sort((a, b) => a - b);
  const first = queue.keep({
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
  });
  yield* queue.files(0);
  const directory = words.at(-1);
  const index: SiteIndex = {
    titles: { size: titlesInBlock, blocks: titles.map(entryOf) },
    details: { size: detailsInBlock, blocks: details.map(entryOf) },
    upperTopics: await listOf(upperTopics),
    lowerTopics: await listOf(lowerTopics),
    upperTopic,
    neighbours: await listOf(near),
    vectors: await Promise.all(
      parts.map(async ({ key, d, ...list }) => ({ key, d, ...(await listOf(list)) })),
    ),
    brought: content.brought,
    layout: await positions,
    ...(coarse && { coarseLayout: await coarse }),
    quality: content.quality,
    summary: await summary,
    k: neighbours.k,
    keys: content.keys,
    ...(directory && { words: entryOf(directory) }),
  };
  const entries = {
    first: await first,
    index: await queue.keep({ json: index, arrays: new Map() }),
  };
  yield* queue.files(0);
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

/** A list of blocks, some of which are still being packed. */
interface WrittenList {
  readonly size: number;
  readonly blocks: readonly Promise<BlockEntry>[];
}

async function listOf({ size, blocks }: WrittenList): Promise<BlockList> {
  return { size, blocks: await Promise.all(blocks) };
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
