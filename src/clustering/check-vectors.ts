import type { Vectors } from '../embedding/encoder';
import { failure, success, type Result } from '../foundation/result';

/**
 * Lengths between which squared distances of any number of rows keep their digits in single
 * precision. Beyond, all distances would be infinite or zero.
 */
const shortest = 1e-12;
const longest = 1e12;

/**
 * Refuses what cannot be clustered, naming the paper: no vectors at all, NaN or infinite values
 * (`vectors-not-finite`), all-zero rows (`vectors-zero`), rows longer than 10¹² or shorter than
 * 10⁻¹² (`vectors-out-of-range`), data that is not n×d (`vectors-shape`).
 */
export function checkVectors(vectors: Vectors): Result<Vectors> {
  const { n, d, data } = vectors;
  if (n === 0) {
    return failure({
      code: 'vectors-empty',
      message: 'There are no papers to cluster.',
      remedy: 'Open a file that holds at least one paper with a title or an abstract.',
    });
  }
  if (d < 1 || data.length !== n * d) {
    return failure({
      code: 'vectors-shape',
      message: `The vectors are damaged: ${data.length} values cannot be ${n} rows of ${d}.`,
      remedy: 'Embed the papers again, or choose another encoder.',
    });
  }
  for (let row = 0; row < n; row++) {
    let squares = 0;
    for (let at = row * d; at < (row + 1) * d; at++) {
      const value = data[at] ?? 0;
      squares += value * value;
    }
    if (!Number.isFinite(squares)) {
      return failure({
        code: 'vectors-not-finite',
        message: `The vector of paper ${row + 1} holds a value that is not a finite number.`,
        remedy: 'Embed the papers again, or choose another encoder.',
      });
    }
    if (squares === 0) {
      return failure({
        code: 'vectors-zero',
        message: `The vector of paper ${row + 1} is zero: the encoder found nothing in its text.`,
        remedy: 'Leave papers without text out of the map, or choose another encoder.',
      });
    }
    const length = Math.sqrt(squares);
    if (length < shortest || length > longest) {
      return failure({
        code: 'vectors-out-of-range',
        message: `The vector of paper ${row + 1} has the length ${length.toExponential(0)}, which is beyond what can be computed with.`,
        remedy: 'Bring all vectors to length 1, or choose another encoder.',
      });
    }
  }
  return success(vectors);
}
