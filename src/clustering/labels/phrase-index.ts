/**
 * The candidate phrases of a corpus: runs of one to three words that occur in at least two papers
 * and hold a word that can name a topic, with the papers they occur in as flat arrays. Every topic
 * name is chosen from these.
 */
import { GrowingNumbers } from '../../foundation/growing-numbers';
import { createPacer } from '../../foundation/pacer';
import { PhraseTree, visitPhrases } from './phrase-tree';
import { Spellings } from './spellings';
import { type Word, WordSplitter } from './words';

export interface PhraseText {
  readonly title: string;
  readonly abstract: string;
}

export interface ReadOptions {
  /** Aborting rejects with its reason, between two papers. */
  readonly signal?: AbortSignal;
  /** Papers read so far, out of all. */
  readonly onProgress?: (papers: number, total: number) => void;
}

export interface PhraseIndex {
  /** How each phrase is most often written. */
  readonly surfaces: readonly string[];
  /** Stems of each phrase joined by spaces: equal for all spellings and inflections. */
  readonly keys: readonly string[];
  /** Words in each phrase, 1 to 3. */
  readonly lengths: Uint8Array;
  /** Papers each phrase occurs in. */
  readonly documentFrequency: Uint32Array;
  /** Paper `p` holds phrases `ids[offsets[p]]` to `ids[offsets[p + 1] - 1]`; length n+1. */
  readonly offsets: Uint32Array;
  readonly ids: Uint32Array;
  /** 1 where the phrase stands in the paper's title; beside `ids`. */
  readonly inTitle: Uint8Array;
}

/** Papers read to find the candidate phrases; the others are only searched for them. */
const discoverySample = 4000;

/** The papers that discovery reads: evenly spaced, never the first ones only. */
function sampleOf(n: number): number[] {
  if (n <= discoverySample) return Array.from({ length: n }, (_, paper) => paper);
  return Array.from({ length: discoverySample }, (_, i) => Math.floor((i * n) / discoverySample));
}

/** Least association of two general words that makes a term of them ("domain adaptation"). */
const leastAssociation = 0.4;

/** What discovery found: the tree of all phrases, and in how many papers of the sample each is. */
class Discovery {
  readonly tree = new PhraseTree();
  readonly #frequency: number[] = [];
  readonly #lastPaper: number[] = [];
  #papers = 0;

  /** Counts the phrases of a paper, each once. */
  read(runs: readonly (readonly Word[])[]): void {
    const paper = ++this.#papers;
    for (const run of runs)
      visitPhrases(this.tree, run, true, (node) => {
        if (this.#lastPaper[node] === paper) return;
        this.#lastPaper[node] = paper;
        this.#frequency[node] = this.frequency(node) + 1;
      });
  }

  frequency(node: number): number {
    return this.#frequency[node] ?? 0;
  }

  /**
   * Whether two general words belong together: normalised pointwise mutual information (Bouma
   * 2009) of standing side by side, over papers.
   */
  isTerm(node: number, phrase: readonly Word[]): boolean {
    const [first, second] = phrase;
    if (!first || !second || phrase.length > 2) return false;
    const share = (at: number) => this.frequency(at) / this.#papers;
    const both = share(node);
    const apart = share(this.tree.step(0, first, false)) * share(this.tree.step(0, second, false));
    return both >= 1 || Math.log(both / apart) / -Math.log(both) >= leastAssociation;
  }
}

/** Gathers candidates and their postings, paper by paper. */
class Collection {
  readonly #discovery: Discovery;
  readonly #minimum: number;
  /** Candidate of each tree node, plus one; 0 for not yet seen, -1 for rejected. */
  readonly #candidateOf: Int32Array;
  readonly #lastPaper: number[] = [];
  readonly keys: string[] = [];
  readonly lengths: number[] = [];
  readonly spellings: Spellings[] = [];
  readonly documentFrequency: number[] = [];
  /** Candidates paper by paper, twice their number, and one more where in the title. */
  readonly postings = new GrowingNumbers();

  constructor(discovery: Discovery, minimum: number) {
    this.#discovery = discovery;
    this.#minimum = minimum;
    this.#candidateOf = new Int32Array(discovery.tree.size);
  }

  read(paper: number, runs: readonly (readonly Word[])[], inTitle: boolean): void {
    for (const run of runs)
      visitPhrases(this.#discovery.tree, run, false, (node, from, to, told) => {
        if (!told && to - from === 1) return;
        const candidate = this.#candidate(node, run, from, to, told);
        if (candidate < 0) return;
        this.spellings[candidate]?.add(spelt(run, from, to), inTitle);
        if (this.#lastPaper[candidate] === paper) return;
        this.#lastPaper[candidate] = paper;
        this.documentFrequency[candidate] = (this.documentFrequency[candidate] ?? 0) + 1;
        this.postings.push(2 * candidate + (inTitle ? 1 : 0));
      });
  }

  #candidate(node: number, run: readonly Word[], from: number, to: number, told: boolean): number {
    const known = this.#candidateOf[node] ?? -1;
    if (known !== 0) return known - (known > 0 ? 1 : 0);
    const phrase = run.slice(from, to);
    const wanted =
      this.#discovery.frequency(node) >= this.#minimum &&
      (told || this.#discovery.isTerm(node, phrase));
    if (!wanted) {
      this.#candidateOf[node] = -1;
      return -1;
    }
    const candidate = this.keys.length;
    this.#candidateOf[node] = candidate + 1;
    this.keys.push(phrase.flatMap((word) => word.stems).join(' '));
    this.lengths.push(phrase.length);
    this.spellings.push(new Spellings());
    return candidate;
  }
}

function spelt(run: readonly Word[], from: number, to: number): string {
  let text = run[from]?.surface ?? '';
  for (let at = from + 1; at < to; at++) text += ` ${run[at]?.surface ?? ''}`;
  return text;
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
  { signal, onProgress }: ReadOptions = {},
): Promise<PhraseIndex> {
  const pace = createPacer(signal);
  const splitter = new WordSplitter();
  const discovery = new Discovery();
  onProgress?.(0, texts.length);
  for (const paper of sampleOf(texts.length)) {
    const text = texts[paper];
    if (text) discovery.read([...splitter.runs(text.title), ...splitter.runs(text.abstract)]);
    await pace();
  }
  const found = new Collection(discovery, texts.length < 4 ? 1 : 2);
  const offsets = new Uint32Array(texts.length + 1);
  for (const [paper, text] of texts.entries()) {
    found.read(paper, splitter.runs(text.title), true);
    found.read(paper, splitter.runs(text.abstract), false);
    offsets[paper + 1] = found.postings.length;
    const turn = pace();
    if (turn) {
      onProgress?.(paper + 1, texts.length);
      await turn;
    }
  }
  return {
    surfaces: found.keys.map((key, candidate) => found.spellings[candidate]?.best() || key),
    keys: found.keys,
    lengths: Uint8Array.from(found.lengths),
    documentFrequency: Uint32Array.from(found.documentFrequency),
    offsets,
    ids: found.postings.view.map((posting) => posting >>> 1),
    inTitle: Uint8Array.from(found.postings.view, (posting) => posting & 1),
  };
}
