/** How often topics are found again, and keep their names, when a tenth of the papers comes later. */
import { carriedNames } from '../../../src/clustering/carried-names';
import { buildDendrogram } from '../../../src/clustering/build-dendrogram';
import { cutByHeight } from '../../../src/clustering/cut';
import { rootOf, type Dendrogram } from '../../../src/clustering/dendrogram';
import { Background } from '../../../src/clustering/labels/background';
import { TopicLabeller } from '../../../src/clustering/labels/topic-labeller';
import { leastOverlap, matchTopics, oldTopic } from '../../../src/clustering/match-topics';
import { medoidsOf } from '../../../src/clustering/medoids';
import { clusterWard } from '../../../src/clustering/ward';
import type { EncoderText } from '../../../src/embedding/encoder';
import { lexiconEncoder } from '../../../src/embedding/lexicon';
import type { LexiconWithUses } from '../../../src/embedding/lexicon-file';
import { centreAndNormalise } from '../../../src/embedding/vectors';
import { topmostNodes } from '../../../src/engine/topic-naming';
import { seededRandom } from '../../../src/foundation/random';

const trials = 20;
const topics = 12;

export interface Staying {
  /** Topics of the cuts into twelve, over all trials. */
  readonly sought: number;
  readonly found: number;
  /** Those found that share half of their papers, of those that both maps could hold. */
  readonly half: number;
  /** Topics of the later cut whose name stood on the earlier map: carried over, and were all named anew. */
  readonly namesKept: number;
  readonly namesKeptAnew: number;
  readonly later: number;
}

/** Draws an order of the papers twenty times; the last eleventh of them comes later. */
export async function namesThatStay(
  texts: readonly EncoderText[],
  lexicon: LexiconWithUses,
): Promise<Staying> {
  const sum = { sought: 0, found: 0, half: 0, namesKept: 0, namesKeptAnew: 0, later: 0 };
  for (let seed = 1; seed <= trials; seed++) {
    const papers = shuffled(texts, seed);
    const before = await mapOf(papers.slice(0, Math.floor(papers.length / 1.1)), lexicon);
    const after = await mapOf(papers, lexicon);
    const nodes = cutOf(before.tree);
    const matches = matchTopics(
      nodes.map((node) => oldTopic(before.tree, node, Infinity)),
      after.tree,
      { leafOf: (paper) => paper, least: leastOverlap },
    );
    const old = await before.labeller(new Map());
    const names = new Map(topmostNodes(before.tree).map((node) => [node, old.topic(node).name]));
    const kept = await after.labeller(carriedNames({ tree: before.tree, names }, after.tree));
    const anew = await after.labeller(new Map());
    const known = new Set(names.values());
    const later = cutOf(after.tree);
    const keptBy = (by: TopicLabeller): number =>
      later.filter((node) => known.has(by.topic(node).name)).length;
    sum.sought += nodes.length;
    sum.found += matches.length;
    sum.half += matches.filter(({ overlap }) => overlap >= 0.5).length;
    sum.later += later.length;
    sum.namesKept += keptBy(kept);
    sum.namesKeptAnew += keptBy(anew);
  }
  return sum;
}

function cutOf(tree: Dendrogram): number[] {
  return cutByHeight(tree, rootOf(tree), topics).filter((node) => node >= tree.n);
}

async function mapOf(texts: readonly EncoderText[], lexicon: LexiconWithUses) {
  const vectors = centreAndNormalise(await lexiconEncoder(lexicon).encode(texts));
  const clustered = await clusterWard(vectors);
  if (!clustered.ok) throw new Error(clustered.error.message);
  const tree = buildDendrogram(clustered.value.linkage, vectors);
  const summary = await medoidsOf(tree, vectors);
  const background = new Background(lexicon);
  return {
    tree,
    labeller: (carried: ReadonlyMap<number, string>) =>
      TopicLabeller.read({ tree, texts, ...summary, carried }, { background }),
  };
}

function shuffled<T>(list: readonly T[], seed: number): T[] {
  const random = seededRandom(seed);
  return list
    .map((each) => [random(), each] as const)
    .sort(([a], [b]) => a - b)
    .map(([, each]) => each);
}
