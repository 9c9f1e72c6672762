/**
 * The candidate phrases of a corpus: noun phrases of one to four words that occur in at least two
 * papers, with the papers they occur in as flat arrays. Every topic name is chosen from these.
 */
import { GrowingNumbers } from '../../foundation/growing-numbers';
import { createPacer } from '../../foundation/pacer';
import type { Background } from './background';
import { isPlural, onlyInCompany, weakHeads } from './empty-words';
import { generalWords } from './general-words';
import { withoutHeadings } from './headings';
import { languageOf, type Language } from './languages';
import { PhraseTree, visitPhrases } from './phrase-tree';
import { Spellings } from './spellings';
import { WordRoles } from './word-roles';
import { WordSplitter, written, type Word } from './word-runs';

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

/** Occurrences of a phrase that say how it is spelt. */
const spellingsSeen = 200;
/** Papers read to find the candidate phrases; the others are only searched for them. */
const discoverySample = 4000;
/** Above this many papers, a phrase is followed to longer ones only from its second paper on. */
const fullDiscovery = 1500;

/** What a name gains by one to four words. */
const lengthWorth = [0, 0.6, 1.4, 1.55, 1.35];
const foreignWord = 0.9;
/** Occurrences that the background's share of complete ones counts for. */
const pairWeight = 6;
/** What is left of a phrase with a head that adds little, and of one that no field has to itself. */
const weakHead = 0.6;
const allGeneral = 0.75;
/** What is left of a single word in -ing, of which some are nouns ("pruning"). */
const loneGerund = 0.6;

/** The papers that discovery reads: evenly spaced, never the first ones only. */
function sampleOf(n: number): number[] {
  if (n <= discoverySample) return Array.from({ length: n }, (_, paper) => paper);
  return Array.from({ length: discoverySample }, (_, i) => Math.floor((i * n) / discoverySample));
}

/** What discovery found: the tree of all phrases, and in how many papers of the sample each is. */
class Discovery {
  readonly tree = new PhraseTree();
  readonly #frequency: number[] = [];
  readonly #lastPaper: number[] = [];
  readonly #full: boolean;
  #papers = 0;

  constructor(papers: number) {
    this.#full = papers <= fullDiscovery;
  }

  /** Counts the phrases of a paper, each once. */
  read(runs: readonly (readonly Word[])[]): void {
    const paper = ++this.#papers;
    const mayGrow = (node: number): boolean =>
      this.#full || this.frequency(node) !== 1 || this.#lastPaper[node] !== paper;
    for (const run of runs)
      visitPhrases(this.tree, run, mayGrow, (node) => {
        if (this.#lastPaper[node] === paper) return;
        this.#lastPaper[node] = paper;
        this.#frequency[node] = this.frequency(node) + 1;
      });
  }

  frequency(node: number): number {
    return this.#frequency[node] ?? 0;
  }
}

/** Gathers candidates and their postings, paper by paper. */
class Collection {
  readonly #discovery: Discovery;
  readonly #roles: WordRoles;
  readonly #background: Background | null;
  readonly #minimum: number;
  /** Candidate of each tree node, plus one; 0 for not yet seen, -1 for rejected. */
  readonly #candidateOf: Int32Array;
  readonly #lastPaper: number[] = [];
  readonly #occurrences: number[] = [];
  readonly #complete: number[] = [];
  readonly #phrases: (readonly Word[])[] = [];
  readonly lengths: number[] = [];
  readonly spellings: Spellings[] = [];
  readonly documentFrequency: number[] = [];
  /** Candidates paper by paper, twice their number, and one more where in the title. */
  readonly postings = new GrowingNumbers();

  constructor(discovery: Discovery, roles: WordRoles, background: Background | null, n: number) {
    this.#discovery = discovery;
    this.#roles = roles;
    this.#background = background;
    this.#minimum = n < 4 ? 1 : 2;
    this.#candidateOf = new Int32Array(discovery.tree.size);
  }

