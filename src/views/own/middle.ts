/** Rounds of moving towards the median. */
const rounds = 40;

/**
 * The weighted geometric median of places (Weiszfeld, Tôhoku Math. J. 1937), the first counting most:
 * unlike their mean, it does not fall between two groups where nobody is. (0, 0) for none.
 *
 * @param places nearest first
 */
export function middleOf(places: readonly (readonly [x: number, y: number])[]): [number, number] {
  let at: [number, number] | null = null;
  for (let round = 0; round < rounds; round++) {
    let [sumX, sumY, total] = [0, 0, 0];
    places.forEach(([x, y], rank) => {
      // Kept off zero: at one of the places the median's equation has no value.
      const apart = at === null ? 1 : Math.max(Math.hypot(x - at[0], y - at[1]), 1e-3);
      const weight = 1 / (rank + 1) / apart;
      sumX += weight * x;
      sumY += weight * y;
      total += weight;
    });
    if (total === 0) break;
    at = [sumX / total, sumY / total];
  }
  return at ?? [0, 0];
}
