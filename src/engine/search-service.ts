/**
 * Finding papers, beside the engine's other work: the index is made once there is nothing else to do,
 * the query's vector when it is first needed, both in steps between which other calls are answered. One corpus at a time, the one
 * last built.
 */
import type { Paper } from '../corpus/paper';
import type { EncoderText, Vectors } from '../embedding/encoder';
import { foldInQueries } from '../embedding/fold-in';
import { centreAndConcatenate, centreAndNormalise, type VectorPart } from '../embedding/vectors';
import { createPacer } from '../foundation/pacer';
import { LexicalIndex } from '../search/lexical-index';
import { calibrate } from '../search/calibration';
import { meaningOf, type QueryPart } from '../search/query-vectors';
import { parseQuery } from '../search/query';
import { nearnessOf, search, type Measured, type SearchHits } from '../search/search';
import { Completer, type Completion } from '../search/completions';
import { alike, modelOf, type Alike } from '../search/similar';
import { noThesaurus, type Thesaurus } from '../search/thesaurus';
import { answered } from './search-answer';
import type { EmbeddedPart } from './vector-source';

/**
 * What a search is by: words at once, or fused with meaning as soon as that is ready. Of many papers the
 * titles are indexed before everything else, and answer while the rest is.
 */
export type SearchBy = 'titles' | 'words' | 'words and meaning';

/** Indices into the corpus, best first, and their scores: larger is better within one answer. */
export interface SearchAnswer {
  readonly papers: Uint32Array;
  readonly scores: Float32Array;
  /** How many of them, from the first, have all words; the others are the nearest in meaning. */
  readonly complete: number;
  /** How near each of the others is, and its sentence that says most of what was asked. */
  readonly nearness: SearchHits['nearness'];
  readonly sentences: SearchHits['sentences'];
  /** Words to be marked beside those typed: see {@link SearchHits}. */
  readonly takenFor: readonly string[];
  readonly related: readonly string[];
  /** Words typed that no paper holds. */
  readonly missing: readonly string[];
  /** Whether the question belongs to no paper here. */
  readonly foreign: boolean;
  /** Parts of the question that say nothing here. */
  readonly unread: SearchHits['unread'];
  /** What ranked them: `words` also where there is no meaning to be had. */
  readonly by: SearchBy;
  /** Bytes of a published map that are not read and that more could be said by; absent where none are. */
  readonly unreadBytes?: number;
}

/** Where a text that is none of the papers would stand among them. */
export interface PlaceAnswer extends SimilarAnswer {
  /** How near each is in meaning; empty where there is no meaning to be had. */
  readonly nearness: SearchHits['nearness'];
}

/** Papers like one, most alike first, and the cosine of their vectors to its own, -1 to 1. */
export interface SimilarAnswer {
  readonly papers: Uint32Array;
  readonly similarities: Float32Array;
}

interface Searched {
  readonly corpusId: string;
  readonly papers: readonly Paper[];
  index?: Promise<LexicalIndex>;
  /** The same once it is there. */
  indexed?: LexicalIndex;
  /** Of the titles alone. */
  titles?: Promise<LexicalIndex>;
  completer?: Completer;
  /** Parts of the map's vectors, and the key of what was made of them. */
  parts: readonly EmbeddedPart[];
  meaning?: Promise<Measured> | undefined;
  /** Rows that similar papers are found by. */
  pairs?: Promise<Vectors> | undefined;
  /** Ends the making of `meaning` once nobody will ask for it. */
  work: AbortController;
}

/**
 * Papers whose meaning is made before anybody asks: of more, the vectors of their words take memory and
 * minutes of processor that many visits never need.
 */
const mostPrepared = 20_000;

/** Papers of which the titles are indexed first: of fewer, everything is within a second. */
const titlesFirst = 20_000;
/** Papers ranked by their likeness to others, before filters. */
const mostAlike = 200;

/**
 * Milliseconds from a map to making its searches ready unasked: it is drawn and looked at first, and a
 * short visit never needs them. Who goes to the search box before does not wait for it.
 */
const firstLook = 5000;

export class SearchService {
  readonly #thesaurus: () => Promise<Thesaurus>;
  #searched: Searched | undefined;
  #soon: ReturnType<typeof setTimeout> | undefined;

  /** @param thesaurus asked when the meaning of a corpus is made */
  constructor(thesaurus: () => Promise<Thesaurus> = () => Promise.resolve(noThesaurus)) {
    this.#thesaurus = thesaurus;
  }

