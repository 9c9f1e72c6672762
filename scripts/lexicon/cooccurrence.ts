/** Counting which words stand near which. */

/** Counts wrap at 16 bits; what is carried over is kept apart. */
const CARRY = 1 << 16;

/** Unordered pairs of terms and how often each stands within the window. */
export interface PairCounts {
  readonly terms: number;
  /** The count of the pair (i, j); 0 where they never met. */
  count(i: number, j: number): number;
}

/**
 * Counts every unordered pair of terms at most `window` words apart, each pair of places once.
 *
 * One 16-bit counter per possible pair (triangular: terms²/2 × 2 bytes, 576 MB for 24,000 terms)
 * is both smaller and faster than any hash table here, since one pair in ten does occur.
 *
 * @param documents term ids in reading order; -1 for words outside the vocabulary, which take no place
 */
export function countPairs(
  documents: Iterable<Int32Array>,
  terms: number,
  window: number,
): PairCounts {
  const low = new Uint16Array((terms * (terms + 1)) / 2);
  const carried = new Map<number, number>();
  const cell = (i: number, j: number): number =>
    i < j ? (j * (j + 1)) / 2 + i : (i * (i + 1)) / 2 + j;

  for (const document of documents) {
    const known = document.filter((term) => term >= 0);
    for (let here = 1; here < known.length; here++) {
      const term = known[here] ?? 0;
      for (let there = Math.max(0, here - window); there < here; there++) {
        const at = cell(term, known[there] ?? 0);
        const next = (low[at] ?? 0) + 1;
        low[at] = next;
        if (next === CARRY) carried.set(at, (carried.get(at) ?? 0) + CARRY);
      }
    }
  }
  return {
    terms,
    count: (i, j) => {
      const at = cell(i, j);
      return (low[at] ?? 0) + (carried.get(at) ?? 0);
    },
  };
}
