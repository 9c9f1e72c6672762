/**
 * Encoders read a limited number of tokens, abstracts are longer: a text is read through balanced
 * windows and its vector is their length-weighted mean.
 */

/** A window over tokens: `start` inclusive, `end` exclusive. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts tokens into as few windows of at most `limit` tokens as hold them, as equal in length as cuts
 * between words allow.
 *
 * @param startsWord for each token, whether a word starts with it; a window then starts there if
 *   such a place lies in the second half of its share and leaves the rest room enough
 * @param limit tokens of a window at most, at least 1
 */
export function balancedWindows(startsWord: readonly boolean[], limit: number): Window[] {
  const windows: Window[] = [];
  const total = startsWord.length;
  for (let start = 0, left = Math.ceil(total / limit); left > 0; left--) {
    const even = Math.ceil((total - start) / left);
    const end = left === 1 ? total : cutNear(startsWord, start, even, limit, left);
    windows.push({ start, end });
    start = end;
  }
  return windows;
}

/** The last word start in reach of an even share, or the even share itself. */
function cutNear(
  startsWord: readonly boolean[],
  start: number,
  even: number,
  limit: number,
  left: number,
): number {
  const rest = startsWord.length - start;
  const least = Math.max(Math.ceil(even / 2), rest - limit * (left - 1));
  for (let length = even; length >= least; length--) {
    if (startsWord[start + length]) return start + length;
  }
  return start + even;
}

/**
 * The unit mean of window vectors weighted by window lengths.
 *
 * @param rows vectors of equal length, one per window
 * @param lengths tokens of each window
 */
export function weightedMean(
  rows: readonly Float32Array[],
  lengths: readonly number[],
): Float32Array {
  const mean = new Float64Array(rows[0]?.length ?? 0);
  rows.forEach((row, window) => {
    const weight = lengths[window] ?? 0;
    for (let i = 0; i < mean.length; i++) mean[i] = (mean[i] ?? 0) + weight * (row[i] ?? 0);
  });
  const norm = Math.hypot(...mean);
  return Float32Array.from(mean, (value) => (norm > 0 ? value / norm : 0));
}
