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
import { meaningOf, type Meaning, type QueryPart } from '../search/query-vectors';
import { parseQuery } from '../search/query';
import { search, type Measured, type SearchHits } from '../search/search';
import { alike } from '../search/similar';
import type { EmbeddedPart } from './vector-source';

/** What a search is by: words alone at once, or fused with meaning as soon as that is ready. */
export type SearchBy = 'words' | 'words and meaning';

/** Indices into the corpus, best first, and their scores: larger is better within one answer. */
export interface SearchAnswer {
  readonly papers: Uint32Array;
  readonly scores: Float32Array;
  /** How many of them, from the first, have all words; the others are the nearest in meaning. */
  readonly complete: number;
  /** How near each of the others is: see {@link SearchHits}. */
  readonly nearness: SearchHits['nearness'];
  /** Words typed that no paper holds. */
  readonly missing: readonly string[];
  /** Whether the question belongs to no paper here. */
  readonly foreign: boolean;
  /** Parts of the question that say nothing here, as typed. */
  readonly unread: readonly string[];
  /** What ranked them: `words` also where there is no meaning to be had. */
  readonly by: SearchBy;
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

export class SearchService {
  #searched: Searched | undefined;

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
  }

  /** @returns null when the papers of this corpus are not held (the worker is a fresh one) */
  async search(corpusId: string, typed: string, by: SearchBy): Promise<SearchAnswer | null> {
    const held = this.#searched;
    if (held?.corpusId !== corpusId) return null;
    const { papers } = held;
    const index = await indexOf(held);
    const measured =
      by === 'words' ? null : await this.#meaning(held, index, parseQuery(typed).words);
    const { hits, ranked, ...rest } = search({ papers, index, measured }, typed);
    return {
      papers: Uint32Array.from(hits, ({ paper }) => paper),
      scores: Float32Array.from(hits, ({ score }) => score),
      complete: ranked ? rest.complete : hits.length,
      nearness: rest.nearness,
      missing: rest.missing,
      foreign: rest.foreign,
      unread: rest.unread,
      by: measured ? 'words and meaning' : 'words',
    };
  }

  /**
   * Papers of the corpus most like one of them, by meaning and by words.
   *
   * @returns null when the papers of this corpus are not held, or there are no vectors of all of them
   */
  async similar(corpusId: string, paper: number, most: number): Promise<SimilarAnswer | null> {
    const held = this.#searched;
    if (held?.corpusId !== corpusId || held.parts.length === 0) return null;
    const pairs = (held.pairs ??= pairVectors(held.parts));
    try {
      return alike(held.papers, await pairs, await indexOf(held), paper, most);
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
    const making = (held.meaning ??= makeMeasured(held, index, signal));
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

function indexOf(held: Searched): Promise<LexicalIndex> {
  held.index ??= LexicalIndex.build(held.papers, createPacer());
  return held.index;
}

/** The vectors' meaning, and what near means in it. */
async function makeMeasured(
  { papers, parts }: Searched,
  index: LexicalIndex,
  signal: AbortSignal,
): Promise<Measured> {
  const meaning = await makeMeaning(papers, parts, signal);
  const calibration = await calibrate(papers, index, meaning, createPacer(signal));
  return { meaning, calibration };
}

/**
 * By the parts that embed queries; where none does (brought vectors, a model that is not here), words
 * stand where the papers that use them stand.
 */
async function makeMeaning(
  papers: readonly Paper[],
  parts: readonly EmbeddedPart[],
  signal: AbortSignal,
): Promise<Meaning> {
  const texts: EncoderText[] = papers.map(({ title, abstract }) => ({ title, abstract }));
  const able: QueryPart[] = [];
  for (const { source, weight, queries } of parts) {
    if (!queries) continue;
    const vectors = await source.load();
    able.push({ vectors, weight, queries: await queries(texts, vectors, { signal }) });
  }
  if (able.length > 0) return meaningOf(able);
  for (const { source, weight } of parts) {
    const vectors = centreAndNormalise(await source.load());
    able.push({
      vectors,
      weight,
      queries: await foldInQueries(texts, vectors, { singular: false }, { signal }),
    });
  }
  return meaningOf(able);
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
