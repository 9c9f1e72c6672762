/**
 * Words of general English that mean nearly the same ("picture", "photo"; "huge", "enormous"), which
 * people ask in and abstracts seldom use. The lexicon cannot know them: it was learnt from abstracts, by
 * subject. `scripts/make-thesaurus.ts` makes the file.
 *
 * Layout, little-endian: "PGTH", uint32 version, uint32 words, uint32 bytes of words, uint32 pairs; the
 * words in UTF-8 joined by newlines; a zero byte if that is odd; uint16 first and then uint16 second word
 * of every pair, each pair once; uint8 cosine of every pair, of 255.
 */
import { failure, messageOf, success, type Result } from '../foundation/result';

/** Where the thesaurus lies below the page's own folder; the name changes with the content. */
export const thesaurusPath = 'lexicon/thesaurus-1.bin';

/** Two words, and the cosine of their vectors, 0 to 1. */
export type WordPair = readonly [one: string, other: string, cosine: number];

/** Nearest first; nothing for a word it does not hold. Words are in their counted form. */
export type Thesaurus = (word: string) => readonly (readonly [word: string, cosine: number])[];

/** Of no words: while the file is not there. */
export const noThesaurus: Thesaurus = () => [];

const magic = 'PGTH';
const version = 1;
const headerBytes = 20;
const cosineSteps = 255;

/** Writes pairs of at most 65,536 words, each pair once; cosines are rounded to 1/255. */
export function writeThesaurus(pairs: readonly WordPair[]): Uint8Array {
  const words = [...new Set(pairs.flatMap(([one, other]) => [one, other]))].sort();
  const numberOf = new Map(words.map((word, at) => [word, at]));
  const text = new TextEncoder().encode(words.join('\n'));
  const at = sections(text.length, pairs.length);
  const bytes = new Uint8Array(at.end);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(magic), 0);
  [version, words.length, text.length, pairs.length].forEach((value, i) => {
    view.setUint32(4 + 4 * i, value, true);
  });
  bytes.set(text, headerBytes);
  pairs.forEach(([one, other, cosine], pair) => {
    view.setUint16(at.first + 2 * pair, numberOf.get(one) ?? 0, true);
    view.setUint16(at.second + 2 * pair, numberOf.get(other) ?? 0, true);
    view.setUint8(at.cosine + pair, Math.round(cosine * cosineSteps));
  });
  return bytes;
}

/** Reads what {@link writeThesaurus} wrote; anything else, cut short or mislabelled, is refused. */
export function readThesaurus(bytes: Uint8Array): Result<Thesaurus> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (
    bytes.length < headerBytes ||
    new TextDecoder().decode(bytes.subarray(0, 4)) !== magic ||
    view.getUint32(4, true) !== version
  )
    return unreadable('it does not begin like a thesaurus');
  const [count, textBytes, pairs] = [8, 12, 16].map((from) => view.getUint32(from, true));
  const at = sections(textBytes ?? 0, pairs ?? 0);
  if (bytes.length !== at.end) return unreadable(`it has ${bytes.length} bytes, not ${at.end}`);
  const words = new TextDecoder()
    .decode(bytes.subarray(headerBytes, headerBytes + (textBytes ?? 0)))
    .split('\n');
  if (words.length !== count) return unreadable(`it has ${words.length} words, not ${count}`);
  const near = new Map<string, [string, number][]>();
  const add = (word: string, other: string, cosine: number): void => {
    const known = near.get(word);
    if (known) known.push([other, cosine]);
    else near.set(word, [[other, cosine]]);
  };
  for (let pair = 0; pair < (pairs ?? 0); pair++) {
    const one = words[view.getUint16(at.first + 2 * pair, true)] ?? '';
    const other = words[view.getUint16(at.second + 2 * pair, true)] ?? '';
    const cosine = view.getUint8(at.cosine + pair) / cosineSteps;
    add(one, other, cosine);
    add(other, one, cosine);
  }
  for (const words of near.values()) words.sort((one, other) => other[1] - one[1]);
  return success((word) => near.get(word) ?? []);
}

/**
 * Fetches and reads the thesaurus that comes with the page.
 *
 * @param fetchBytes gives the bytes of a file below the page's own folder, or rejects
 */
export async function loadThesaurus(
  fetchBytes: (path: string) => Promise<Uint8Array>,
): Promise<Result<Thesaurus>> {
  try {
    return readThesaurus(await fetchBytes(thesaurusPath));
  } catch (thrown) {
    return unreadable(messageOf(thrown));
  }
}

function sections(textBytes: number, pairs: number) {
  const first = headerBytes + 2 * Math.ceil(textBytes / 2);
  const second = first + 2 * pairs;
  const cosine = second + 2 * pairs;
  return { first, second, cosine, end: cosine + pairs };
}

function unreadable(why: string): Result<never> {
  return failure({
    code: 'thesaurus-unreadable',
    message: `The thesaurus could not be read: ${why}.`,
    remedy: 'Searches go on without it; reload the page to try again.',
  });
}
