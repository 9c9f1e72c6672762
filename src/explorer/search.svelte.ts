/**
 * Finding papers by words while the user types. The index is made when it is first needed, in steps
 * that leave the page responsive, and again when other papers come on the map.
 */
import type { Paper } from '../corpus/paper';
import { createPacer } from '../foundation/pacer';
import { LexicalIndex } from '../search/lexical-index';
import { search } from '../search/search';

interface Index {
  readonly papers: readonly Paper[];
  readonly ready: Promise<LexicalIndex>;
}

export class Search {
  /** What is typed. */
  query = $state('');
  /** Leaves found, best first; null while nothing is asked. */
  found = $state.raw<readonly number[] | null>(null);

  readonly #papers: () => readonly Paper[];
  #index: Index | null = null;
  #asked = 0;

  constructor(papers: () => readonly Paper[]) {
    this.#papers = papers;
  }

  /** Makes the index ahead of the first key. */
  prepare(): void {
    void this.#indexOf(this.#papers());
  }

  async ask(query: string): Promise<void> {
    this.query = query;
    const asked = ++this.#asked;
    if (query.trim() === '') {
      this.found = null;
      return;
    }
    const papers = this.#papers();
    const index = await this.#indexOf(papers);
    if (asked !== this.#asked) return;
    const { hits } = search({ papers, index, vectors: null }, query, null);
    this.found = hits.map(({ paper }) => paper);
  }

  clear(): void {
    void this.ask('');
  }

  #indexOf(papers: readonly Paper[]): Promise<LexicalIndex> {
    if (this.#index?.papers !== papers) {
      const pace = createPacer();
      this.#index = { papers, ready: LexicalIndex.build(papers, async () => pace()) };
    }
    return this.#index.ready;
  }
}
