/** Whether two spellings of a name can be one person: "Roe A.", "Roe, Anna" and "Anna B. Roe" can. */

/** Letters that Unicode does not take apart into a base and a mark. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
};

/** What stands beside a name without being part of it. */
const besides = new Set(['jr', 'sr', 'ii', 'iii', 'iv', 'phd', 'md', 'dr', 'prof', 'et', 'al']);

/** A name's words, lower case without accents; initials as single letters. */
function wordsOf(name: string): string[] {
  const words: string[] = [];
  const letters = name
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .replaceAll(/['’`‑-]/gu, (mark) => (mark === '-' || mark === '‑' ? '-' : ''));
  for (const [word] of letters.matchAll(/[\p{L}-]+/gu)) {
    const plain = word
      .toLowerCase()
      .replaceAll(/[ßøłđðþæœı]/gu, (letter) => plainLetters[letter] ?? letter);
    if (besides.has(plain)) continue;
    // "AB" behind a family name are two initials, as PubMed writes them.
    if (/^\p{Lu}{2,3}$/u.test(word) && words.length > 0) words.push(...plain);
    else words.push(...plain.split('-').filter((part) => part !== ''));
  }
  return words;
}

/** Umlauts written out and left out are one spelling: Mueller, Muller. */
function folded(word: string): string {
  return word.replaceAll(/([aou])e/gu, '$1');
}

function isSame(one: string, other: string): boolean {
  return one === other || folded(one) === folded(other);
}

/** Whether one can be the other shortened: "a", "an" and "anna", but not "anna" and "berta". */
function canStandFor(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  return isSame(one, other) || (short.length <= 2 && long.startsWith(short));
}

/** What is left of both lists once every word of one has found its like in the other. */
function unmatched(
  ours: readonly string[],
  theirs: readonly string[],
  alike: (one: string, other: string) => boolean,
): readonly [string[], string[]] {
  const rest = [...theirs];
  const left = ours.filter((word) => {
    const at = rest.findIndex((other) => alike(word, other));
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
  return [left, rest];
}

function isLatin(words: readonly string[]): boolean {
  return words.some((word) => /\p{Script=Latin}/u.test(word));
}

/**
 * Whether two names can be one person's: they share a whole word, and what is left of both does not
 * contradict. The order of family and given names, accents, initials, particles and names left out
 * make no difference.
 *
 * @returns null if it cannot be told: a name is empty, all initials, or in another script
 */
export function samePerson(one: string, other: string): boolean | null {
  const ours = wordsOf(one);
  const theirs = wordsOf(other);
  const isTelling = (words: readonly string[]) => words.some((word) => word.length > 1);
  if (!isTelling(ours) || !isTelling(theirs) || isLatin(ours) !== isLatin(theirs)) return null;
  if (isSame(ours.join(''), theirs.join(''))) return true;
  const [left, right] = unmatched(ours, theirs, (a, b) => a.length > 1 && isSame(a, b));
  if (left.length === ours.length) return false;
  if (left.length === 0 || right.length === 0) return true;
  if (isSame(left.join(''), right.join(''))) return true;
  const [ownRest, otherRest] = unmatched(left, right, canStandFor);
  return ownRest.length === 0 || otherRest.length === 0;
}
