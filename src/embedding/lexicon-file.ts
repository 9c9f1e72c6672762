/**
 * The pretrained lexicon as a file: the words, how rare each is, how it is used, and its vector.
 *
 * Layout, little-endian: "PGLX", uint32 version, uint32 terms, uint32 dimension, uint32 bytes of
 * words, uint32 pairs; the words in UTF-8 joined by newlines; zero bytes up to a multiple of four;
 * float32 scale per term; uint16 first and then uint16 second word of every pair; uint8 idf per pair
 * and uint8 end share per pair; uint8 idf, end share, determiner share, alone share and
 * verb share per term; int8 vectors, terms×dimension row-major, to be multiplied by their row's scale. Rarity counts steps of
 * {@link IDF_STEP}, shares are of 255.
 */
import { failure, messageOf, success, type Result } from '../foundation/result';

/** Where the lexicon lies below the page's own folder; the name changes with the content. */
export const lexiconPath = 'lexicon/arxiv-3.bin';

/** Term vectors learnt from many abstracts. */
export interface Lexicon {
  readonly terms: readonly string[];
  readonly dimension: number;
  /** terms×dimension row-major. */
  readonly vectors: Float32Array;
  /** The same as they lie in the file, in steps of their row's scale; absent where none was read. */
  readonly kept?: { readonly codes: Int8Array; readonly scales: Float32Array };
  /** Inverse document frequency of each term in the training text, natural logarithm. */
  readonly idf: Float32Array;
}

/** How words stand in the training text: what tells nouns from other words without a tagger. */
export interface WordUses {
  /** Share of each term's occurrences that punctuation or a function word follows, 0 to 1. */
  readonly end: Float32Array;
  /** Share of each term's occurrences that a determiner follows, 0 to 1. */
  readonly determiner: Float32Array;
  /**
   * Share of each term's occurrences after a determiner that punctuation or a function word follows
   * ("the graph of"), 0 to 1: low for adjectives that often end a sentence ("is robust").
   */
  readonly alone: Float32Array;
  /** Share of each term's occurrences that "to", a pronoun or a modal precedes, 0 to 1: high for verbs. */
  readonly verb: Float32Array;
  /** Common pairs of terms that stand side by side, by first and then second term. */
  readonly pairs: {
    readonly first: Uint16Array;
    readonly second: Uint16Array;
    /** Inverse document frequency of each pair, natural logarithm. */
    readonly idf: Float32Array;
    /** Share of the texts with the pair in which no further content word follows it, 0 to 1. */
    readonly end: Float32Array;
  };
}

/** All that the file holds: the vectors for the encoder, the uses for names. */
export interface LexiconWithUses extends Lexicon {
  readonly uses: WordUses;
}

const MAGIC = 'PGLX';
const VERSION = 2;
const HEADER_BYTES = 24;
/** Largest byte, which stands for a share of 1. */
const SHARE_STEPS = 255;
/** Largest int8 magnitude used. */
const STEPS = 127;
/** The idf byte counts steps of this size: 0 to 12.75. */
const IDF_STEP = 0.05;

/** Quantises and writes a lexicon; reading it back gives the quantised values. */
export function writeLexicon(lexicon: LexiconWithUses): Uint8Array {
  const { terms, dimension, vectors, idf, uses } = lexicon;
  const { pairs } = uses;
  const words = new TextEncoder().encode(terms.join('\n'));
  const at = sections(terms.length, dimension, words.length, pairs.first.length);
  const bytes = new Uint8Array(at.end);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(MAGIC), 0);
  [VERSION, terms.length, dimension, words.length, pairs.first.length].forEach((value, i) => {
    view.setUint32(4 + 4 * i, value, true);
  });
  bytes.set(words, HEADER_BYTES);
  for (let term = 0; term < terms.length; term++) {
    const row = vectors.subarray(term * dimension, (term + 1) * dimension);
    let largest = 0;
    for (const value of row) largest = Math.max(largest, Math.abs(value));
    const scale = Math.fround(largest / STEPS);
    view.setFloat32(at.scales + 4 * term, scale, true);
    row.forEach((value, k) => {
      view.setInt8(
        at.vectors + term * dimension + k,
        scale === 0 ? 0 : Math.max(-STEPS, Math.min(STEPS, Math.round(value / scale))),
      );
    });
  }
  pairs.first.forEach((term, pair) => {
    view.setUint16(at.first + 2 * pair, term, true);
    view.setUint16(at.second + 2 * pair, pairs.second[pair] ?? 0, true);
  });
  const steps = (values: Float32Array, step: number): Uint8Array =>
    Uint8Array.from(values, (value) => Math.min(255, Math.round(value / step)));
  bytes.set(steps(pairs.idf, IDF_STEP), at.pairIdf);
  bytes.set(steps(pairs.end, 1 / SHARE_STEPS), at.pairEnd);
  bytes.set(steps(idf, IDF_STEP), at.idf);
  bytes.set(steps(uses.end, 1 / SHARE_STEPS), at.endShare);
  bytes.set(steps(uses.determiner, 1 / SHARE_STEPS), at.determinerShare);
  bytes.set(steps(uses.alone, 1 / SHARE_STEPS), at.aloneShare);
  bytes.set(steps(uses.verb, 1 / SHARE_STEPS), at.verbShare);
  return bytes;
}

