/**
 * The pretrained lexicon as a file: the words, how rare each is, and its vector.
 *
 * Layout, little-endian: "PGLX", uint32 version, uint32 terms, uint32 dimension, uint32 bytes of
 * words; the words in UTF-8 joined by newlines; zero bytes up to a multiple of four; float32
 * scale per term; uint8 idf per term in steps of {@link IDF_STEP}; int8 vectors, terms×dimension
 * row-major, to be multiplied by their row's scale.
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
  /** Inverse document frequency of each term in the training text, natural logarithm. */
  readonly idf: Float32Array;
}

const MAGIC = 'PGLX';
const VERSION = 1;
const HEADER_BYTES = 20;
/** Largest int8 magnitude used. */
const STEPS = 127;
/** The idf byte counts steps of this size: 0 to 12.75. */
const IDF_STEP = 0.05;

/** Quantises and writes a lexicon; reading it back gives the quantised values. */
export function writeLexicon(lexicon: Lexicon): Uint8Array {
  const { terms, dimension, vectors, idf } = lexicon;
  const words = new TextEncoder().encode(terms.join('\n'));
  const at = sections(terms.length, dimension, words.length);
  const bytes = new Uint8Array(at.end);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(MAGIC), 0);
  [VERSION, terms.length, dimension, words.length].forEach((value, i) => {
    view.setUint32(4 + 4 * i, value, true);
  });
  bytes.set(words, HEADER_BYTES);
  for (let term = 0; term < terms.length; term++) {
    const row = vectors.subarray(term * dimension, (term + 1) * dimension);
    let largest = 0;
    for (const value of row) largest = Math.max(largest, Math.abs(value));
    const scale = Math.fround(largest / STEPS);
    view.setFloat32(at.scales + 4 * term, scale, true);
    bytes[at.idf + term] = Math.min(255, Math.round((idf[term] ?? 0) / IDF_STEP));
    row.forEach((value, k) => {
      view.setInt8(
        at.vectors + term * dimension + k,
        scale === 0 ? 0 : Math.max(-STEPS, Math.min(STEPS, Math.round(value / scale))),
      );
    });
  }
  return bytes;
}

/** Reads what {@link writeLexicon} wrote; anything else, cut short or mislabelled, is refused. */
export function readLexicon(bytes: Uint8Array): Result<Lexicon> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER_BYTES || new TextDecoder().decode(bytes.subarray(0, 4)) !== MAGIC) {
    return refused('it does not begin like a lexicon');
  }
  if (view.getUint32(4, true) !== VERSION) return refused('it has another version');
  const count = view.getUint32(8, true);
  const dimension = view.getUint32(12, true);
  const wordBytes = view.getUint32(16, true);
  const at = sections(count, dimension, wordBytes);
  if (bytes.length !== at.end) return refused(`it has ${bytes.length} bytes instead of ${at.end}`);
  const terms = new TextDecoder()
    .decode(bytes.subarray(HEADER_BYTES, HEADER_BYTES + wordBytes))
    .split('\n');
  if (terms.length !== count) return refused(`it has ${terms.length} words instead of ${count}`);

  const vectors = new Float32Array(count * dimension);
  const idf = new Float32Array(count);
  for (let term = 0; term < count; term++) {
    const scale = view.getFloat32(at.scales + 4 * term, true);
    idf[term] = (bytes[at.idf + term] ?? 0) * IDF_STEP;
    const row = term * dimension;
    for (let k = 0; k < dimension; k++) {
      vectors[row + k] = view.getInt8(at.vectors + row + k) * scale;
    }
  }
  return success({ terms, dimension, vectors, idf });
}

/**
 * Loads and reads the lexicon that comes with the page.
 *
 * @param fetchBytes gives the bytes of a file below the page's own folder, or rejects
 */
export async function loadLexicon(
  fetchBytes: (path: string) => Promise<Uint8Array>,
): Promise<Result<Lexicon>> {
  try {
    return readLexicon(await fetchBytes(lexiconPath));
  } catch (thrown) {
    return refused(messageOf(thrown));
  }
}

/** Byte offsets of the sections. */
function sections(terms: number, dimension: number, wordBytes: number) {
  const scales = Math.ceil((HEADER_BYTES + wordBytes) / 4) * 4;
  const idf = scales + 4 * terms;
  const vectors = idf + terms;
  return { scales, idf, vectors, end: vectors + terms * dimension };
}

function refused(why: string): Result<Lexicon> {
  return failure({
    code: 'lexicon-unreadable',
    message: `The word lexicon could not be read: ${why}.`,
    remedy: 'Reload the page; until then maps are made from the words of your papers alone.',
  });
}
