/** Which phrases set some papers apart from all papers of the map. */
import type { Paper } from '../../corpus/paper';

/** How often a phrase occurs among some papers. */
export interface PhraseUse {
  readonly phrase: string;
  /** Part of those papers whose title or abstract has it, 0 to 1. */
  readonly share: number;
  /** That share over its share of all papers; 2 means twice as frequent. */
  readonly lift: number;
}

/** Papers that are read at most, evenly spread: enough for shares to within a few percent. */
const mostRead = 400;
/** A phrase in fewer papers than this, or hardly more frequent than elsewhere, says nothing of them. */
const leastPapers = 2;
const leastLift = 1.15;

/**
 * The phrases that are most worth knowing of some papers, best first. Scored by their share times the
 * logarithm of how much more frequent they are than on the whole map.
 *
 * @param phrases the phrases to choose from, such as those that set topics apart
 * @param leaves indices into `papers`
 */
export function phrasesAmong(
  phrases: Iterable<string>,
  papers: readonly Paper[],
  leaves: ArrayLike<number>,
  most: number,
): PhraseUse[] {
  const here = evenly(leaves.length).map((at) => folded(textOf(papers[leaves[at] ?? -1])));
  const all = evenly(papers.length).map((at) => folded(textOf(papers[at])));
  if (here.length === 0) return [];
  const uses: (PhraseUse & { readonly score: number })[] = [];
  for (const phrase of new Set(phrases)) {
    const sought = folded(phrase).trimEnd();
    const found = countWith(here, sought);
    if (found < leastPapers || sought.length < 3) continue;
    const share = found / here.length;
    // A phrase of papers that the even sample of all missed is at least as rare as one among them.
    const overall = Math.max(1, countWith(all, sought)) / all.length;
    const lift = share / overall;
    if (lift >= leastLift) uses.push({ phrase, share, lift, score: share * Math.log(lift) });
  }
  return uses
    .sort((one, other) => other.score - one.score || one.phrase.localeCompare(other.phrase, 'en'))
    .filter(
      ({ phrase }, at, sorted) => !sorted.slice(0, at).some((better) => within(better, phrase)),
    )
    .slice(0, most)
    .map(({ phrase, share, lift }) => ({ phrase, share, lift }));
}

/** Whether one of two phrases is part of the other: the better of them says both. */
function within(better: PhraseUse, phrase: string): boolean {
  const [one, other] = [folded(better.phrase).trimEnd(), folded(phrase).trimEnd()];
  return one.startsWith(other) || other.startsWith(one);
}

function evenly(n: number): number[] {
  const read = Math.min(n, mostRead);
  return Array.from({ length: read }, (_, at) => Math.floor((at * n) / read));
}

function textOf(paper: Paper | undefined): string {
  return paper ? `${paper.title} ${paper.abstract}` : '';
}

/** Lower case, words between single blanks, one before the first: " a b " is found as words begin. */
function folded(text: string): string {
  return ` ${text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `.replaceAll(/ +/gu, ' ');
}

/** Plurals count with their singular, since what a phrase ends in is open. */
function countWith(texts: readonly string[], phrase: string): number {
  return texts.reduce((sum, text) => sum + (text.includes(phrase) ? 1 : 0), 0);
}
