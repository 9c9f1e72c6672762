/**
 * Whether a question is about the papers at all. The cosine alone does not tell: "wedding dress
 * shopping" comes as near to some paper as "making networks forget" does. Its words do: of a question
 * about the papers, one paper holds or nearly holds the most part, and several hold some of it. What one
 * paper alone holds may be chance, all the more the more papers there are.
 */

/** Place of the paper that stands for several. */
const several = 10;

/**
 * How much a question belongs to the papers, 0 to 1: the mean of what shares of its words, by rarity,
 * the paper with most of them and the one in the tenth place hold or nearly hold.
 *
 * @param covered how much of the words by rarity each paper holds or nearly holds; in any order, papers
 *   with nothing may be left out
 * @param whole the rarity of all words together
 */
export function belonging(covered: Float32Array, whole: number): number {
  if (whole === 0) return 0;
  // The largest, descending.
  const best = new Float32Array(several);
  for (const share of covered) {
    if (share <= (best[several - 1] ?? 0)) continue;
    let at = several - 1;
    for (; at > 0 && share > (best[at - 1] ?? 0); at--) best[at] = best[at - 1] ?? 0;
    best[at] = share;
  }
  return ((best[0] ?? 0) + (best[several - 1] ?? 0)) / 2 / whole;
}
