/**
 * The candidate phrases of a corpus: runs of one to three words that occur in at least two papers
 * and hold a word that can name a topic, with the papers they occur in as flat arrays. Every topic
 * name is chosen from these.
 */
import { connectors, type Word, WordSplitter } from './words';

export interface PhraseText {
  readonly title: string;
  readonly abstract: string;
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
const longestPhrase = 3;

/** Phrases as a tree over stem numbers: a node is a phrase, its children the phrases it begins. */
class PhraseTree {
  readonly #stems = new Map<string, number>();
  readonly #children = new Map<number, number>();
  size = 1;

  /** The node reached from `node` by the stems of `word`; -1 if there is none and `grow` is false. */
  step(node: number, word: Word, grow: boolean): number {
    for (const stem of word.stems) {
      let number = this.#stems.get(stem);
      if (number === undefined) {
        if (!grow) return -1;
        number = this.#stems.size;
        this.#stems.set(stem, number);
      }
      // Stems stay below 2^21 (a vocabulary of two million), nodes below 2^32: exact as a double.
      const edge = node * 2097152 + number;
      let next = this.#children.get(edge);
      if (next === undefined) {
        if (!grow) return -1;
        next = this.size++;
        this.#children.set(edge, next);
      }
      node = next;
    }
    return node;
  }
}

/** `told` says whether the phrase holds a word that can name a topic by itself. */
type Visit = (node: number, phrase: readonly Word[], told: boolean) => void;

/** Calls `visit` for every run of one to three words of `run` that could be a phrase. */
function visitPhrases(tree: PhraseTree, run: readonly Word[], grow: boolean, visit: Visit): void {
  for (let from = 0; from < run.length; from++) {
    const first = run[from];
    if (!first || first.stop || first.kind === 'empty') continue;
    let node = 0;
    let told = false;
    let empty = false;
    for (let to = from; to < run.length && to < from + longestPhrase; to++) {
      const word = run[to];
      if (!word) break;
      const joins = to === from + 1 && connectors.has(word.surface) && first.kind === 'telling';
      if (word.stop && !joins) break;
      node = tree.step(node, word, grow);
      if (node < 0) break;
      if (word.stop) continue;
      told ||= word.kind === 'telling';
      empty ||= word.kind === 'empty';
      // "Adaptation methods" says no more than "adaptation".
      if (word.kind !== 'empty' && (told || !empty)) visit(node, run.slice(from, to + 1), told);
    }
  }
}

/** The papers that discovery reads: evenly spaced, never the first ones only. */
function sampleOf(n: number): number[] {
  if (n <= discoverySample) return Array.from({ length: n }, (_, paper) => paper);
  return Array.from({ length: discoverySample }, (_, i) => Math.floor((i * n) / discoverySample));
}

/** Counts, for every phrase of the sample, the papers it occurs in; by tree node. */
function countSample(
  tree: PhraseTree,
  texts: readonly PhraseText[],
  splitter: WordSplitter,
): Map<number, number> {
  const frequency = new Map<number, number>();
  const lastPaper = new Map<number, number>();
  for (const paper of sampleOf(texts.length)) {
    const text = texts[paper];
    if (!text) continue;
    for (const part of [text.title, text.abstract])
      for (const run of splitter.runs(part))
        visitPhrases(tree, run, true, (node) => {
          if (lastPaper.get(node) === paper) return;
          lastPaper.set(node, paper);
          frequency.set(node, (frequency.get(node) ?? 0) + 1);
        });
  }
  return frequency;
}

/** The spelling most papers use, in lower case unless it is mostly written with capitals. */
class Spellings {
  readonly #running = new Map<string, number>();
  readonly #titles = new Map<string, number>();

  add(surface: string, inTitle: boolean): void {
    const counts = inTitle ? this.#titles : this.#running;
    counts.set(surface, (counts.get(surface) ?? 0) + 1);
  }

