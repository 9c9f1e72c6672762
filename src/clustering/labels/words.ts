/**
 * Text as runs of words for phrase finding: punctuation ends a run, so that no phrase crosses it.
 * A hyphenated compound is one word with several stems, which makes "self-supervised learning" and
 * "self supervised learning" the same phrase while each keeps its own spelling.
 */
import { stemmer } from 'stemmer';
import { ownText } from '../../text/own-text';
import { abstractBoilerplate, englishStopWords } from '../../text/stop-words';
import { generalWords } from './general-words';

export interface Word {
  /** As written. */
  readonly surface: string;
  /** Lower-case stems (Porter) of its parts; one unless hyphenated. */
  readonly stems: readonly string[];
  /** Function word: may not begin or end a phrase. */
  readonly stop: boolean;
  /**
   * What it can do for a name: `telling` words name a topic by themselves, `general` ones only
   * together ("domain adaptation"), `empty` ones never ("proposed method").
   */
  readonly kind: 'telling' | 'general' | 'empty';
}

/**
 * What the measured list misses because it is said in one field more than in others, and still
 * names nothing: the ways of saying "good", "much" and "we did", above all in machine learning.
 */
const emptyHere = new Set(
  `state-of-the-art sota dataset datasets benchmark benchmarks baseline baselines accuracy top-1 top-5
  score scores sample samples real-world high-quality large-scale end-to-end outperforming downstream
  amount amounts massive code codes github unlabeled unlabelled eliminate access weights prove proves
  proven joint jointly identical acquire prevent prevents remove removes removing reliance regime
  human humans immense practical`.split(/\s+/),
);

/** Words that name a topic only in company ("transfer learning"), for the same reason. */
const generalHere = new Set(
  `deep learn learns learned learning learner learners train trained training trains batch batches
  layer layers mechanism mechanisms margin margins claim claims scratch prediction predictions
  classifier classifiers annotation annotations label labels`.split(/\s+/),
);

/** Joins the two halves of "mixture of experts" or "internet of things". */
export const connectors: ReadonlySet<string> = new Set(['of']);

const noise = /\$[^$]*\$|https?:\/\/\S+|\\[a-zA-Z]+|[{}^_~]/g;
const wordPattern = /[\p{L}\p{N}]+(?:['’&+/-][\p{L}\p{N}]+)*\+*/gu;
/** Scripts written without spaces between words: these need a segmenter. */
const unspaced =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Splits text into runs of words; remembers the words it has seen, so keep one for a corpus. */
export class WordSplitter {
  readonly #words = new Map<string, Word>();

  /** Runs of words between punctuation marks, in order. */
  runs(text: string): Word[][] {
    const runs: Word[][] = [];
    let run: Word[] = [];
    let end = 0;
    const clean = text.replace(noise, ' . ');
    for (const match of clean.matchAll(wordPattern)) {
      // Anything but plain space between two words ends the run.
      if (run.length > 0 && /\S/.test(clean.slice(end, match.index))) {
        runs.push(run);
        run = [];
      }
      end = match.index + match[0].length;
      if (unspaced.test(match[0])) {
        for (const part of segmenter.segment(match[0]))
          if (part.isWordLike) run.push(this.#word(part.segment));
      } else {
        run.push(this.#word(match[0]));
      }
    }
    if (run.length > 0) runs.push(run);
    return runs;
  }

  #word(slice: string): Word {
    const known = this.#words.get(slice);
    if (known) return known;
    const surface = ownText(slice);
    const lower = surface.toLowerCase().replace(/['’]s$/, '');
    const parts = lower.split(/[-/]/).filter(Boolean);
    const word: Word = {
      surface: surface.replace(/['’]s$/, ''),
      stems: parts.map((part) => stemmer(part)),
      stop: englishStopWords.has(lower),
      kind: kindOf(lower),
    };
    this.#words.set(surface, word);
    return word;
  }
}

function kindOf(lower: string): Word['kind'] {
  const tooShort = lower.length < (unspaced.test(lower) ? 2 : 3);
  if (tooShort || !/\p{L}/u.test(lower)) return 'empty';
  if (abstractBoilerplate.has(lower) || emptyHere.has(lower)) return 'empty';
  // Adverbs; the few nouns that end like them ("anomaly") still name a topic in company.
  if (/.{4}ly$/.test(lower)) return 'general';
  return generalWords.has(lower) || generalHere.has(lower) ? 'general' : 'telling';
}
