/**
 * The phrases of a text as walks in a tree over stems: a node is a phrase, its children the phrases
 * it begins. Numbers instead of strings keep a million phrases cheap to count.
 */
import { connectors, type Word } from './words';

const longestPhrase = 3;

export class PhraseTree {
  readonly #stems = new Map<string, number>();
  readonly #children = new Map<number, number>();
  /** Nodes so far, the root (0) included. */
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

/**
 * Called with a phrase's node and its words, `run[from]` to `run[to - 1]`; `told` says whether the phrase holds a word that can name a topic by
 * itself.
 */
export type Visit = (node: number, from: number, to: number, told: boolean) => void;

/** Calls `visit` for every run of one to three words of `run` that could be a phrase. */
export function visitPhrases(
  tree: PhraseTree,
  run: readonly Word[],
  grow: boolean,
  visit: Visit,
): void {
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
      if (word.kind !== 'empty' && (told || !empty)) visit(node, from, to + 1, told);
    }
  }
}