/** Reads what {@link writeLexicon} wrote; anything else, cut short or mislabelled, is refused. */
export function readLexicon(bytes: Uint8Array): Result<LexiconWithUses> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER_BYTES || new TextDecoder().decode(bytes.subarray(0, 4)) !== MAGIC) {
    return unreadableLexicon('it does not begin like a lexicon');
  }
  if (view.getUint32(4, true) !== VERSION) return unreadableLexicon('it has another version');
  const count = view.getUint32(8, true);
  const dimension = view.getUint32(12, true);
  const wordBytes = view.getUint32(16, true);
  const pairs = view.getUint32(20, true);
  const at = sections(count, dimension, wordBytes, pairs);
  if (bytes.length !== at.end)
    return unreadableLexicon(`it has ${bytes.length} bytes instead of ${at.end}`);
  const terms = new TextDecoder()
    .decode(bytes.subarray(HEADER_BYTES, HEADER_BYTES + wordBytes))
    .split('\n');
  if (terms.length !== count)
    return unreadableLexicon(`it has ${terms.length} words instead of ${count}`);

  const codes = new Int8Array(bytes.buffer, bytes.byteOffset + at.vectors, count * dimension);
  const scales = Float32Array.from({ length: count }, (_, term) =>
    view.getFloat32(at.scales + 4 * term, true),
  );
  const vectors = new Float32Array(count * dimension);
  for (let term = 0; term < count; term++) {
    const scale = scales[term] ?? 0;
    const row = term * dimension;
    for (let k = row; k < row + dimension; k++) vectors[k] = (codes[k] ?? 0) * scale;
  }
  const values = (from: number, length: number, step: number): Float32Array =>
    Float32Array.from(bytes.subarray(from, from + length), (value) => value * step);
  const numbers = (from: number): Uint16Array =>
    Uint16Array.from({ length: pairs }, (_, pair) => view.getUint16(from + 2 * pair, true));
  return success({
    terms,
    dimension,
    vectors,
    kept: { codes, scales },
    idf: values(at.idf, count, IDF_STEP),
    uses: {
      end: values(at.endShare, count, 1 / SHARE_STEPS),
      determiner: values(at.determinerShare, count, 1 / SHARE_STEPS),
      alone: values(at.aloneShare, count, 1 / SHARE_STEPS),
      verb: values(at.verbShare, count, 1 / SHARE_STEPS),
      pairs: {
        first: numbers(at.first),
        second: numbers(at.second),
        idf: values(at.pairIdf, pairs, IDF_STEP),
        end: values(at.pairEnd, pairs, 1 / SHARE_STEPS),
      },
    },
  });
}

/**
 * Loads and reads the lexicon that comes with the page.
 *
 * @param fetchBytes gives the bytes of a file below the page's own folder, or rejects
 */
export async function loadLexicon(
  fetchBytes: (path: string) => Promise<Uint8Array>,
): Promise<Result<LexiconWithUses>> {
  try {
    return readLexicon(await fetchBytes(lexiconPath));
  } catch (thrown) {
    return unreadableLexicon(messageOf(thrown));
  }
}

/** Byte offsets of the sections. */
function sections(terms: number, dimension: number, wordBytes: number, pairs: number) {
  const scales = Math.ceil((HEADER_BYTES + wordBytes) / 4) * 4;
  const first = scales + 4 * terms;
  const second = first + 2 * pairs;
  const pairIdf = second + 2 * pairs;
  const pairEnd = pairIdf + pairs;
  const idf = pairEnd + pairs;
  const endShare = idf + terms;
  const determinerShare = endShare + terms;
  const aloneShare = determinerShare + terms;
  const verbShare = aloneShare + terms;
  const vectors = verbShare + terms;
  return {
    ...{
      scales,
      first,
      second,
      pairIdf,
      pairEnd,
      idf,
      endShare,
      determinerShare,
      aloneShare,
      verbShare,
      vectors,
    },
    end: vectors + terms * dimension,
  };
}

/** Why there is no lexicon, completing "because …". */
export function unreadableLexicon(why: string): Result<never> {
  return failure({
    code: 'lexicon-unreadable',
    message: `The word lexicon could not be read: ${why}.`,
    remedy: 'Reload the page; until then maps are made from the words of your papers alone.',
  });
}
