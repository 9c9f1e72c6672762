/** How well names do what names are for, each as a number. */
import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';
import { Background } from '../../../src/clustering/labels/background';
import { leavesOf } from '../../../src/clustering/dendrogram';
import type { LexiconWithUses } from '../../../src/embedding/lexicon-file';
import { cleanText } from '../../../src/text/normalise';
import { contentWords, words } from '../../../src/text/words';
import type { NamedCorpus } from './corpora';
import type { Name } from './methods';

export interface NameScores {
  /** Mean over topics: chance that a paper of the topic beats another, by BM25 with the name as query. */
  readonly auc: number;
  /** Mean share of the topic's papers that say a phrase of its name. */
  readonly coverage: number;
  /** Mean share of the papers that say a phrase of the name that are in the topic. */
  readonly precision: number;
  /** Share of names with a phrase that is no noun phrase; null where names are titles. */
  readonly faults: number | null;
  /** Share of names of common words only: of background idf under 3.6. */
  readonly generic: number;
  /** Names with a phrase that another name of the cut has. */
  readonly repeats: number;
}

const k1 = 1.2;
const b = 0.75;
const genericIdf = 3.6;

/** The words of a corpus, for BM25 (Robertson and Zaragoza 2009) and for finding phrases. */
export class CorpusWords {
  readonly #postings = new Map<string, [paper: number, count: number][]>();
  readonly #lengths: number[] = [];
  readonly #running: string[] = [];
  readonly #mean: number;
  readonly n: number;

  constructor({ texts }: NamedCorpus) {
    this.n = texts.length;
    texts.forEach(({ title, abstract }, paper) => {
      const text = `${title}. ${abstract}`;
      const counts = new Map<string, number>();
      const content = contentWords(text);
      for (const word of content) counts.set(word, (counts.get(word) ?? 0) + 1);
      for (const [word, count] of counts) {
        const list = this.#postings.get(word);
        if (list) list.push([paper, count]);
        else this.#postings.set(word, [[paper, count]]);
      }
      this.#lengths.push(content.length);
      this.#running.push(running(text));
    });
    this.#mean = this.#lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, this.n);
  }

  idf(word: string): number {
    const held = this.#postings.get(word)?.length ?? 0;
    return Math.log(1 + (this.n - held + 0.5) / (held + 0.5));
  }

  /** BM25 of every paper for a query. */
  scores(query: string): Float64Array {
    const scores = new Float64Array(this.n);
    for (const word of new Set(contentWords(query)))
      for (const [paper, count] of this.#postings.get(word) ?? []) {
        const length = (this.#lengths[paper] ?? 0) / this.#mean;
        const gain = (count * (k1 + 1)) / (count + k1 * (1 - b + b * length));
        scores[paper] = (scores[paper] ?? 0) + this.idf(word) * gain;
      }
    return scores;
  }

  /** Whether each paper says one of the phrases. */
  saying(phrases: readonly string[]): boolean[] {
    const wanted = phrases
      .map((phrase) => running(phrase))
      .filter((phrase) => phrase.trim() !== '');
    return this.#running.map((text) => wanted.some((phrase) => text.includes(phrase)));
  }
}

/** Forms of all words between spaces, so that phrases are found whole. */
function running(text: string): string {
  return ` ${words(cleanText(text))
    .map(({ form }) => form)
    .join(' ')} `;
}

/** @param titles whether the names are titles, which need be no noun phrases */
export function scoreNames(
  corpus: NamedCorpus,
  index: CorpusWords,
  names: readonly Name[],
  lexicon: LexiconWithUses,
  titles: boolean,
): NameScores {
  const background = new Background(lexicon);
  const per = names.map(({ node, name, phrases }) => {
    const inside = new Uint8Array(corpus.tree.n);
    for (const paper of leavesOf(corpus.tree, node)) inside[paper] = 1;
    const saying = index.saying(phrases);
    let hits = 0;
    let said = 0;
    saying.forEach((says, paper) => {
      if (!says) return;
      said++;
      hits += inside[paper] ?? 0;
    });
    return {
      auc: areaUnderCurve(index.scores(name), inside),
      coverage: hits / (corpus.tree.size[node] ?? 1),
      precision: said === 0 ? 0 : hits / said,
      // A small topic's name is a title, which need be no noun phrase.
      fault:
        !titles && !isTitle(corpus, node, name) && phrases.some((phrase) => !isNounPhrase(phrase)),
      generic: isGeneric(name, background),
    };
  });
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const owners = new Map<string, number>();
  for (const { phrases } of names)
    for (const phrase of new Set(phrases.map((each) => running(each))))
      owners.set(phrase, (owners.get(phrase) ?? 0) + 1);
  return {
    auc: mean(per.map(({ auc }) => auc)),
    coverage: mean(per.map(({ coverage }) => coverage)),
    precision: mean(per.map(({ precision }) => precision)),
    faults: titles ? null : mean(per.map(({ fault }) => Number(fault))),
    generic: mean(per.map(({ generic }) => Number(generic))),
    repeats: names.filter(({ phrases }) =>
      phrases.some((phrase) => (owners.get(running(phrase)) ?? 0) > 1),
    ).length,
  };
}

/** Mann and Whitney's statistic: ties count half. */
function areaUnderCurve(scores: Float64Array, inside: Uint8Array): number {
  const order = Array.from(scores, (_, paper) => paper).sort(
    (x, y) => (scores[x] ?? 0) - (scores[y] ?? 0),
  );
  let rankSum = 0;
  let positives = 0;
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && scores[order[to] ?? 0] === scores[order[from] ?? 0]) to++;
    const rank = (from + to + 1) / 2;
    for (let at = from; at < to; at++) {
      if (inside[order[at] ?? 0] !== 1) continue;
      rankSum += rank;
      positives++;
    }
    from = to;
  }
  const negatives = order.length - positives;
  if (positives === 0 || negatives === 0) return 0.5;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

