/**
 * What the papers have in a field, and how many have each: the values that a filter can be completed to.
 * 100,000 papers name some 200,000 authors, so they are counted in steps.
 */
import type { Paper } from '../corpus/paper';
import type { Pacer } from '../foundation/pacer';
import { fieldTexts, foldForSearch } from './filters';

/** Fields whose values are few enough, or short enough, to be offered. */
export const offeredFields = ['author', 'venue', 'category'] as const;
export type OfferedField = (typeof offeredFields)[number];

export interface FieldValue {
  readonly value: string;
  /** As values are compared: `foldForSearch`. */
  readonly folded: string;
  readonly papers: number;
}

/** Papers, or values, between two chances to do something else. */
const chunk = 200;

/**
 * Values of a field, those of most papers first and else in the order of the papers; years from the
 * newest.
 *
 * @param pace awaited between two steps
 */
export async function countValues(
  papers: readonly Paper[],
  field: OfferedField | 'year',
  pace: Pacer,
): Promise<readonly FieldValue[]> {
  const counts = new Map<string, number>();
  for (const [at, paper] of papers.entries()) {
    if (at % chunk === 0) await pace();
    for (const value of valuesOf(paper, field))
      if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  // Nearly all authors have one paper or two: put side by side by number, they need no sorting.
  const byRank = new Map<number, FieldValue[]>();
  let at = 0;
  for (const [value, papers] of counts) {
    if (at++ % chunk === 0) await pace();
    const rank = field === 'year' ? Number(value) : papers;
    const found = { value, folded: foldForSearch(value), papers };
    const others = byRank.get(rank);
    if (others) others.push(found);
    else byRank.set(rank, [found]);
  }
  return [...byRank].sort(([one], [other]) => other - one).flatMap(([, values]) => values);
}

function valuesOf(paper: Paper, field: OfferedField | 'year'): Iterable<string> {
  if (field === 'year') return [paper.year?.toString() ?? ''];
  const texts = fieldTexts(paper, field);
  return texts.length < 2 ? texts : new Set(texts);
}
