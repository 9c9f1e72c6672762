/**
 * Searches a published map by words after reading only those: the blocks of its index that hold the
 * words typed, and where several were typed, where they stand. The search is the one of `search/`, on
 * an index of these words alone, so that it answers as it does when everything has been read, without
 * what meaning adds.
 */
import type { SearchAnswer } from '../../engine/search-service';
import { answered } from '../../engine/search-answer';
import type { Paper } from '../../corpus/paper';
import { success, type Result } from '../../foundation/result';
import { indexedGroups, LexicalIndex } from '../../search/lexical-index';
import { parseQuery, type Query } from '../../search/query';
import { search } from '../../search/search';
import { searchTerms } from '../../search/search-terms';
import type { SiteReader } from '../../site/site-reader';
import type { PlacesBlock, WordBlock, WordDirectory } from '../../site/word-blocks';
import { WordsHere } from './words-here';

/** What of a query is looked up: words as they stand, and those that may be unfinished. */
interface LookedUp {
  readonly whole: readonly string[];
  readonly begun: readonly string[];
}

/** What a search reads of the papers themselves. */
export interface Titles {
  /** As far as they are here. */
  readonly papers: () => readonly Paper[];
  /** Fetches the titles of some papers. */
  fetch(papers: readonly number[]): Promise<Result<unknown>>;
}

/** What of a site's files is read. */
export type WordReader = Pick<SiteReader, 'n' | 'wordDirectory' | 'words' | 'wordPlaces'>;

export class SearchByNeed {
  readonly #reader: WordReader;
  readonly #titles: Titles;
  #directory: Promise<Result<WordDirectory | null>> | undefined;
  readonly #words = new Map<number, Promise<Result<WordBlock>>>();
  readonly #places = new Map<number, Promise<Result<PlacesBlock>>>();

  constructor(reader: WordReader, titles: Titles) {
    this.#reader = reader;
    this.#titles = titles;
  }

  /**
   * Answers a query of words.
   *
   * @returns null where the site has no index by words, or the query asks for more than words: for
   *   filters, papers like others, or stop words alone
   */
  async search(typed: string): Promise<Result<SearchAnswer> | null> {
    const query = parseQuery(typed);
    const looked = lookedUp(query);
    if (looked === null) return null;
    const directory = await this.#theDirectory();
    if (!directory.ok) return directory;
    if (directory.value === null) return null;
    const { firstWords } = directory.value;
    const wanted = new Set<number>();
    const want = (first: string, end: string): void => {
      for (const at of blocksOf(firstWords, first, end)) wanted.add(at);
    };
    for (const word of looked.whole) want(word, word);
    for (const word of looked.begun) want(word, `${word}\uffff`);
    let words = await this.#wordsOf(directory.value, wanted);
    if (!words.ok) return words;
    // Of a word that no paper holds as typed, those a typing error or an ending away are looked for.
    const strange = [...looked.whole, ...looked.begun].filter(
      (word) => !words.ok || !words.value.holds(word, looked.begun.includes(word)),
    );
    if (strange.length > 0) {
      for (const word of strange) {
        const letter = word.slice(0, 1);
        want(letter, `${letter}\uffff`);
      }
      words = await this.#wordsOf(directory.value, wanted);
      if (!words.ok) return words;
    }
    const placed = await this.#withPlaces(directory.value, words.value, query);
    if (!placed.ok) return placed;
    const index = new LexicalIndex(words.value.postings);
    const opening = words.value.openings(
      searchTerms(query.words),
      index.rank(query.groups).complete,
    );
    const titles = await this.#titles.fetch(opening);
    if (!titles.ok) return titles;
    const { value: here } = words;
    const hits = search(
      {
        papers: this.#titles.papers(),
        index,
        measured: null,
        together: (paper, phrase) => here.together(paper, phrase),
      },
      typed,
    );
    return success(answered(hits, 'words'));
  }

  /** The answer to nothing; has what every answer needs fetched. */
  nothing(): Result<SearchAnswer> {
    void this.#theDirectory();
    const empty = new LexicalIndex(new WordsHere(0, new Float32Array(0), []).postings);
    return success(answered(search({ papers: [], index: empty, measured: null }, ''), 'words'));
  }

  #theDirectory(): Promise<Result<WordDirectory | null>> {
    return (this.#directory ??= this.#reader.wordDirectory().then((read) => {
      if (!read.ok) this.#directory = undefined;
      return read;
    }));
  }

  async #wordsOf(
    directory: WordDirectory,
    wanted: ReadonlySet<number>,
  ): Promise<Result<WordsHere>> {
    const order = [...wanted].sort((a, b) => a - b);
    const blocks: [number, WordBlock][] = [];
    const read = await Promise.all(
      order.map((at) =>
        once(this.#words, at, async () => {
          const entry = directory.postings[at];
          if (!entry) throw new Error('no such block');
          return this.#reader.words(entry);
        }),
      ),
    );
    for (const [i, block] of read.entries()) {
      if (!block.ok) return block;
      blocks.push([order[i] ?? 0, block.value]);
    }
    return success(new WordsHere(this.#reader.n, directory.length, blocks));
  }

  /** Reads where the words stand, where several were typed. */
  async #withPlaces(
    directory: WordDirectory,
    words: WordsHere,
    { words: typed }: Query,
  ): Promise<Result<unknown>> {
    if (!/\S\s+\S/u.test(typed.trim()) && searchTerms(typed).length < 2) return success(null);
    const blocks = words.blocksOf(searchTerms(typed));
    for (const result of await Promise.all(
      blocks.map(async ([at, postings]) => {
        const read = await once(this.#places, at, async () => {
          const entry = directory.places[at];
          if (!entry) throw new Error('no such block');
          return this.#reader.wordPlaces(entry, postings);
        });
        if (read.ok) words.putPlaces(at, read.value);
        return read;
      }),
    ))
      if (!result.ok) return result;
    return success(null);
  }
}

/** Does something once by number; what failed is done again the next time. */
function once<T>(
  known: Map<number, Promise<Result<T>>>,
  at: number,
  work: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const before = known.get(at);
  if (before) return before;
  const now = work().then((done) => {
    if (!done.ok) known.delete(at);
    return done;
  });
  known.set(at, now);
  now.catch(() => known.delete(at));
  return now;
}

/** @returns null where words alone do not answer */
function lookedUp({ clauses, like, groups, words }: Query): LookedUp | null {
  const asked = indexedGroups(groups);
  if (clauses.length > 0 || like.length > 0 || asked.length === 0) return null;
  // A search takes the last word for unfinished, and there are three ways to call one the last.
  const terms = searchTerms(words);
  const typed = words.trim().split(/\s+/u);
  const begun = new Set([
    ...(asked.at(-1) ?? []),
    ...terms.slice(-1),
    ...searchTerms(typed.at(-1) ?? ''),
  ]);
  // In what is pasted, a word apart may be cut where the text is not.
  const apart = typed.flatMap((word) => searchTerms(word));
  const all = new Set([...asked.flat(), ...terms, ...apart]);
  return { whole: [...all].filter((word) => !begun.has(word)), begun: [...begun] };
}

/** The blocks that words from `first` to `end` lie in, both among them. */
function blocksOf(firstWords: readonly string[], first: string, end: string): number[] {
  const after = (word: string): number => {
    let low = 0;
    let high = firstWords.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((firstWords[middle] ?? '') > word) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const from = Math.max(0, after(first) - 1);
  const to = after(end);
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
}