  /** Searches these papers from now on; an index of the same papers is kept. */
  hold(corpusId: string, papers: readonly Paper[]): void {
    const held = this.#searched;
    if (held?.corpusId === corpusId && samePapers(held.papers, papers)) return;
    held?.work.abort();
    this.#searched = { corpusId, papers, parts: [], work: new AbortController() };
  }

  /** The parts that the vectors of the corpus are made of; nothing is loaded before it is needed. */
  holdVectors(corpusId: string, parts: readonly EmbeddedPart[]): void {
    const held = this.#searched;
    if (held?.corpusId !== corpusId) return;
    const key = (of: readonly EmbeddedPart[]): string => of.map(({ source }) => source.key).join();
    if (key(held.parts) === key(parts)) return;
    held.work.abort();
    held.work = new AbortController();
    held.parts = parts;
    held.meaning = undefined;
    held.pairs = undefined;
  }

  /** {@link prepare}, when the map has been looked at. */
  prepareSoon(): void {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.prepare(), firstLook);
  }

  /**
   * Makes all that answers need of the papers held, the index and then the meaning, in steps between
   * which questions are answered, so that the first question need not wait for it. What is hosted
   * elsewhere (a model for queries) is not fetched before a question is asked.
   */
  async prepare(): Promise<void> {
    const held = this.#searched;
    if (!held) return;
    const index = await indexOf(held);
    if (held.papers.length <= mostPrepared) await this.#meaning(held, index, '');
    await completerOf(held).prepare();
  }

  /**
   * @param by the most that is waited for; by titles, the index is not even where it is long in coming
   * @returns null when the papers of this corpus are not held (the worker is a fresh one)
   */
  async search(corpusId: string, typed: string, by: SearchBy): Promise<SearchAnswer | null> {
    const held = this.#searched;
    if (held?.corpusId !== corpusId) return null;
    const { papers } = held;
    const early = by === 'titles' ? await titlesWhileIndexed(held) : null;
    const index = early ?? (await indexOf(held));
    const { words, like } = parseQuery(typed);
    const measured = by === 'words and meaning' ? await this.#meaning(held, index, words) : null;
    const vectors = like.length > 0 ? await this.#pairs(held) : null;
    const found = search(
      {
        papers,
        index,
        measured,
        alike: (of) => alike(index, vectors, modelOf(papers, vectors, of), mostAlike).ranking,
      },
      typed,
    );
    const rankedBy = early ? 'titles' : measured ? 'words and meaning' : 'words';
    // A word in no title may well be in an abstract.
    return answered(early ? { ...found, missing: [] } : found, rankedBy);
  }

  /**
   * What an unfinished query can be finished to, or how to begin one.
   *
   * @returns null when the papers of this corpus are not held
   */
  async complete(
    corpusId: string,
    typed: string,
    caret: number,
  ): Promise<readonly Completion[] | null> {
    const held = this.#searched;
    if (held?.corpusId !== corpusId) return null;
    // Of many papers the index takes seconds, and what can be said without it is said.
    const index = held.papers.length < titlesFirst ? await indexOf(held) : held.indexed;
    return completerOf(held).complete(typed, caret, index ?? null);
  }

  /**
   * The papers nearest to a text that is none of them, by meaning and by words.
   *
   * @returns null when the papers of this corpus are not held
   */
  async place(corpusId: string, text: EncoderText, most: number): Promise<PlaceAnswer | null> {
    const held = this.#searched;
    if (held?.corpusId !== corpusId) return null;
    const index = await indexOf(held);
    const whole = `${text.title}\n${text.abstract}`;
    const measured = await this.#meaning(held, index, whole);
    const row = measured?.meaning.embed(whole) ?? null;
    const found = alike(
      index,
      measured?.meaning.vectors ?? null,
      { row, text, except: new Set() },
      most,
    );
    return {
      ...answerOf(found),
      nearness: measured
        ? Array.from(found.similarities, (cosine) => nearnessOf(cosine, measured.calibration.own))
        : [],
    };
  }

  /**
   * Papers of the corpus most like one of them, by meaning and by words.
   *
   * @returns null when the papers of this corpus are not held, or there are no vectors of all of them
   */
  async similar(corpusId: string, paper: number, most: number): Promise<SimilarAnswer | null> {
    const held = this.#searched;
    if (held?.corpusId !== corpusId) return null;
    const vectors = await this.#pairs(held);
    if (vectors === null) return null;
    const index = await indexOf(held);
    return answerOf(alike(index, vectors, modelOf(held.papers, vectors, [paper]), most));
  }

  /** Rows that tell pairs of papers apart; null where they cannot be had. */
  async #pairs(held: Searched): Promise<Vectors | null> {
    if (held.parts.length === 0) return null;
    const pairs = (held.pairs ??= pairVectors(held.parts));
    try {
      return await pairs;
    } catch (thrown) {
      if (held.pairs === pairs) held.pairs = undefined;
      console.warn('Similar papers are those of the map:', thrown);
      return null;
    }
  }

  /**
   * What ranks the words of a query by meaning. While the vectors or the model cannot be had, searches
   * go on by words, and the next one tries again.
   */
  async #meaning(held: Searched, index: LexicalIndex, words: string): Promise<Measured | null> {
    if (held.parts.length === 0) return null;
    const { signal } = held.work;
    const making = (held.meaning ??= makeMeasured(held, index, this.#thesaurus, signal));
    try {
      const measured = await making;
      if (words !== '') await measured.meaning.prepare(words);
      return measured;
    } catch (thrown) {
      // Who asked before other vectors came is answered by words; the next question is about those.
      if (signal.aborted) return null;
      console.warn('Searching by words alone:', thrown);
      if (held.meaning === making) held.meaning = undefined;
      return null;
    }
  }
}

