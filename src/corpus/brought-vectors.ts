/**
 * Vectors that come with the papers, from a column or from a `.npy` beside the file. They are used
 * instead of embedding only if every paper has one, all of one length, finite and not zero.
 */
import type { Matrix } from './npy';

/** What became of the vectors in the files. */
export type VectorReport =
  | { readonly state: 'none' }
  | { readonly state: 'used'; readonly source: string; readonly n: number; readonly d: number }
  | { readonly state: 'refused'; readonly source: string; readonly reason: string };

export interface BroughtVectors {
  readonly report: VectorReport;
  /** One row per paper, unit length, n×d row-major; null unless used. */
  readonly vectors: Matrix | null;
}

const shortest = 2;

function whyNot(vector: ArrayLike<number>, d: number): string | null {
  if (vector.length !== d) return `one has ${vector.length} numbers, the first ${d}`;
  let squares = 0;
  for (let i = 0; i < d; i++) squares += (vector[i] ?? NaN) ** 2;
  if (!Number.isFinite(squares)) return 'one holds a number that is not finite';
  return squares > 0 ? null : 'one is all zeros';
}

/**
 * Checks the vectors of all papers and brings them to unit length.
 *
 * @param rows the vector of each paper, or null for a paper without
 * @param source where they come from, for the report
 */
export function checkVectors(
  rows: readonly (ArrayLike<number> | null)[],
  source: string,
): BroughtVectors {
  const present = rows.filter((row) => row !== null);
  const d = present[0]?.length ?? 0;
  if (present.length === 0) return { report: { state: 'none' }, vectors: null };
  const missing = rows.length - present.length;
  const refused = (reason: string): BroughtVectors => ({
    report: { state: 'refused', source, reason },
    vectors: null,
  });
  if (missing > 0) return refused(`${missing} of ${rows.length} papers have none`);
  if (d < shortest) return refused('they are shorter than two numbers');
  const data = new Float32Array(rows.length * d);
  for (const [index, row] of present.entries()) {
    const reason = whyNot(row, d);
    if (reason !== null) return refused(reason);
    let squares = 0;
    for (let i = 0; i < d; i++) squares += (row[i] ?? 0) ** 2;
    const scale = 1 / Math.sqrt(squares);
    for (let i = 0; i < d; i++) data[index * d + i] = (row[i] ?? 0) * scale;
  }
  return {
    report: { state: 'used', source, n: rows.length, d },
    vectors: { n: rows.length, d, data },
  };
}