const tagger = winkNLP(model, ['sbd', 'pos']);

/**
 * By wink's tagger of parts of speech, in the sentence "The … are studied.": the last word is a noun or a
 * gerund, and before it stand nouns, adjectives, numbers and participles only, and adverbs before the
 * latter two. Of a word with hyphens the last part stands for all of it: the tagger takes "cross" in
 * "cross-lingual transfer" for a verb. A word that has a capital inside a phrase is part of a proper name.
 */
export function isNounPhrase(phrase: string): boolean {
  const text = phrase
    .replaceAll(/[’']s?/g, ' ')
    .replaceAll(/\S+-(?=\S)/g, '')
    .trim();
  const tokens = tagger.readDoc(`The ${text} are studied.`).tokens();
  const values = tokens.out(tagger.its.value).slice(1, -3);
  const tags = (tokens.out(tagger.its.pos) as string[])
    .slice(1, -3)
    .map((tag, at) => (at > 0 && /^\p{Lu}/u.test(values[at] ?? '') ? 'PROPN' : tag));
  // A gerund heads a noun phrase too ("image captioning"), which the tagger calls a verb.
  const gerund = tags.at(-1) === 'VERB' && (values.at(-1) ?? '').endsWith('ing');
  if (!gerund && !['NOUN', 'PROPN'].includes(tags.at(-1) ?? '')) return false;
  return tags.slice(0, -1).every(
    (tag, at) =>
      ['NOUN', 'PROPN', 'ADJ', 'NUM', 'X', 'SYM', 'PUNCT'].includes(tag) ||
      (tag === 'VERB' && isParticiple(values[at])) ||
      // "deep neural networks", "sexually transmitted diseases"
      (tag === 'ADV' &&
        (tags[at + 1] === 'ADJ' || (tags[at + 1] === 'VERB' && isParticiple(values[at + 1])))),
  );
}

function isParticiple(word = ''): boolean {
  return /(?:ed|ing|en|wn)$/.test(word);
}

function isTitle({ texts, tree }: NamedCorpus, node: number, name: string): boolean {
  const begun = name.replace(/ …$/, '');
  return Array.from(leavesOf(tree, node)).some((paper) => texts[paper]?.title.includes(begun));
}

function isGeneric(name: string, background: Background): boolean {
  return contentWords(name).every((word) => isCommon(word, background));
}

/** Whether a word's idf in the background is under 3.6. */
export function isCommon(word: string, background: Background): boolean {
  return (background.use(word)?.idf ?? Infinity) < genericIdf;
}
