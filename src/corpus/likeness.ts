/** How much two titles and two abstracts have in common. */
import { normaliseTitle } from './paper';

/** Words in a shingle: three in a row seldom agree by chance. */
const shingleLength = 3;

/** Longest part of a text that is compared, in characters: longer than any abstract. */
const mostCompared = 20_000;

/** A word; a character of a script that puts no spaces between words. */
const word =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+/gu;

/** The words of a text as they are compared, in order. */
export function wordsIn(text: string): string[] {
  return normaliseTitle(text.slice(0, mostCompared)).match(word) ?? [];
}

function shingles(all: readonly string[], words: number): Set<string> {
  const found = new Set<string>();
  for (let at = 0; at + words <= all.length; at++) found.add(all.slice(at, at + words).join(' '));
  return found;
}

/** The share of the smaller set that is in the other, 0 to 1; 0 if one is empty. */
function shareOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  let shared = 0;
  for (const item of small) if (large.has(item)) shared++;
  return small.size === 0 ? 0 : shared / small.size;
}

/**
 * The share of word shingles (three words in a row; fewer where a text has no more) that two texts
 * have in common, out of those of the shorter: an abstract that was cut short is still alike.
 *
 * @returns 0 to 1; 0 where a text is empty
 */
export function sharedShingles(one: string, other: string): number {
  const [ours, theirs] = [wordsIn(one), wordsIn(other)];
  const length = Math.min(shingleLength, ours.length, theirs.length);
  return length === 0 ? 0 : shareOf(shingles(ours, length), shingles(theirs, length));
}

/** Least share of letter triples that two spellings of a title have in common. */
const alikeFrom = 0.6;

function letterTriples(title: string): Set<string> {
  const letters = ` ${title} `;
  const found = new Set<string>();
  for (let at = 0; at + 3 <= letters.length; at++) found.add(letters.slice(at, at + 3));
  return found;
}

/** The numbers in a title, Roman ones too: what tells one part or volume from the next. */
function numbersIn(title: string): string[] {
  return (
    title.match(/\d+|(?<!\p{L})(?:x{0,3}(?:i[xv]|v?i{1,3}|v)|x{1,3})(?!\p{L})/gu) ?? []
  ).sort();
}

function isWithin(some: readonly string[], all: readonly string[]): boolean {
  return some.every((item) => all.includes(item));
}

/**
 * Whether two titles can be one title in two spellings: a subtitle left out, a word changed, a
 * formula written otherwise. Titles that differ in their numbers are those of two parts.
 */
export function alikeTitles(one: string, other: string): boolean {
  const a = normaliseTitle(one);
  const b = normaliseTitle(other);
  if (a === b) return true;
  if (a === '' || b === '') return false;
  const [ours, theirs] = [numbersIn(a), numbersIn(b)];
  if (!isWithin(ours, theirs) && !isWithin(theirs, ours)) return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.startsWith(`${short} `) && short.length >= 12) return true;
  const [first, second] = [letterTriples(a), letterTriples(b)];
  let shared = 0;
  for (const triple of first) if (second.has(triple)) shared++;
  return (2 * shared) / (first.size + second.size) >= alikeFrom;
}
