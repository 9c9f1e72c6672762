/**
 * How an address names a topic: by some of its papers and its size, so that it is found again on a map
 * of other vectors, whose nodes have other numbers; or by the words of its name alone, as addresses of
 * version 1 and those written by hand do.
 */
import { leavesOf, pathUp, rootOf } from '../../clustering/dendrogram';
import type { PaperMap } from '../../engine/map';
import { formatRanges, parseRanges } from './index-ranges';

export type TopicReference =
  | {
      readonly kind: 'papers';
      /** Papers of the topic. */
      readonly size: number;
      /** All of them or an even sample: ascending indices into the corpus. */
      readonly papers: readonly number[];
      /** The first words of its name, see {@link slug}; for people, and where the papers are gone. */
      readonly words: string;
    }
  | {
      readonly kind: 'words';
      readonly words: string;
      /** Its number on the map that the address was copied from, which holds where the name does. */
      readonly node: number | null;
    };

/** Papers named in an address: enough to tell a topic from its neighbours. */
const mostPapers = 12;
/** Papers read from an address at most, however it was edited. */
const mostRead = 1000;
/** Topics that share less (papers in common over papers in either, or words) are not the same. */
const leastAlike = 1 / 3;

/** At most the first five words of a name in lower case, for people reading the address. */
export function slug(name: string): string {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(0, 5).join('-');
}

/** The reference to a topic of a map. */
export function referenceTo({ tree, subset }: PaperMap, node: number, name = ''): TopicReference {
  const all = Array.from(leavesOf(tree, node), (leaf) => subset?.[leaf] ?? leaf).sort(
    (a, b) => a - b,
  );
  const step = Math.max(1, all.length / mostPapers);
  const count = Math.min(all.length, mostPapers);
  const papers = Array.from({ length: count }, (_, i) => all[Math.floor(i * step)] ?? 0);
  return { kind: 'papers', size: all.length, papers, words: slug(name) };
}

/** As in an address: `contrastive-learning@24:3,17-19,40`; words alone as they are. */
export function formatReference(reference: TopicReference): string {
  if (reference.kind === 'words') {
    const { node, words } = reference;
    // A name that begins with a number would be read as a topic's number.
    if (node === null) return /^\d{1,9}(?:-|$)/u.test(words) ? `-${words}` : words;
    return [String(node), words].filter(Boolean).join('-');
  }
  return `${reference.words}@${reference.size}:${formatRanges(reference.papers)}`;
}

/** Reads {@link formatReference} and what version 1 wrote (`131-contrastive-learning`). */
export function parseReference(text: string): TopicReference | null {
  const [, words = '', sizeText, ranges] = /^([^@]*)@(\d{1,9}):([\d,-]+)$/u.exec(text) ?? [];
  if (sizeText !== undefined && ranges !== undefined) {
    const size = Number(sizeText);
    const papers = parseRanges(ranges);
    return papers && papers.length <= Math.min(size, mostRead)
      ? { kind: 'papers', size, papers, words: slug(words) }
      : null;
  }
  const [, number, name = ''] = /^(?:(\d{1,9})(?:-|$))?([^@]*)$/u.exec(text) ?? [];
  const node = number === undefined ? null : Number(number);
  const said = slug(name);
  return node === null && said === '' ? null : { kind: 'words', words: said, node };
}

/**
 * The topic of a map most like the one that is meant, the root for the whole map; null where none is.
 *
 * @param names of topics of the map by node
 */
export function findTopic(
  map: PaperMap,
  reference: TopicReference,
  names: ReadonlyMap<number, { readonly name: string }>,
): number | null {
  const byPapers = reference.kind === 'papers' ? byPapersOf(map, reference) : null;
  return byPapers ?? byWordsOf(map, reference, names);
}

/** By the Jaccard index of the papers, estimated from the sample; the smaller topic on ties. */
function byPapersOf(
  { tree, subset }: PaperMap,
  { size, papers }: Extract<TopicReference, { kind: 'papers' }>,
): number | null {
  const leafOf = subset && new Map(Array.from(subset, (paper, leaf) => [paper, leaf]));
  const hits = new Map<number, number>();
  for (const paper of papers) {
    const leaf = leafOf ? leafOf.get(paper) : paper;
    if (leaf === undefined || leaf >= tree.n) continue;
    for (const node of pathUp(tree, leaf))
      if (node >= tree.n) hits.set(node, (hits.get(node) ?? 0) + 1);
  }
  let best: number | null = null;
  let alike = leastAlike;
  for (const [node, count] of hits) {
    const own = tree.size[node] ?? 0;
    const common = Math.min(own, (count / papers.length) * size);
    const index = common / (size + own - common);
    const isSmaller = best !== null && index === alike && own < (tree.size[best] ?? 0);
    if (index > alike || isSmaller) {
      best = node;
      alike = index;
    }
  }
  return best;
}

/** By the words of the name: that of the node itself, else the name that has most words in common. */
function byWordsOf(
  { tree }: PaperMap,
  reference: TopicReference,
  names: ReadonlyMap<number, { readonly name: string }>,
): number | null {
  const { words } = reference;
  if (words === '') return null;
  const wanted = new Set(words.split('-'));
  let best: number | null = null;
  let alike = leastAlike;
  for (const [node, { name }] of names) {
    if (node >= rootOf(tree)) continue;
    const said = slug(name);
    if (reference.kind === 'words' && node === reference.node && said === words) return node;
    const own = new Set(said.split('-'));
    const common = [...own].filter((word) => wanted.has(word)).length;
    const index = common / (wanted.size + own.size - common);
    const isLarger =
      best !== null && index === alike && (tree.size[node] ?? 0) > (tree.size[best] ?? 0);
    if (index > alike || isLarger) {
      best = node;
      alike = index;
    }
  }
  return best;
}
