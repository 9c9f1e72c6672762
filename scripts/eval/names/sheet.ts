/**
 * A sheet for reading names blind, its key, and what ratings come to. Readers see six titles of each
 * topic, two of each topic beside, and the candidate names in an order that says nothing of who made
 * them; the key stays with whoever asks.
 */
import { leavesOf } from '../../../src/clustering/dendrogram';
import { nameSeparator } from '../../../src/clustering/topic';
import { seededRandom, shuffle } from '../../../src/foundation/random';
import type { NamedCorpus } from './corpora';
import { methods, type Method, type Name } from './methods';

/** One topic as a reader sees it. */
export interface SheetTopic {
  readonly topic: number;
  readonly titles: readonly string[];
  readonly besides: readonly (readonly string[])[];
  /** By letter. */
  readonly names: Readonly<Record<string, string>>;
}

export interface KeyTopic {
  readonly topic: number;
  readonly corpus: string;
  readonly cut: number;
  readonly node: number;
  readonly methods: Readonly<Record<string, Method>>;
}

/** A topic that can be drawn: its names by every method. */
export interface RateableTopic {
  readonly corpus: NamedCorpus;
  readonly cut: number;
  readonly node: number;
  /** Topics of the same cut nearest in the tree. */
  readonly besides: readonly number[];
  readonly names: Readonly<Record<Method, Name>>;
}

const shownTitles = 6;
const besideTitles = 2;
const letters = 'ABCDEFGH';

/** Draws `count` topics, as evenly over corpora and cuts as they have topics, by a seed. */
export function drawSheet(
  topics: readonly RateableTopic[],
  count: number,
  seed: number,
): { readonly sheet: SheetTopic[]; readonly key: KeyTopic[] } {
  const random = seededRandom(seed);
  const groups = new Map<string, RateableTopic[]>();
  for (const at of shuffle(
    Uint32Array.from(topics, (_, i) => i),
    random,
  )) {
    const topic = topics[at];
    if (!topic) continue;
    const name = `${topic.corpus.name} ${topic.cut}`;
    groups.set(name, [...(groups.get(name) ?? []), topic]);
  }
  const drawn: RateableTopic[] = [];
  for (let round = 0; drawn.length < Math.min(count, topics.length); round++)
    for (const group of groups.values()) {
      const topic = group[round];
      if (topic && drawn.length < count) drawn.push(topic);
    }
  const sheet: SheetTopic[] = [];
  const key: KeyTopic[] = [];
  drawn.forEach(({ corpus, cut, node, besides, names }, at) => {
    const order = shuffle(
      Uint32Array.from(methods, (_, i) => i),
      random,
    );
    const byLetter = Array.from(order, (i, place): [string, Method] => [
      letters[place] ?? '',
      methods[i] ?? 'papergrove',
    ]);
    const titlesOf = (of: number, most: number): string[] =>
      Array.from(
        shuffle(Uint32Array.from(leavesOf(corpus.tree, of)), random).subarray(0, most),
      ).map((paper) => corpus.texts[paper]?.title ?? '');
    const topic = at + 1;
    sheet.push({
      topic,
      titles: titlesOf(node, shownTitles),
      besides: besides.map((other) => titlesOf(other, besideTitles)),
      // Separators and counts would tell who made a name.
      names: Object.fromEntries(
        byLetter.map(([letter, method]) => [letter, names[method].phrases.join(nameSeparator)]),
      ),
    });
    key.push({ topic, corpus: corpus.name, cut, node, methods: Object.fromEntries(byLetter) });
  });
  return { sheet, key };
}

/** Ratings of one reader, 1 to 5: by topic and letter. */
export type Ratings = Readonly<Record<string, Readonly<Record<string, number>>>>;

export interface RatedMethod {
  readonly corpus: string;
  readonly method: Method;
  readonly topics: number;
  readonly mean: number;
  /** Mean over topics of our rating less this one's, and its standard error. */
  readonly ahead: number;
  readonly error: number;
}

/** Means by corpus and method, and how far ours is ahead, paired by topic. */
export function rated(key: readonly KeyTopic[], ratings: Ratings): RatedMethod[] {
  const rows: RatedMethod[] = [];
  for (const corpus of ['all', ...new Set(key.map((topic) => topic.corpus))]) {
    const topics = key.filter((topic) => corpus === 'all' || topic.corpus === corpus);
    for (const method of methods) {
      const pairs = topics.flatMap(({ topic, methods: byLetter }) => {
        const given = (wanted: Method): number | undefined =>
          ratings[topic]?.[
            Object.keys(byLetter).find((letter) => byLetter[letter] === wanted) ?? ''
          ];
        const [ours, theirs] = [given('papergrove'), given(method)];
        return ours === undefined || theirs === undefined ? [] : [[ours, theirs] as const];
      });
      const n = pairs.length;
      const mean = pairs.reduce((sum, [, theirs]) => sum + theirs, 0) / Math.max(1, n);
      const ahead = pairs.reduce((sum, [ours, theirs]) => sum + ours - theirs, 0) / Math.max(1, n);
      const squares = pairs.reduce((sum, [ours, theirs]) => sum + (ours - theirs - ahead) ** 2, 0);
      const error = Math.sqrt(squares / Math.max(1, n - 1) / Math.max(1, n));
      rows.push({ corpus, method, topics: n, mean, ahead, error });
    }
  }
  return rows;
}