  best(): string {
    const merged = new Map<string, { total: number; forms: [string, number][] }>();
    // Titles are often written with capitals throughout, so running text decides where there is any.
    for (const [surface, count] of this.#running.size > 0 ? this.#running : this.#titles) {
      const lower = surface.toLowerCase();
      const entry = merged.get(lower) ?? { total: 0, forms: [] };
      entry.total += count;
      entry.forms.push([surface, count]);
      merged.set(lower, entry);
    }
    const byCount = (a: [string, number], b: [string, number]) =>
      b[1] - a[1] || (a[0] < b[0] ? -1 : 1);
    const [lower, entry] = [...merged].sort((a, b) =>
      byCount([a[0], a[1].total], [b[0], b[1].total]),
    )[0] ?? ['', null];
    if (!entry) return '';
    // An initial capital may only mean a sentence began; a capital inside a word is how it is spelt.
    const spelt = entry.forms
      .filter(([form]) => /\p{L}\p{Lu}|\p{N}\p{Lu}/u.test(form))
      .sort(byCount)[0];
    const plain = entry.forms.find(([form]) => form === lower)?.[1] ?? 0;
    if (spelt && spelt[1] > plain) return spelt[0];
    const capital = entry.forms.sort(byCount)[0];
    return plain === 0 && capital && entry.total > 3 ? capital[0] : lower;
  }
}

/** Least association of two general words that makes a term of them ("domain adaptation"). */
const leastAssociation = 0.4;

/**
 * Whether two general words belong together: normalised pointwise mutual information (Bouma 2009)
 * of standing side by side, over papers.
 */
function isTerm(
  tree: PhraseTree,
  frequency: ReadonlyMap<number, number>,
  papers: number,
  node: number,
  phrase: readonly Word[],
): boolean {
  const [first, second] = phrase;
  if (!first || !second || phrase.length > 2) return false;
  const share = (at: number) => (frequency.get(at) ?? 0) / papers;
  const both = share(node);
  const apart = share(tree.step(0, first, false)) * share(tree.step(0, second, false));
  return both >= 1 || Math.log(both / apart) / -Math.log(both) >= leastAssociation;
}

interface Candidate {
  readonly id: number;
  readonly key: string;
  readonly length: number;
  readonly spellings: Spellings;
}

/**
 * Finds the candidate phrases of a corpus and where they occur.
 *
 * Discovery reads at most 4,000 papers, evenly spaced; all papers are then searched for what it
 * found, so the cost is linear in the text with a small constant (measured in docs/performance.md).
 */
export function buildPhraseIndex(texts: readonly PhraseText[]): PhraseIndex {
  const splitter = new WordSplitter();
  const tree = new PhraseTree();
  const frequency = countSample(tree, texts, splitter);
  const minimum = texts.length < 4 ? 1 : 2;

  const candidates = new Map<number, Candidate>();
  const postings: number[] = [];
  const titleMarks: number[] = [];
  const offsets = new Uint32Array(texts.length + 1);
  const documentFrequency: number[] = [];
  const seenIn = new Map<number, number>();
  const rejected = new Set<number>();
  const sampled = Math.min(texts.length, discoverySample);

  texts.forEach((text, paper) => {
    [text.title, text.abstract].forEach((part, partNumber) => {
      for (const run of splitter.runs(part))
        visitPhrases(tree, run, false, (node, phrase, told) => {
          if ((frequency.get(node) ?? 0) < minimum || (!told && phrase.length === 1)) return;
          let candidate = candidates.get(node);
          if (!candidate) {
            if (rejected.has(node)) return;
            if (!told && !isTerm(tree, frequency, sampled, node, phrase)) {
              rejected.add(node);
              return;
            }
            candidate = {
              id: candidates.size,
              key: phrase.flatMap((word) => word.stems).join(' '),
              length: phrase.length,
              spellings: new Spellings(),
            };
            candidates.set(node, candidate);
            documentFrequency.push(0);
          }
          candidate.spellings.add(phrase.map((word) => word.surface).join(' '), partNumber === 0);
          if (seenIn.get(candidate.id) === paper) return;
          seenIn.set(candidate.id, paper);
          documentFrequency[candidate.id] = (documentFrequency[candidate.id] ?? 0) + 1;
          postings.push(candidate.id);
          titleMarks.push(partNumber === 0 ? 1 : 0);
        });
    });
    offsets[paper + 1] = postings.length;
  });

  const ordered = [...candidates.values()];
  return {
    surfaces: ordered.map(({ spellings, key }) => spellings.best() || key),
    keys: ordered.map(({ key }) => key),
    lengths: Uint8Array.from(ordered, ({ length }) => length),
    documentFrequency: Uint32Array.from(documentFrequency),
    offsets,
    ids: Uint32Array.from(postings),
    inTitle: Uint8Array.from(titleMarks),
  };
}
