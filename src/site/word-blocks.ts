/**
 * The index by words of a site, written and read: runs of the list of all words in ascending order, so
 * that a word, or what begins like one, lies in few blocks. What is read is the postings of
 * `search/postings.ts`, of the words that were read and no others.
 */
import * as v from 'valibot';
import type { Paper } from '../corpus/paper';
import { fieldsOf } from '../search/lexical-index';
import { PostingsBuilder, type Postings } from '../search/postings';
import type { Block, BlockArray, BlockEntry } from './packed-block';
import { entrySchema } from './manifest';
import { NumberBytes, pushNumber } from './number-bytes';
import { SiteProblem } from './site-problem';
import { WordPlaces, WordTexts } from './word-places';

/** Postings to a block: some 30 kB of them packed, more only where one word has more. */
const mostPostings = 24_000;

/** What the index by words is found by. */
export interface WordDirectory {
  /** The first word of each block, ascending by code unit. */
  readonly firstWords: readonly string[];
  /** Words and the papers that hold them, by block. */
  readonly postings: readonly BlockEntry[];
  /** Where they stand in titles and abstracts, by block. */
  readonly places: readonly BlockEntry[];
  /** Of each paper, what `Postings.length` says. */
  readonly length: Float32Array;
}

/** A run of words with the papers that hold them. */
export interface WordBlock {
  readonly words: readonly string[];
  /** Papers of word `w` are `paperOf[offsets[w] … offsets[w + 1])`, ascending. */
  readonly offsets: Uint32Array;
  readonly paperOf: Uint32Array;
  readonly frequency: Float32Array;
}

/** Where words stand: of each posting of a block, so many places from a place in the list on. */
export interface PlacesBlock {
  readonly start: Uint32Array;
  /** Twice the place among the words of its text, and 1 more in the abstract. */
  readonly places: Uint32Array;
}

const directorySchema = v.object({
  firstWords: v.array(v.string()),
  postings: v.array(entrySchema),
  places: v.array(entrySchema),
});

/** A run of words as it is written. */
export interface WordRun {
  readonly firstWord: string;
  readonly postings: Block;
  readonly places: Block;
}

/** Gathers the words of papers, then writes them run by run. */
export class WordIndexBuilder {
  readonly #postings = new PostingsBuilder();
  readonly #texts = new WordTexts();

  /** Reads the next paper. */
  add(paper: Paper): void {
    // Title and abstract come first: the places are those in these two.
    this.#postings.add(fieldsOf(paper), (words, field) => {
      if (field < 2) this.#texts.add(words);
    });
  }

  /**
   * The index, a run of words after the other; to be called once.
   *
   * @param most postings to a block; fewer in tests
   * @returns of each paper what `Postings.length` says
   */
  *runs(most = mostPostings): Generator<WordRun, Float32Array> {
    const postings = this.#postings.finish();
    const { terms, offsets } = postings;
    const places = new WordPlaces(this.#texts, this.#postings.seen, postings);
    for (let from = 0; from < terms.length;) {
      let to = from + 1;
      while (to < terms.length && (offsets[to + 1] ?? 0) - (offsets[from] ?? 0) <= most) to++;
      yield {
        firstWord: terms[from] ?? '',
        postings: postingsBlock(postings, from, to),
        places: { json: null, arrays: new Map([['places', places.bytesOf(from, to)]]) },
      };
      from = to;
    }
    return postings.length;
  }
}

/** The block by which the runs are found. */
export function directoryBlock({ firstWords, postings, places, length }: WordDirectory): Block {
  const halves: number[] = [];
  for (const one of length) pushNumber(halves, 2 * one);
  return {
    json: { firstWords, postings, places },
    arrays: new Map([['length', Uint8Array.from(halves)]]),
  };
}

function postingsBlock({ terms, offsets, paperOf, frequency }: Postings, from: number, to: number) {
  const counts: number[] = [];
  const steps: number[] = [];
  const halves: number[] = [];
  for (let term = from; term < to; term++) {
    const end = offsets[term + 1] ?? 0;
    pushNumber(counts, end - (offsets[term] ?? 0));
    let before = -1;
    for (let at = offsets[term] ?? 0; at < end; at++) {
      const paper = paperOf[at] ?? 0;
      pushNumber(steps, paper - before - 1);
      pushNumber(halves, 2 * (frequency[at] ?? 0));
      before = paper;
    }
  }
  return {
    json: terms.slice(from, to),
    arrays: new Map<string, BlockArray>([
      ['counts', Uint8Array.from(counts)],
      ['steps', Uint8Array.from(steps)],
      ['halves', Uint8Array.from(halves)],
    ]),
  };
}

