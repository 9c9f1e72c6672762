/**
 * From text as sources give it to text the rest of the product can trust: one Unicode form, no
 * characters that break drawing, storage or tokenising, and single spaces.
 */

const LONE_SURROGATES = /\p{Surrogate}/gu;
/** Control characters, and the format characters that are invisible (soft hyphen, BOM, bidi marks). */
const CONTROLS = /\p{Cc}/gu;
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;
const SPACES = /\s+/gu;
/** Printable ASCII with single spaces is already clean; most abstracts are. */
const PLAIN = /^[\x20-\x7e]*$/;
const LATIN_MARKS = /(?<=\p{Script=Latin}\p{M}*)\p{M}/gu;

/**
 * The text in Unicode form NFKC, on one line: lone surrogates, control and invisible characters
 * removed, every run of white space made one space, and the ends trimmed. Idempotent.
 */
export function cleanText(text: string): string {
  const plain = PLAIN.test(text);
  // Printable ASCII has no other white space than the space.
  if (plain && !text.includes('  ')) return text.trim();
  const safe = plain
    ? text
    : text
        .replace(LONE_SURROGATES, ' ')
        .normalize('NFKC')
        .replace(INVISIBLE, '')
        .replace(CONTROLS, ' ');
  return safe.replace(SPACES, ' ').trim();
}

/**
 * The form under which two spellings count as the same: lower case, and Latin letters without
 * their accents ("Schrödinger" and "schrodinger"). Other scripts keep their marks, which there
 * are letters in their own right. Expects {@link cleanText}'s output.
 */
export function foldText(text: string): string {
  const lower = text.toLowerCase();
  if (PLAIN.test(lower)) return lower;
  return lower.normalize('NFKD').replace(LATIN_MARKS, '').normalize('NFKC');
}
