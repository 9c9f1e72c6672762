/** Term weights: which words count, and how much. */
import type { SparseRows, TermCounts } from './term-counts';

export interface TfIdfSettings {
  /** Words in fewer papers are left out. */
  readonly minDocumentFrequency: number;
  /** Words in a larger share of the papers are left out; 1 keeps all. */
  readonly maxDocumentShare: number;
}

/**
 * Sublinear TF-IDF with unit rows: (1 + ln tf) · (1 + ln((1 + n) / (1 + df))), the smoothed form
 * of Salton & Buckley (1988) that scikit-learn uses. A row with no word left is all zero.
 */
export function tfIdf(counts: TermCounts, settings: TfIdfSettings): SparseRows {
  const { matrix, documentFrequency } = counts;
  const ceiling = settings.maxDocumentShare * matrix.n;
  const columnOf = new Int32Array(matrix.columns).fill(-1);
  const idf = new Float64Array(matrix.columns);
  let columns = 0;
  documentFrequency.forEach((frequency, term) => {
    if (frequency < settings.minDocumentFrequency || frequency > ceiling) return;
    columnOf[term] = columns++;
    idf[term] = 1 + Math.log((1 + matrix.n) / (1 + frequency));
  });

  const offsets = new Uint32Array(matrix.n + 1);
  const indices = new Uint32Array(matrix.indices.length);
  const values = new Float32Array(matrix.indices.length);
  let at = 0;
  for (let row = 0; row < matrix.n; row++) {
    const start = at;
    let squares = 0;
    const end = matrix.offsets[row + 1] ?? 0;
    for (let entry = matrix.offsets[row] ?? 0; entry < end; entry++) {
      const term = matrix.indices[entry] ?? 0;
      const column = columnOf[term] ?? -1;
      if (column < 0) continue;
      const weight = (1 + Math.log(matrix.values[entry] ?? 1)) * (idf[term] ?? 0);
      indices[at] = column;
      values[at] = weight;
      squares += weight * weight;
      at++;
    }
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    for (let entry = start; entry < at; entry++) values[entry] = (values[entry] ?? 0) * scale;
    offsets[row + 1] = at;
  }
  return {
    n: matrix.n,
    columns,
    offsets,
    indices: indices.slice(0, at),
    values: values.slice(0, at),
  };
}