/** @throws SiteProblem where it is not that of so many papers */
export function readDirectory({ json, arrays }: Block, n: number): WordDirectory {
  const read = v.safeParse(directorySchema, json);
  if (!read.success) throw wrong('its list of words cannot be read');
  const { firstWords, postings, places } = read.output;
  if (
    postings.length !== firstWords.length ||
    places.length !== firstWords.length ||
    !ascending(firstWords)
  )
    throw wrong('its list of words is not one of all its words');
  const bytes = bytesOf(arrays, 'length');
  const length = Float32Array.from({ length: n }, () => bytes.next() / 2);
  endOf(bytes, length.at(-1) ?? 0);
  return { firstWords, postings, places, length };
}

/** @throws SiteProblem where it is not what it should be */
export function readWords({ json, arrays }: Block, n: number): WordBlock {
  const read = v.safeParse(v.array(v.string()), json);
  if (!read.success || !ascending(read.output)) throw wrong('a block of words cannot be read');
  const words = read.output;
  const counts = bytesOf(arrays, 'counts');
  const offsets = new Uint32Array(words.length + 1);
  for (let word = 0; word < words.length; word++) {
    const count = counts.next();
    if (!(count >= 1 && count <= n)) throw wrong('a word is held by too few papers or too many');
    offsets[word + 1] = (offsets[word] ?? 0) + count;
  }
  endOf(counts, 0);
  const steps = bytesOf(arrays, 'steps');
  const halves = bytesOf(arrays, 'halves');
  const total = offsets[words.length] ?? 0;
  if (total > (arrays.get('steps')?.length ?? 0)) throw wrong('a block of words ends too early');
  const paperOf = new Uint32Array(total);
  const frequency = new Float32Array(total);
  for (let word = 0; word < words.length; word++) {
    let paper = -1;
    for (let at = offsets[word] ?? 0; at < (offsets[word + 1] ?? 0); at++) {
      paper += steps.next() + 1;
      if (!(paper < n)) throw wrong('a word is held by none of its papers');
      paperOf[at] = paper;
      frequency[at] = halves.next() / 2;
    }
  }
  endOf(steps, 0);
  endOf(halves, frequency.at(-1) ?? 0);
  return { words, offsets, paperOf, frequency };
}

/** @param postings of the words whose places they are */
export function readPlaces({ arrays }: Block, postings: number): PlacesBlock {
  const bytes = bytesOf(arrays, 'places');
  const start = new Uint32Array(postings + 1);
  const places: number[] = [];
  for (let at = 0; at < postings; at++) {
    const count = bytes.next();
    if (!(count <= mostPlaces)) throw wrong('places of words cannot be read');
    let before = 0;
    let isAbstract = 0;
    for (let i = 0; i < count; i++) {
      const step = bytes.next();
      if (Number.isNaN(step)) throw wrong('places of words end too early');
      if ((step & 1) !== isAbstract) before = 0;
      isAbstract = step & 1;
      before += Math.floor(step / 2);
      places.push(2 * before + isAbstract);
    }
    start[at + 1] = places.length;
  }
  endOf(bytes, 0);
  return { start, places: Uint32Array.from(places) };
}

/** Occurrences of a word in one paper that are believed. */
const mostPlaces = 1 << 20;

function ascending(words: readonly string[]): boolean {
  return words.every((word, at) => at === 0 || (words[at - 1] ?? '') < word);
}

function bytesOf(arrays: Block['arrays'], name: string): NumberBytes {
  const bytes = arrays.get(name);
  if (!(bytes instanceof Uint8Array)) throw wrong(`its numbers “${name}” are missing`);
  return new NumberBytes(bytes);
}

/** @param last read, NaN where there was none */
function endOf(bytes: NumberBytes, last: number): void {
  if (Number.isNaN(last) || !bytes.isAtEnd) throw wrong('its numbers are too few or too many');
}

function wrong(reason: string): SiteProblem {
  return new SiteProblem('damaged', reason);
}
