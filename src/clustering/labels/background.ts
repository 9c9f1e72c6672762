/** What the lexicon's training text says of single words and pairs of English: rarity and use. */
import type { LexiconWithUses } from '../../embedding/lexicon-file';
import { wordForm } from '../../text/words';

export interface WordUse {
  /** Inverse document frequency, natural logarithm. */
  readonly idf: number;
  /** Shares of its occurrences, 0 to 1: see `WordUses` in `lexicon-file.ts`. */
  readonly end: number;
  readonly determiner: number;
  readonly alone: number;
  readonly verb: number;
}

export class Background {
  readonly #rows: ReadonlyMap<string, number>;
  readonly #lexicon: LexiconWithUses;
  readonly #pairs = new Map<number, number>();

  constructor(lexicon: LexiconWithUses) {
    this.#lexicon = lexicon;
    this.#rows = new Map(lexicon.terms.map((term, row) => [term, row]));
    const { first, second } = lexicon.uses.pairs;
    first.forEach((row, pair) => {
      this.#pairs.set(row * lexicon.terms.length + (second[pair] ?? 0), pair);
    });
  }

  /** How a word is used, whatever its case and number; undefined for words the lexicon lacks. */
  use(word: string): WordUse | undefined {
    const row = this.#rows.get(wordForm(word));
    if (row === undefined) return undefined;
    const { idf, uses } = this.#lexicon;
    return {
      idf: idf[row] ?? 0,
      end: uses.end[row] ?? 0,
      determiner: uses.determiner[row] ?? 0,
      alone: uses.alone[row] ?? 0,
      verb: uses.verb[row] ?? 0,
    };
  }

  /** Share of texts with two words side by side in which no further content word follows. */
  pairEnd(first: string, second: string): number | undefined {
    const [a, b] = [this.#rows.get(wordForm(first)), this.#rows.get(wordForm(second))];
    if (a === undefined || b === undefined) return undefined;
    const pair = this.#pairs.get(a * this.#lexicon.terms.length + b);
    return pair === undefined ? undefined : this.#lexicon.uses.pairs.end[pair];
  }
}