  read(paper: number, runs: readonly (readonly Word[])[], inTitle: boolean): void {
    for (const run of runs)
      visitPhrases(
        this.#discovery.tree,
        run,
        () => false,
        (node, from, to, length) => {
          const candidate = this.#candidate(node, run, from, to, length);
          if (candidate < 0) return;
          const seen = this.#occurrences[candidate] ?? 0;
          this.#occurrences[candidate] = seen + 1;
          if (seen < spellingsSeen) this.spellings[candidate]?.add(written(run, from, to), inTitle);
          const next = run[to];
          if (next === undefined || this.#roles.role(next) === 'none')
            this.#complete[candidate] = (this.#complete[candidate] ?? 0) + 1;
          if (this.#lastPaper[candidate] === paper) return;
          this.#lastPaper[candidate] = paper;
          this.documentFrequency[candidate] = (this.documentFrequency[candidate] ?? 0) + 1;
          this.postings.push(2 * candidate + (inTitle ? 1 : 0));
        },
      );
  }

  get keys(): string[] {
    return this.#phrases.map((words) => words.flatMap(({ forms }) => forms).join(' '));
  }

  languageOf(candidate: number): Language {
    return this.#phrases[candidate]?.[0]?.language ?? 'en';
  }

  get languages(): Language[] {
    return this.#phrases.map((_, candidate) => this.languageOf(candidate));
  }

  /** How much each phrase says by its words alone: see {@link PhraseIndex.wording}. */
  wording(): Float32Array {
    return Float32Array.from(this.#phrases, (words, candidate) => {
      const content = words.filter(({ kind }) => kind === 'content');
      const rarity = Math.max(...content.map((word) => this.#roles.rarity(word)));
      const head = content.at(-1);
      // A single common word says less than the same word in company.
      const alone = content.length === 1 ? rarity : 1;
      const length = this.lengths[candidate] ?? 1;
      // What English says in two words, German and others often say in one.
      const worthOfLength =
        length === 1 && head?.language !== 'en' ? foreignWord : (lengthWorth[length] ?? 1);
      let worth = alone * rarity * worthOfLength;
      if (head?.language === 'en') {
        if (content.length === 1 && head.lower.endsWith('ing')) worth *= loneGerund;
        if (weakHeads.has(head.lower)) worth *= weakHead;
        if (content.every(({ lower }) => generalWords.has(lower))) worth *= allGeneral;
      }
      return worth * this.#completeness(candidate, content);
    });
  }

  #completeness(candidate: number, content: readonly Word[]): number {
    const seen = this.#occurrences[candidate] ?? 0;
    const complete = this.#complete[candidate] ?? 0;
    const [first, second] = content;
    const known =
      content.length === 2 && first && second && first.language === 'en'
        ? this.#background?.pairEnd(first.lower, second.lower)
        : undefined;
    if (known === undefined) return (complete + 1) / (seen + 1.5);
    return (complete + pairWeight * known) / (seen + pairWeight);
  }

  #candidate(node: number, run: readonly Word[], from: number, to: number, length: number): number {
    const known = this.#candidateOf[node] ?? -1;
    if (known !== 0) return known - (known > 0 ? 1 : 0);
    const phrase = run.slice(from, to);
    if (
      this.#discovery.frequency(node) < (length > 2 ? 1 : this.#minimum) ||
      !this.#isNounPhrase(phrase)
    ) {
      this.#candidateOf[node] = -1;
      return -1;
    }
    const candidate = this.#phrases.length;
    this.#candidateOf[node] = candidate + 1;
    this.#phrases.push(phrase);
    this.lengths.push(length);
    this.spellings.push(new Spellings());
    return candidate;
  }

  /** No verb in it, a noun at its end, and, alone, a word that is not everybody's. */
  #isNounPhrase(phrase: readonly Word[]): boolean {
    const head = phrase.at(-1);
    if (!head || !headRole(phrase, this.#roles)) return false;
    if (phrase.some((word) => word.kind === 'content' && this.#roles.role(word) === 'none'))
      return false;
    if (
      head.language === 'en' &&
      phrase.some((word, at) => at < phrase.length - 1 && isPlural(word.lower) && !acronym(word))
    )
      return false;
    if (phrase.length > 1) return true;
    return this.#standsAlone(head);
  }

  /** Whether a noun names a topic without company. */
  #standsAlone(word: Word): boolean {
    if (/^\p{N}/u.test(word.surface)) return false;
    if (!/\p{L}{2}|\p{Lu}\p{N}/u.test(word.surface) && word.surface.length < 2) return false;
    if (word.language !== 'en') return true;
    if (participle.test(word.lower) && !acronym(word)) return false;
    if (this.#roles.isCommon(word)) return false;
    return ![word.lower, word.forms.join(' ')].some(
      (form) => generalWords.has(form) || weakHeads.has(form) || onlyInCompany.has(form),
    );
  }
}

/** Participles of the past; nouns in -eed are none. */
const participle = /[^e]ed$/;
function acronym({ surface }: Word): boolean {
  return /^\p{Lu}{2}/u.test(surface);
}

/** Romance languages set the noun before its adjectives; elsewhere the last word heads a phrase. */
function headRole(phrase: readonly Word[], roles: WordRoles): boolean {
  const first = phrase[0];
  const last = phrase.at(-1);
  if (!first || !last) return false;
  const nounFirst = ['fr', 'es', 'pt', 'it'].includes(first.language);
  return roles.role(nounFirst ? first : last) === 'head';
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
  const sample = sampleOf(texts.length);
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
    }
    await pace();
  }
  const found = new Collection(discovery, roles, background, texts.length);
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
  const keys = found.keys;
  return {
    surfaces: keys.map(
      (key, candidate) =>
        found.spellings[candidate]?.best(
          found.languageOf(candidate) === 'en' ? roles.usuallySmall : undefined,
        ) || key,
    ),
    keys,
    lengths: Uint8Array.from(found.lengths),
    wording: found.wording(),
    documentFrequency: Uint32Array.from(found.documentFrequency),
    offsets,
    ids: found.postings.view.map((posting) => posting >>> 1),
    inTitle: Uint8Array.from(found.postings.view, (posting) => posting & 1),
    paperLanguages,
    phraseLanguages: found.languages,
  };
}
