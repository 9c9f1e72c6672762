/** Which phrases a corpus has: the first of two readings, of a sample where there are many papers. */
import { explanations } from './abbreviations';
import type { Language } from './languages';
import { PhraseTree, visitPhrases } from './phrase-tree';
import type { Word, WordSplitter } from './word-runs';

/** Papers read to find the candidate phrases; the others are only searched for them. */
const discoverySample = 4000;
/** Above this many papers, a phrase is followed to longer ones only from its second paper on. */
const fullDiscovery = 1500;
/** The words of an abbreviation stand for it where at least this share of its papers say them. */
const leastSpelledOut = 0.25;

/** The words that an abbreviation stands for, and their node. */
export interface LongForm {
  readonly node: number;
  readonly words: readonly Word[];
}

/** The papers that discovery reads: evenly spaced, never the first ones only. */
export function discoverySampleOf(n: number): number[] {
  if (n <= discoverySample) return Array.from({ length: n }, (_, paper) => paper);
  return Array.from({ length: discoverySample }, (_, i) => Math.floor((i * n) / discoverySample));
}

/** The tree of all phrases, in how many papers of the sample each is, and what is abbreviated how. */
export class Discovery {
  readonly tree = new PhraseTree();
  readonly #frequency: number[] = [];
  readonly #lastPaper: number[] = [];
  readonly #full: boolean;
  /** By language and abbreviation, how often each wording explains it. */
  readonly #explained = new Map<Language, Map<string, Map<string, number>>>();
  #papers = 0;

  /** @param papers how many will be read */
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

  /** Notes the abbreviations that a text explains. */
  readExplanations(text: string, language: Language): void {
    for (const { short, long } of explanations(text)) {
      const known = this.#explained.get(language) ?? new Map<string, Map<string, number>>();
      this.#explained.set(language, known);
      const wordings = known.get(short) ?? new Map<string, number>();
      known.set(short, wordings);
      wordings.set(long, (wordings.get(long) ?? 0) + 1);
    }
  }

  frequency(node: number): number {
    return this.#frequency[node] ?? 0;
  }

  /**
   * By the nodes of abbreviations, the phrases that they stand for: the one that most explanations give.
   * One that few papers spell out ("DNA") stays as it is.
   */
  longForms(splitter: WordSplitter): Map<number, LongForm> {
    const forms = new Map<number, LongForm>();
    for (const [language, known] of this.#explained)
      for (const [short, wordings] of known) {
        const best = this.#commonest(wordings, language, splitter);
        // Of two letters, the plural has another form.
        for (const written of best ? [short, `${short}s`] : []) {
          const [node] = this.#phrase(splitter.runs(written, language));
          if (node === undefined || !best) continue;
          if (this.frequency(best.node) >= leastSpelledOut * this.frequency(node))
            forms.set(node, best);
        }
      }
    return forms;
  }

  #commonest(
    wordings: ReadonlyMap<string, number>,
    language: Language,
    splitter: WordSplitter,
  ): LongForm | undefined {
    const counts = new Map<number, number>();
    let best: LongForm | undefined;
    for (const [long, count] of wordings) {
      const [node, words] = this.#phrase(splitter.runs(long, language));
      if (node === undefined) continue;
      const sum = (counts.get(node) ?? 0) + count;
      counts.set(node, sum);
      if (!best || sum > (counts.get(best.node) ?? 0)) best = { node, words };
    }
    return best;
  }

  /** The node of a text that is one phrase, with its words. */
  #phrase(runs: readonly (readonly Word[])[]): [node: number | undefined, words: readonly Word[]] {
    const [words = []] = runs;
    let found: number | undefined;
    if (runs.length === 1)
      visitPhrases(
        this.tree,
        words,
        () => false,
        (node, from, to) => {
          if (from === 0 && to === words.length) found = node;
        },
      );
    return [found, words];
  }
}
