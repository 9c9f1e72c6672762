/**
 * Papers and vectors cross between threads in portions: whoever sends or receives one is busy for a
 * millisecond or two, far from the 50 that are felt, however many papers there are.
 */
import type { Paper } from './paper';

/** Most papers in a portion. */
const mostPapers = 500;
/** Characters after which a portion ends: papers with whole texts for abstracts come in fewer. */
const enoughCharacters = 500_000;
/** Numbers in a portion of vectors: four megabytes. */
export const numbersPerPortion = 1 << 20;

/** The papers from index `from` on that go into one portion; at least one if there are any. */
export function portionFrom(papers: readonly Paper[], from: number): readonly Paper[] {
  let end = from;
  for (let characters = 0; end < papers.length && end - from < mostPapers; end++) {
    if (characters > enoughCharacters) break;
    const paper = papers[end];
    if (paper !== undefined) characters += charactersOf(paper);
  }
  return papers.slice(from, end);
}

function charactersOf({ title, abstract, original, extra, copies = [] }: Paper): number {
  const rest =
    Object.values(extra).reduce((sum, value) => sum + value.length, 0) +
    copies.reduce((sum, { paper }) => sum + charactersOf(paper), 0);
  return (
    title.length +
    abstract.length +
    (original?.title?.length ?? 0) +
    (original?.abstract?.length ?? 0) +
    rest
  );
}
