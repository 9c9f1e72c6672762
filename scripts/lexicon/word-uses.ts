/**
 * How words and pairs of words stand in running text. A word that is often followed by punctuation or
 * a function word can end a noun phrase ("segmentation"); one that hardly ever is, is an adjective
 * ("convolutional"); one that is often followed by a determiner is a verb with its object
 * ("approximating the"). This stands in for a part-of-speech tagger when topics are named.
 */
import type { WordUses } from '../../src/embedding/lexicon-file';
import { cleanText, foldText } from '../../src/text/normalise';
import { englishStopWords } from '../../src/text/stop-words';
import { isContentWord, scanWords, singular } from '../../src/text/words';
import type { TrainingText } from './vocabulary';

const DETERMINERS: ReadonlySet<string> = new Set(
  'a an the this these those that its their our his her my your each every any some all both no'.split(
    ' ',
  ),
);
/** Pairs of two words in fewer abstracts than this are left out. */
const FEWEST_ABSTRACTS = 40;
/** Occurrences after a determiner that the share of all occurrences counts for among them. */
const PRIOR_ALONE = 5;
/** Between two words of one phrase stands one space or one hyphen. */
const JOINED = /^[ -]$/;

interface Place {
  readonly term: number;
  readonly follower: 'end' | 'determiner' | 'content';
  readonly afterDeterminer: boolean;
  readonly afterSubject: boolean;
}

/** Words that verbs follow: "to", subjects, modals. */
const VERB_INTRODUCERS: ReadonlySet<string> = new Set(
  'to we they you i he she it who which can may might will would should must could cannot not does do did'.split(
    ' ',
  ),
);

/**
 * Counts in abstracts, for each of `terms` (as `contentWords` gives them), the share of occurrences
 * that punctuation or a function word follows and the share that a determiner follows, the first share again among the occurrences
 * that a determiner precedes, the share that "to", a pronoun or a modal precedes, and, for pairs
 * of terms that stand side by side in at least 40 abstracts, how many hold them and the share that no
 * further content word follows. Deterministic.
 */
export function countWordUses(
  papers: readonly Pick<TrainingText, 'abstract'>[],
  terms: readonly string[],
): WordUses {
  const rowOf = new Map(terms.map((term, row) => [term, row]));
  const count = new Uint32Array(terms.length);
  const ended = new Uint32Array(terms.length);
  const determined = new Uint32Array(terms.length);
  const introduced = new Uint32Array(terms.length);
  const alone = new Uint32Array(terms.length);
  const verbs = new Uint32Array(terms.length);
  const pairs = new Pairs(terms.length);
  for (const { abstract } of papers) {
    pairs.nextPaper();
    const places = placesOf(abstract, rowOf);
    places.forEach((place, at) => {
      const { term, follower } = place;
      if (term < 0) return;
      count[term] = (count[term] ?? 0) + 1;
      if (follower !== 'content') ended[term] = (ended[term] ?? 0) + 1;
      if (follower === 'determiner') determined[term] = (determined[term] ?? 0) + 1;
      if (place.afterSubject) verbs[term] = (verbs[term] ?? 0) + 1;
      if (place.afterDeterminer) {
        introduced[term] = (introduced[term] ?? 0) + 1;
        if (follower !== 'content') alone[term] = (alone[term] ?? 0) + 1;
      }
      const next = places[at + 1];
      if (follower === 'content' && next && next.term >= 0)
        pairs.add(term, next.term, next.follower !== 'content');
    });
  }
  const share = (part: Uint32Array): Float32Array =>
    Float32Array.from(part, (value, term) => value / Math.max(1, count[term] ?? 0));
  const end = share(ended);
  return {
    end,
    determiner: share(determined),
    alone: end.map(
      (prior, term) =>
        ((alone[term] ?? 0) + PRIOR_ALONE * prior) / ((introduced[term] ?? 0) + PRIOR_ALONE),
    ),
    verb: share(verbs),
    pairs: pairs.common(papers.length),
  };
}

/** Every word of a text, stop words left out: its row (-1 for none) and what comes next. */
function placesOf(text: string, rowOf: ReadonlyMap<string, number>): Place[] {
  const folded = foldText(cleanText(text));
  const found: { word: string; start: number; end: number }[] = [];
  scanWords(folded, (start, end) => found.push({ word: folded.slice(start, end), start, end }));
  const places: Place[] = [];
  found.forEach(({ word, start, end }, at) => {
    if (englishStopWords.has(word)) return;
    const next = found[at + 1];
    const joined = next !== undefined && JOINED.test(folded.slice(end, next.start));
    const follower =
      joined && DETERMINERS.has(next.word)
        ? 'determiner'
        : joined && !englishStopWords.has(next.word)
          ? 'content'
          : 'end';
    const term = isContentWord(word) ? (rowOf.get(singular(word)) ?? -1) : -1;
    const before = found[at - 1];
    const joinedBefore = before !== undefined && JOINED.test(folded.slice(before.end, start));
    places.push({
      term,
      follower,
      afterDeterminer: joinedBefore && DETERMINERS.has(before.word),
      afterSubject: joinedBefore && VERB_INTRODUCERS.has(before.word),
    });
  });
  return places;
}

/** Pairs of words that stand side by side, each counted once a paper. */
class Pairs {
  readonly #terms: number;
  /** `2 × (first × terms + second) + ended` of every pair in every paper. */
  #seen = new Float64Array(1 << 20);
  #length = 0;
  readonly #here = new Set<number>();

  constructor(terms: number) {
    this.#terms = terms;
  }

  nextPaper(): void {
    this.#here.clear();
  }

  add(first: number, second: number, ended: boolean): void {
    const pair = first * this.#terms + second;
    if (this.#here.has(pair)) return;
    this.#here.add(pair);
    if (this.#length === this.#seen.length) {
      const longer = new Float64Array(2 * this.#length);
      longer.set(this.#seen);
      this.#seen = longer;
    }
    this.#seen[this.#length++] = 2 * pair + Number(ended);
  }

  /** The pairs that are in enough of `papers` papers, by first and then second word. */
  common(papers: number): WordUses['pairs'] {
    const sorted = this.#seen.subarray(0, this.#length).sort();
    const first: number[] = [];
    const second: number[] = [];
    const idf: number[] = [];
    const end: number[] = [];
    for (let at = 0; at < sorted.length;) {
      const pair = Math.floor((sorted[at] ?? 0) / 2);
      let until = at;
      let ended = 0;
      for (; until < sorted.length && Math.floor((sorted[until] ?? 0) / 2) === pair; until++)
        ended += (sorted[until] ?? 0) % 2;
      const held = until - at;
      at = until;
      if (held < FEWEST_ABSTRACTS) continue;
      first.push(Math.floor(pair / this.#terms));
      second.push(pair % this.#terms);
      idf.push(Math.log(papers / held));
      end.push(ended / held);
    }
    return {
      first: Uint16Array.from(first),
      second: Uint16Array.from(second),
      idf: Float32Array.from(idf),
      end: Float32Array.from(end),
    };
  }
}
