/**
 * The phrases of a text as walks in a tree over word forms: a node is a phrase, its children the
 * phrases it begins. Numbers instead of strings keep a million phrases cheap to count.
 */
import type { Word } from './word-runs';

/** Content words in a phrase, at most. */
export const longestPhrase = 4;

export class PhraseTree {
  readonly #forms = new Map<string, number>();
  readonly #children = new Map<number, number>();
  /** 1 for a node that begins others: most begin none, and need not be looked up. */
  readonly #begins: number[] = [];
  /** The numbers of words of one form, by the word's id. */
  readonly #numberOf: (number | undefined)[] = [];
  /** Nodes so far, the root (0) included. */
  size = 1;

  /** The node reached from `node` by the forms of `word`; -1 if there is none and `grow` is false. */
  step(node: number, word: Word, grow: boolean): number {
    if (!grow && this.#begins[node] !== 1) return -1;
    const { forms, id } = word;
    const known = this.#numberOf[id];
    if (known !== undefined) return this.#child(node, known, grow);
    for (const form of forms) {
      let number = this.#forms.get(form);
      if (number === undefined) {
        if (!grow) return -1;
        number = this.#forms.size;
        this.#forms.set(form, number);
      }
      if (forms.length === 1) this.#numberOf[id] = number;
      node = this.#child(node, number, grow);
      if (node < 0) return -1;
    }
    return node;
  }

  #child(node: number, form: number, grow: boolean): number {
    // Forms stay below 2^21 (a vocabulary of two million), nodes below 2^32: exact as a double.
    const edge = node * 2097152 + form;
    const known = this.#children.get(edge);
    if (known !== undefined || !grow) return known ?? -1;
    this.#begins[node] = 1;
    this.#begins[this.size] = 0;
    this.#children.set(edge, this.size);
    return this.size++;
  }
}

/** Called with a phrase's node, its words `run[from]` to `run[to - 1]`, and how many carry content. */
export type Visit = (node: number, from: number, to: number, length: number) => void;

/**
 * Calls `visit` for every run of one to four content words of `run`, with joining words between them.
 *
 * @param mayGrow whether phrases that the tree has not may be added below a node
 */
export function visitPhrases(
  tree: PhraseTree,
  run: readonly Word[],
  mayGrow: (node: number) => boolean,
  visit: Visit,
): void {
  for (let from = 0; from < run.length; from++) {
    if (run[from]?.kind !== 'content') continue;
    let node = 0;
    let length = 0;
    for (let to = from; to < run.length && length < longestPhrase; to++) {
      const word = run[to];
      if (!word) break;
      if (word.kind !== 'content' && (word.kind !== 'joining' || !joinsHere(run, to))) break;
      node = tree.step(node, word, mayGrow(node));
      if (node < 0) break;
      if (word.kind !== 'content') continue;
      length++;
      visit(node, from, to + 1, length);
    }
  }
}

/** A joining word stands between two content words. */
function joinsHere(run: readonly Word[], at: number): boolean {
  return run[at - 1]?.kind === 'content' && run[at + 1]?.kind === 'content';
}
