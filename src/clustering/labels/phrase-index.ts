/**
 * The candidate phrases of a corpus: noun phrases of one to four words that occur in at least two
 * papers, with the papers they occur in as flat arrays. Every topic name is chosen from these.
 */
import { createPacer } from '../../foundation/pacer';
import type { Background } from './background';
import { withoutHeadings } from './headings';
import { languageOf, type Language } from './languages';
import { Collection, keyOf, phraseLanguage } from './phrase-collection';
import { Discovery, discoverySampleOf } from './phrase-discovery';
import { WordRoles } from './word-roles';
import { WordSplitter } from './word-runs';

export interface PhraseText {
  readonly title: string;
  readonly abstract: string;
}

export interface ReadOptions {
  /** Aborting rejects with its reason, between two papers. */
  readonly signal?: AbortSignal;
  /** Papers read so far, out of all. */
  readonly onProgress?: (papers: number, total: number) => void;
  /** What a larger text says of English words; the corpus alone says it without. */
  readonly background?: Background | null;
}

export interface PhraseIndex {
  /** How each phrase is most often written. */
  readonly surfaces: readonly string[];
  /** Forms of each phrase's words joined by spaces: equal for all spellings and for both numbers. */
  readonly keys: readonly string[];
  /** Content words in each phrase, 1 to 4. */
  readonly lengths: Uint8Array;
  /** What each phrase's wording is worth in a name, larger is better: rarity, length, completeness. */
  readonly wording: Float32Array;
  /** Papers each phrase occurs in. */
  readonly documentFrequency: Uint32Array;
  /** Paper `p` holds phrases `ids[offsets[p]]` to `ids[offsets[p + 1] - 1]`; length n+1. */
  readonly offsets: Uint32Array;
  readonly ids: Uint32Array;
  /** 1 where the phrase stands in the paper's title; beside `ids`. */
  readonly inTitle: Uint8Array;
  /** The language of each paper and of each phrase. */
  readonly paperLanguages: readonly Language[];
  readonly phraseLanguages: readonly Language[];
}

/**
 * Finds the candidate phrases of a corpus and where they occur.
 *
 * Discovery reads at most 4,000 papers, evenly spaced; all papers are then searched for what it
 * found, so the cost is linear in the text.
 *
 * @throws the signal's reason when aborted, between two papers
 */
export async function buildPhraseIndex(
  texts: readonly PhraseText[],
  { signal, onProgress, background = null }: ReadOptions = {},
): Promise<PhraseIndex> {
  const pace = createPacer(signal);
  const splitter = new WordSplitter();
  const sample = discoverySampleOf(texts.length);
  const discovery = new Discovery(sample.length);
  const roles = new WordRoles(background);
  onProgress?.(0, texts.length);
  for (const paper of sample) {
    const text = texts[paper];
    if (text) {
      const language = languageOf(text.abstract || text.title);
      const abstract = splitter.runs(withoutHeadings(text.abstract), language);
      const title = splitter.runs(text.title, language);
      roles.read(abstract, language);
      roles.readTitle(title);
      discovery.read([...title, ...abstract]);
      discovery.readExplanations(text.abstract, language);
    }
    await pace();
  }
  const found = new Collection(discovery, roles, discovery.longForms(splitter), texts.length);
  const offsets = new Uint32Array(texts.length + 1);
  const paperLanguages: Language[] = [];
  for (const [paper, text] of texts.entries()) {
    const language = languageOf(text.abstract || text.title);
    paperLanguages.push(language);
    found.read(paper, splitter.runs(text.title, language), true);
    found.read(paper, splitter.runs(withoutHeadings(text.abstract), language), false);
    offsets[paper + 1] = found.postings.length;
    const turn = pace();
    if (turn) {
      onProgress?.(paper + 1, texts.length);
      await turn;
    }
  }
  const { candidates, postings } = found;
  const keys = candidates.map(({ words }) => keyOf(words));
  const phraseLanguages = candidates.map(({ words }) => phraseLanguage(words));
  return {
    surfaces: candidates.map(
      ({ spellings }, phrase) =>
        spellings.best(phraseLanguages[phrase] === 'en' ? roles.usuallySmall : undefined) ||
        (keys[phrase] ?? ''),
    ),
    keys,
    lengths: Uint8Array.from(candidates, ({ length }) => length),
    wording: found.wording(background),
    documentFrequency: Uint32Array.from(candidates, ({ papers }) => papers),
    offsets,
    ids: postings.view.map((posting) => posting >>> 1),
    inTitle: Uint8Array.from(postings.view, (posting) => posting & 1),
    paperLanguages,
    phraseLanguages,
  };
}
