/** Corpora for the gallery: the default one, clustered here and now, and made-up ones of any size. */
import { buildDendrogram } from '../../src/clustering/build-dendrogram';
import { leavesOf, type Dendrogram } from '../../src/clustering/dendrogram';
import { TopicLabeller } from '../../src/clustering/labels/topic-labeller';
import { medoidsOf } from '../../src/clustering/medoids';
import type { Topic } from '../../src/clustering/topic';
import { wardLinkage } from '../../src/clustering/ward';
import { readCorpusFile } from '../../src/corpus/corpus-file';
import { lexicalEncoder } from '../../src/embedding/lexical';
import { sentences } from '../../src/text/sentences';
import type { PaperText } from '../../src/views/treemap/detail';
import { shapes, treeOfShape } from '../../src/clustering/testing/tree-of-shape';

export interface GalleryCorpus {
  readonly tree: Dendrogram;
  readonly medoids: Uint32Array;
  readonly texts: readonly PaperText[];
  readonly topicOf: (node: number) => Topic;
}

/** The corpus that the product ships, with lexical vectors. */
export async function defaultCorpus(): Promise<GalleryCorpus> {
  const file = 'unsupervised-pretraining.json';
  const response = await fetch(`/corpora/${file}`);
  const read = readCorpusFile(await response.text(), file);
  if (!read.ok) throw new Error(read.error.message);
  const { papers } = read.value.corpus;
  const vectors = await lexicalEncoder().encode(papers);
  const linkage = await wardLinkage(vectors);
  if (!linkage.ok) throw new Error(linkage.error.message);
  const tree = buildDendrogram(linkage.value, vectors);
  const { medoids, cohesion } = await medoidsOf(tree, vectors);
  const labeller = await TopicLabeller.read({ tree, texts: papers, medoids, cohesion });
  return {
    tree,
    medoids,
    texts: papers.map((paper) => ({
      title: paper.title,
      byline: [paper.authors.join(', '), paper.year].filter(Boolean).join(' · '),
      sentence: sentences(paper.abstract)[0] ?? '',
      abstract: paper.abstract,
    })),
    topicOf: (node) => labeller.topic(node),
  };
}

const subjects = ['Graph', 'Speech', 'Protein', 'Climate', 'Vision', 'Language', 'Market', 'Robot'];
const verbs = ['learning', 'parsing', 'folding', 'forecasting', 'tracking', 'translation'];
const ends = [
  'under noise',
  'at scale',
  'with few labels',
  'in the wild',
  'by contrast',
  'revisited',
];

/** Titles without meaning but of natural length; the same every time. */
export function madeUpTitle(paper: number): string {
  const pick = (from: readonly string[], by: number) => from[Math.floor(paper / by) % from.length];
  return `${pick(subjects, 1)} ${pick(verbs, 3)} ${pick(ends, 7)}: study ${paper}`;
}

export function madeUpCorpus(n: number, shape = shapes.natural): GalleryCorpus {
  return corpusOf(treeOfShape(n, shape, 7), madeUpTitle);
}

/** A corpus of a given hierarchy and titles, topics named after their first papers. */
export function corpusOf(tree: Dendrogram, titleOf: (paper: number) => string): GalleryCorpus {
  const medoids = Uint32Array.from(
    { length: 2 * tree.n - 1 },
    (_, node) => leavesOf(tree, node)[(tree.size[node] ?? 1) >> 1] ?? 0,
  );
  const texts = Array.from({ length: tree.n }, (_, paper) => ({
    title: titleOf(paper),
    byline: `A. Author, B. Writer · ${1990 + (paper % 35)}`,
    sentence: 'We study what everyone has wondered about and find that it depends on the data.',
  }));
  const phrase = (node: number) => `${subjects[node % 8] ?? ''} ${verbs[node % 6] ?? ''}`;
  return {
    tree,
    medoids,
    texts,
    topicOf: (node) => ({
      node,
      name: node < tree.n ? titleOf(node) : `${phrase(node)} · ${phrase(node + 3).toLowerCase()}`,
      terms: [],
      medoid: medoids[node] ?? 0,
      cohesion: 0.5,
    }),
  };
}
