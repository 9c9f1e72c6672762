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
  /** Nodes so far, the root (0) included. */
  size = 1;

  /** The node reached from `node` by the forms of `word`; -1 if there is none and `grow` is false. */
  step(node: number, word: Word, grow: boolean): number {
    for (const form of word.forms) {
      let number = this.#forms.get(form);
      if (number === undefined) {
        if (!grow) return -1;
        number = this.#forms.size;
        this.#forms.set(form, number);
      }
      // Forms stay below 2^21 (a vocabulary of two million), nodes below 2^32: exact as a double.
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
