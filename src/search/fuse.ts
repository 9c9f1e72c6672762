/**
 * One ranking from several, by reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009):
 * it needs no common scale, which word scores and cosines do not have.
 */
import type { RankedPaper } from './ranked';

/** The constant of the paper's equation; 60 is the value its authors found good throughout. */
const rankConstant = 60;

export interface WeightedRanking {
  readonly ranking: readonly RankedPaper[];
  readonly weight: number;
}

/** Papers by the weighted sum of `1 / (60 + rank)`, best first, ties by smaller paper. */
export function fuse(rankings: readonly WeightedRanking[]): RankedPaper[] {
  const scores = new Map<number, number>();
  for (const { ranking, weight } of rankings)
    ranking.forEach(({ paper }, rank) => {
      scores.set(paper, (scores.get(paper) ?? 0) + weight / (rankConstant + rank + 1));
    });
  return [...scores]
    .map(([paper, score]) => ({ paper, score }))
    .sort((a, b) => b.score - a.score || a.paper - b.paper);
}
