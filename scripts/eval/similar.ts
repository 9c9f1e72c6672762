/** Ways to rank the papers of a pile by likeness to one of them. */
import type { Paper } from '../../src/corpus/paper';
import type { Encoder, Vectors } from '../../src/embedding/encoder';
import { createPacer } from '../../src/foundation/pacer';
import { fuse } from '../../src/search/fuse';
import { LexicalIndex } from '../../src/search/lexical-index';
import type { RankedPaper } from '../../src/search/ranked';

/** Papers, and pairs of them that belong together, by their places. */
export interface Pile {
  readonly papers: readonly Paper[];
  readonly pairs: readonly (readonly [paper: number, wanted: number])[];
}

/** Other papers of the pile, most alike first. */
export type Ranking = (paper: number) => readonly RankedPaper[];

/** Papers that the words of a ranking are taken from. */
const most = 100;

/** Every way under test, by name. */
export async function rankings(
  papers: readonly Paper[],
  { stepped, plain }: Readonly<Record<'stepped' | 'plain', Encoder>>,
): Promise<ReadonlyMap<string, Ranking>> {
  const index = await LexicalIndex.build(papers, createPacer());
  const words: Ranking = (paper) => {
    const { title = '', abstract = '' } = papers[paper] ?? {};
    return index
      .rankAlike(`${title} ${abstract}`)
      .filter((hit) => hit.paper !== paper)
      .slice(0, most);
  };
  const byStepped = nearest(await stepped.encode(papers));
  const byPlain = nearest(await plain.encode(papers));
  const fused =
    (meaning: number, wordWeight: number): Ranking =>
    (paper) =>
      fuse([
        { ranking: byPlain(paper).slice(0, most), weight: meaning },
        { ranking: words(paper), weight: wordWeight },
      ]);
  return new Map([
    ['vectors with the step', byStepped],
    ['vectors without the step', byPlain],
    ['BM25 of title and abstract', words],
    ['vectors and BM25, 2 : 1', fused(2, 1)],
    ['vectors and BM25, 1 : 1', fused(1, 1)],
    ['vectors and BM25, 1 : 2', fused(1, 2)],
  ]);
}

function nearest({ n, d, data }: Vectors): Ranking {
  return (paper) => {
    const scores = Array.from({ length: n }, (_, other) => {
      let score = 0;
      for (let k = 0; k < d; k++) score += (data[paper * d + k] ?? 0) * (data[other * d + k] ?? 0);
      return { paper: other, score };
    });
    return scores
      .filter((other) => other.paper !== paper)
      .sort((a, b) => b.score - a.score || a.paper - b.paper);
  };
}

/** 1 / rank of the paper wanted; 0 where it is not listed. */
export function reciprocalRank(ranking: readonly RankedPaper[], wanted: number): number {
  const at = ranking.findIndex(({ paper }) => paper === wanted);
  return at < 0 ? 0 : 1 / (at + 1);
}
