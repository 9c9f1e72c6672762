/** The candidate phrases and the papers that hold them: the second reading, of all papers. */
import { GrowingNumbers } from '../../foundation/growing-numbers';
import type { Background } from './background';
import type { Language } from './languages';
import { NounPhrases } from './noun-phrases';
import type { Discovery, LongForm } from './phrase-discovery';
import { visitPhrases } from './phrase-tree';
import { wordingOf } from './phrase-wording';
import { Spellings } from './spellings';
import type { WordRoles } from './word-roles';
import { written, type Word } from './word-runs';

/** Occurrences of a phrase that say how it is spelt. */
const spellingsSeen = 200;
/** Occurrences that the background's share of complete ones counts for. */
const pairWeight = 6;

/** A candidate as it is gathered. */
interface Candidate {
  readonly words: readonly Word[];
  readonly spellings: Spellings;
  /** Content words. */
  readonly length: number;
  papers: number;
  lastPaper: number;
  occurrences: number;
  /** Occurrences that no content word follows. */
  complete: number;
}

export class Collection {
  readonly candidates: Candidate[] = [];
  /** Candidates paper by paper, twice their number, and one more where in the title. */
  readonly postings = new GrowingNumbers();
  /** Papers of the sample that a phrase of up to two words is in at least. */
  readonly #minimum: number;
  /** Candidate of each tree node, plus one; 0 for not yet seen, -1 for too rare. */
  readonly #candidateOf: Int32Array;
  readonly #nounPhrases: NounPhrases;

  /** @param n papers of the corpus */
  constructor(
    private readonly discovery: Discovery,
    private readonly roles: WordRoles,
    private readonly longForms: ReadonlyMap<number, LongForm>,
    n: number,
  ) {
    this.#minimum = n < 4 ? 1 : 2;
    this.#candidateOf = new Int32Array(discovery.tree.size);
    this.#nounPhrases = new NounPhrases(roles);
  }

  /** Reads a text of a paper; its title first. */
  read(paper: number, runs: readonly (readonly Word[])[], inTitle: boolean): void {
    for (const run of runs)
      visitPhrases(
        this.discovery.tree,
        run,
        () => false,
        (node, from, to, length) => {
          const long = this.#spelledOut(node);
          const number = long ?? this.#candidate(node, run, from, to, length);
          const candidate = this.candidates[number];
          if (!candidate) return;
          const next = run[to];
          const whole = next === undefined || this.roles.role(next) === 'none';
          if (long === undefined && candidate.occurrences < spellingsSeen)
            candidate.spellings.add(written(run, from, to), inTitle, whole);
          candidate.occurrences++;
          if (whole) candidate.complete++;
          if (candidate.lastPaper === paper) return;
          candidate.lastPaper = paper;
          candidate.papers++;
          this.postings.push(2 * number + (inTitle ? 1 : 0));
        },
      );
  }

  /** See `PhraseIndex.wording`. */
  wording(background: Background | null): Float32Array {
    return Float32Array.from(
      this.candidates,
      (candidate) => wordingOf(candidate.words, this.roles) * completeness(candidate, background),
    );
  }

  /** The candidate of the words that an abbreviation stands for. */
  #spelledOut(node: number): number | undefined {
    const long = this.longForms.get(node);
    if (!long) return undefined;
    const { words } = long;
    const content = words.filter(({ kind }) => kind === 'content').length;
    const number = this.#candidate(long.node, words, 0, words.length, content);
    return number < 0 ? undefined : number;
  }

  #candidate(node: number, run: readonly Word[], from: number, to: number, length: number): number {
    const known = this.#candidateOf[node] ?? -1;
    if (known !== 0) return known - (known > 0 ? 1 : 0);
    if (this.discovery.frequency(node) < (length > 2 ? 1 : this.#minimum)) {
      this.#candidateOf[node] = -1;
      return -1;
    }
    // Another spelling of it may be a noun: "genes" where "gene" stands before other nouns.
    if (!this.#nounPhrases.has(run, from, to)) return -1;
    const words = run.slice(from, to);
    this.candidates.push({
      words,
      spellings: new Spellings(),
      length,
      papers: 0,
      lastPaper: -1,
      occurrences: 0,
      complete: 0,
    });
    this.#candidateOf[node] = this.candidates.length;
    return this.candidates.length - 1;
  }
}

/** Forms of a phrase's words joined by spaces. */
export function keyOf(words: readonly Word[]): string {
  return words.flatMap(({ forms }) => forms).join(' ');
}

export function phraseLanguage(words: readonly Word[]): Language {
  return words[0]?.language ?? 'en';
}

/** Share of occurrences that are the whole of a phrase, of which the lexicon knows some beforehand. */
function completeness(
  { words, occurrences, complete }: Candidate,
  background: Background | null,
): number {
  const [first, second, third] = words.filter(({ kind }) => kind === 'content');
  const known =
    first && second && !third && first.language === 'en'
      ? background?.pairEnd(first.lower, second.lower)
      : undefined;
  if (known === undefined) return (complete + 1) / (occurrences + 1.5);
  return (complete + pairWeight * known) / (occurrences + pairWeight);
}
