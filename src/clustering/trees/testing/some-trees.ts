/** Trees for tests: any papers merged in any order. */
import fc from 'fast-check';
import { blankPaper, type Paper } from '../../../corpus/paper';
import { seededRandom } from '../../../foundation/random';
import { buildDendrogram } from '../../build-dendrogram';
import type { Dendrogram } from '../../dendrogram';
import { linkageFromMerges } from '../../linkage';
import { vectorsOf } from '../../testing/vectors-of';

/** A dendrogram of n papers, each merge a little higher than the one before. */
export function someTree(n: number, seed: number): Dendrogram {
  const random = seededRandom(seed);
  const open = Array.from({ length: n }, (_, paper) => paper);
  const merges = Array.from({ length: n - 1 }, (_, step): [number, number, number] => {
    const [first = 0] = open.splice(Math.floor(random() * open.length), 1);
    const second = open[Math.floor(random() * open.length)] ?? 0;
    return [first, second, step + random()];
  });
  const linkage = linkageFromMerges(n, {
    first: Uint32Array.from(merges, ([one]) => one),
    second: Uint32Array.from(merges, ([, other]) => other),
    height: Float64Array.from(merges, ([, , height]) => height),
  });
  return buildDendrogram(linkage, vectorsOf(Array.from({ length: n }, () => [1, 0])));
}

/** Any tree of up to 20 papers. */
export const trees = fc
  .tuple(fc.integer({ min: 1, max: 20 }), fc.nat())
  .map(([n, seed]) => someTree(n, seed));

/** Names as hard as they come: quotes, parentheses, commas, CJK, and the same one twice. */
const hardName = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1 }),
  fc.stringMatching(/^[-'"()[\],:;_\\ a深層学習é]{1,12}$/u),
  fc.constantFrom("it's", "''", '(a,b):1;', '[no comment]', '深層学習', 'Editorial', '3 papers'),
);

/** Enough names for every node of {@link trees}. */
export const names = fc.array(hardName, { minLength: 39, maxLength: 39 });

/** Papers with these titles, as readers make them: trimmed and not empty. */
export function papersCalled(titles: readonly string[]): Paper[] {
  return titles.map((title, index) => ({
    ...blankPaper(`id-${index}`, title.trim() || 'Untitled'),
    abstract: `About ${title}`.trim(),
  }));
}
