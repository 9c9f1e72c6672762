/** The papers most like the one in the panel, asked of the engine once for each. */
import type { PaperMap } from '../../engine/map';
import type { PaperFinder } from '../ports';

export interface SimilarPaper {
  /** Leaf of the map. */
  readonly paper: number;
  /** Cosine similarity in the full vector space, -1 to 1. */
  readonly similarity: number;
}

/** Papers listed. */
const mostListed = 10;

export class Similar {
  #found = $state.raw<{
    readonly map: string;
    readonly leaf: number;
    readonly papers: readonly SimilarPaper[];
  } | null>(null);

  readonly #finder: PaperFinder;

  constructor(finder: PaperFinder) {
    this.#finder = finder;
  }

  /** Those like a leaf of a map; none until they are there. */
  to(map: PaperMap, leaf: number): readonly SimilarPaper[] {
    const found = this.#found;
    return found?.map === map.key && found.leaf === leaf ? found.papers : [];
  }

  /** Has them found; those near it on the map where the engine has none. */
  async want(map: PaperMap, leaf: number): Promise<void> {
    const { key, subset, corpusId, neighbours } = map;
    const paper = subset?.[leaf] ?? leaf;
    // On a map of a part of the corpus only those count that are on it.
    const asked = subset === null ? mostListed : Number.MAX_SAFE_INTEGER;
    const answer = await this.#finder.similar(corpusId, paper, asked);
    if (answer === null) {
      const { k, indices, similarities } = neighbours;
      const papers = Array.from(
        indices.subarray(leaf * k, leaf * k + Math.min(k, mostListed)),
        (other, rank) => ({ paper: other, similarity: similarities[leaf * k + rank] ?? 0 }),
      );
      this.#found = { map: key, leaf, papers };
      return;
    }
    const leafOf = subset && new Map(Array.from(subset, (of, at) => [of, at]));
    const papers: SimilarPaper[] = [];
    answer.papers.forEach((other, rank) => {
      const at = leafOf ? leafOf.get(other) : other;
      if (at !== undefined && papers.length < mostListed)
        papers.push({ paper: at, similarity: answer.similarities[rank] ?? 0 });
    });
    this.#found = { map: key, leaf, papers };
  }
}