/** The rows of all parts side by side, unit length, such as tell pairs of papers apart. */
async function pairVectors(parts: readonly EmbeddedPart[]): Promise<Vectors> {
  const loaded: VectorPart[] = [];
  for (const { source, pairs, weight } of parts)
    loaded.push({ vectors: await (pairs ?? source).load(), weight });
  return centreAndConcatenate(loaded);
}

function completerOf(held: Searched): Completer {
  return (held.completer ??= new Completer(held.papers));
}

function indexOf(held: Searched): Promise<LexicalIndex> {
  held.index ??= LexicalIndex.build(held.papers, createPacer()).then((index) => {
    held.indexed = index;
    return index;
  });
  return held.index;
}

/** The index of the titles, where that of everything is not there and takes seconds to make; else null. */
async function titlesWhileIndexed(held: Searched): Promise<LexicalIndex | null> {
  if (held.indexed !== undefined || held.papers.length < titlesFirst) return null;
  held.titles ??= LexicalIndex.build(
    held.papers.map((paper) => ({ ...paper, abstract: '' })),
    createPacer(),
  );
  const titles = await held.titles;
  // Begun now, so that it does not slow down the titles.
  void indexOf(held);
  return held.indexed === undefined ? titles : null;
}

function answerOf({ ranking, similarities }: Alike): SimilarAnswer {
  return { papers: Uint32Array.from(ranking, ({ paper }) => paper), similarities };
}

/** The vectors' meaning, and what near means in it. */
async function makeMeasured(
  { papers, parts }: Searched,
  index: LexicalIndex,
  thesaurus: () => Promise<Thesaurus>,
  signal: AbortSignal,
): Promise<Measured> {
  const meaning = meaningOf(await queryParts(papers, parts, signal), await thesaurus());
  const calibration = await calibrate(papers, index.terms, meaning, createPacer(signal));
  return { meaning, calibration };
}

/**
 * The parts that embed queries; where none does (brought vectors, a model that is not here), words
 * stand where the papers that use them stand.
 */
async function queryParts(
  papers: readonly Paper[],
  parts: readonly EmbeddedPart[],
  signal: AbortSignal,
): Promise<QueryPart[]> {
  const texts: EncoderText[] = papers.map(({ title, abstract }) => ({ title, abstract }));
  const able: QueryPart[] = [];
  for (const { source, weight, queries } of parts) {
    if (!queries) continue;
    const vectors = await source.load();
    able.push({ vectors, weight, queries: await queries(texts, vectors, { signal }) });
  }
  if (able.length > 0) return able;
  for (const { source, weight } of parts) {
    const vectors = centreAndNormalise(await source.load());
    able.push({
      vectors,
      weight,
      queries: await foldInQueries(texts, vectors, { singular: false }, { signal }),
    });
  }
  return able;
}

/** Whether nothing that is searched differs. */
function samePapers(some: readonly Paper[], others: readonly Paper[]): boolean {
  return (
    some.length === others.length &&
    some.every((paper, at) => {
      const other = others[at];
      return (
        other !== undefined &&
        paper.id === other.id &&
        paper.title === other.title &&
        paper.abstract === other.abstract &&
        paper.year === other.year &&
        paper.venue === other.venue &&
        paper.doi === other.doi &&
        paper.links.length === other.links.length &&
        paper.authors.join() === other.authors.join() &&
        paper.categories.join() === other.categories.join()
      );
    })
  );
}
