/** Papers like another, in the order of what is said of each. */
import type { SimilarPaper } from '../../explorer/search/similar.svelte';

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 });

/**
 * A sorted copy, the most alike first. They were found by their words too, and so may come in another
 * order than that of the number beside them.
 */
export function mostAlikeFirst(similar: readonly SimilarPaper[]): readonly SimilarPaper[] {
  return similar.toSorted((one, other) => other.similarity - one.similarity);
}

/** "48% alike"; empty where the texts have nothing measurable in common. */
export function alikeWords(similarity: number): string {
  return similarity > 0 ? `${percent.format(similarity)} alike` : '';
}
