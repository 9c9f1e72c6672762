/** Word search over papers: BM25+ with prefixes and typing errors, by MiniSearch (alive, 5.7 kB). */
import MiniSearch, { type SearchResult } from 'minisearch';
import type { Paper } from '../corpus/paper';
import { englishStopWords } from '../text/stop-words';
import { foldForSearch } from './query';

export interface RankedPaper {
  readonly paper: number;
  /** Larger is better; comparable within one answer only. */
  readonly score: number;
}

interface Row {
  readonly id: number;
  readonly title: string;
  readonly abstract: string;
  readonly authors: string;
  readonly venue: string;
  readonly categories: string;
}

/** How much a hit in each field counts, relative to one in the abstract. */
const boost = { title: 3, authors: 2, categories: 1.5, venue: 1, abstract: 1 };

/** Papers indexed between two chances to do something else: about 20 ms of work. */
const chunk = 100;

/** Typing errors forgiven: none in words up to four letters, then one, then two. */
function fuzziness(term: string): number | false {
  return term.length < 5 ? false : term.length < 9 ? 1 : 2;
}

export class LexicalIndex {
  readonly #search = new MiniSearch<Row>({
    fields: ['title', 'abstract', 'authors', 'venue', 'categories'],
    idField: 'id',
    processTerm: (term) => {
      const folded = foldForSearch(term);
      return englishStopWords.has(folded) ? null : folded;
    },
  });

  /** Indexes papers by their position, in steps: `breathe` is awaited between two of them. */
  static async build(
    papers: readonly Paper[],
    breathe: (done: number) => Promise<void>,
  ): Promise<LexicalIndex> {
    const index = new LexicalIndex();
    for (let from = 0; from < papers.length; from += chunk) {
      papers.slice(from, from + chunk).forEach((paper, at) => {
        index.#search.add({
          id: from + at,
          title: paper.title,
          abstract: paper.abstract,
          authors: paper.authors.join(' '),
          venue: paper.venue ?? '',
          categories: paper.categories.join(' '),
        });
      });
      await breathe(Math.min(from + chunk, papers.length));
    }
    return index;
  }

  /**
   * Papers that hold the words, best first. All words are asked for (the last may be unfinished).
   * Typing errors are forgiven only if no paper holds the words as typed ("unlearning" is not a
   * misspelt "learning"), and only if even so none has them all is any of them enough.
   */
  rank(words: string): RankedPaper[] {
    const typed = {
      boost,
      prefix: (_: string, at: number, terms: string[]) => at === terms.length - 1,
    };
    const forgiving = { ...typed, fuzzy: fuzziness };
    const searches = [
      { ...typed, combineWith: 'AND' },
      { ...forgiving, combineWith: 'AND' },
      { ...forgiving, combineWith: 'OR' },
    ] as const;
    let found: SearchResult[] = [];
    for (const options of searches) {
      found = this.#search.search(words, options);
      if (found.length > 0) break;
    }
    return found.map(({ id, score }) => ({ paper: Number(id), score }));
  }
}
