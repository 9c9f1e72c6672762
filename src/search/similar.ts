/**
 * Papers like a paper: by their vectors, fused with the words they share. Vectors find what is said in
 * other words, words the method or the data set that only two papers speak of (docs/quality.md).
 */
import type { Paper } from '../corpus/paper';
import type { Vectors } from '../embedding/encoder';
import { fuse } from './fuse';
import type { LexicalIndex, RankedPaper } from './lexical-index';

/** Papers taken from each ranking. */
const rankedLimit = 100;
/** Chosen on pairs that are known to belong together, see docs/quality.md. */
const weights = { meaning: 2, words: 1 };

/**
 * @param vectors unit rows, one per paper
 * @param paper index of the paper that others are compared with
 * @returns at most `most` others, best first, and the cosine of each to the paper
 */
export function alike(
  papers: readonly Paper[],
  vectors: Vectors,
  index: LexicalIndex,
  paper: number,
  most: number,
): { readonly papers: Uint32Array; readonly similarities: Float32Array } {
  const cosines = cosinesTo(vectors, paper);
  const byMeaning: RankedPaper[] = Array.from(cosines, (score, other) => ({ paper: other, score }))
    .filter((other) => other.paper !== paper && other.score > 0)
    .sort((a, b) => b.score - a.score || a.paper - b.paper)
    .slice(0, rankedLimit);
  const { title = '', abstract = '' } = papers[paper] ?? {};
  const byWords = index
    .rankAlike(`${title} ${abstract}`)
    .filter((other) => other.paper !== paper)
    .slice(0, rankedLimit);
  const found = fuse([
    { ranking: byMeaning, weight: weights.meaning },
    { ranking: byWords, weight: weights.words },
  ]).slice(0, most);
  return {
    papers: Uint32Array.from(found, (other) => other.paper),
    similarities: Float32Array.from(found, (other) => cosines[other.paper] ?? 0),
  };
}

function cosinesTo({ n, d, data }: Vectors, paper: number): Float32Array {
  const own = data.subarray(paper * d, (paper + 1) * d);
  return Float32Array.from({ length: n }, (_, other) => {
    let sum = 0;
    for (let k = 0, at = other * d; k < d; k++, at++) sum += (own[k] ?? 0) * (data[at] ?? 0);
    return sum;
  });
}
