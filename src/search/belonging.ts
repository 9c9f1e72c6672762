/**
 * Whether a question is about the papers at all. The cosine alone does not tell: "wedding dress
 * shopping" comes as near to some paper as "making networks forget" does. Its words do: of a question
 * about the papers, one single paper holds or nearly holds the most part.
 */
import type { LexicalIndex } from './lexical-index';

/**
 * How much a question belongs to the papers, 0 to 1: what share of its words, by rarity, the paper with
 * most of them holds or nearly holds.
 *
 * @param typed words as they are indexed (`indexedGroups`)
 * @param covered by paper, how much of the words by rarity it holds or nearly holds
 */
export function belonging(
  index: LexicalIndex,
  typed: readonly (readonly string[])[],
  covered: Float32Array,
): number {
  const whole = typed.reduce((sum, words) => sum + index.rarity(words), 0);
  if (whole === 0) return 0;
  return covered.reduce((best, share) => Math.max(best, share), 0) / whole;
}
