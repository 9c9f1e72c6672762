/**
 * What of a paper is embedded: title and abstract as one clean string, or the reason why there is
 * nothing to embed.
 */
import type { EncoderText } from './encoder';

/**
 * Characters of one paper that are embedded at most: about 3,000 words, ten times a long abstract.
 * A whole book pasted in as an abstract would otherwise hold up every other paper.
 */
export const maxCharacters = 20_000;

export interface PreparedText {
  /** Well-formed Unicode without control characters, single-spaced. */
  readonly text: string;
  /** Whether the end of the paper's text was left out. */
  readonly truncated: boolean;
}

/** Prepares a paper's text; `null` when title and abstract hold nothing but white space. */
export function prepareText({ title, abstract }: EncoderText): PreparedText | null {
  const [head, body] = [clean(title), clean(abstract)];
  const whole = head && body ? `${head}${/[.!?…。]$/u.test(head) ? '' : '.'} ${body}` : head + body;
  if (!whole) return null;
  if (whole.length <= maxCharacters) return { text: whole, truncated: false };
  // Cutting between two halves of a character would leave a lone surrogate: clean again.
  return { text: clean(whole.slice(0, maxCharacters)), truncated: true };
}

/**
 * Replaces lone surrogates by U+FFFD and runs of control characters, separators and white space by
 * one space. Joiners and direction marks stay: scripts need them.
 */
function clean(text: string): string {
  return text
    .slice(0, 2 * maxCharacters)
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/[\p{Cc}\p{Z}\s]+/gu, ' ')
    .trim();
}
