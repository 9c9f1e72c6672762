/** Which vector belongs to which paper: its own record's, or a row of the matrix beside its file. */
import type { Failure } from '../foundation/result';
import type { FoundPaper } from './duplicates';
import { stem } from './file-names';
import type { FileReport } from './import-report';
import type { Matrix } from './npy';

/** A matrix with the file it came from. */
export interface MatrixFile {
  readonly file: string;
  readonly matrix: Matrix;
}

export interface VectorRows {
  /** The vector of each paper, or null. */
  readonly rows: readonly (ArrayLike<number> | null)[];
  /** Where they come from, for the report. */
  readonly source: string;
  /** By file name, why a matrix belongs to no papers. */
  readonly mismatches: ReadonlyMap<string, Failure>;
}

/**
 * A matrix belongs to the one file of papers, or to the one whose name is the same up to its ending,
 * if it has a row for each of its records.
 */
export function vectorRows(
  papers: readonly FoundPaper[],
  matrices: readonly MatrixFile[],
  files: readonly FileReport[],
): VectorRows {
  const beside = new Map<string, Matrix>();
  const mismatches = new Map<string, Failure>();
  const data = files.filter((file) => file.found > 0);
  for (const { file, matrix } of matrices) {
    const [only] =
      data.length === 1 ? data : data.filter((other) => stem(other.name) === stem(file));
    if (only?.found === matrix.n) beside.set(only.name, matrix);
    else mismatches.set(file, mismatched(file, matrix, only));
  }
  const rows = papers.map(({ vector, file, ordinal }) => {
    const matrix = beside.get(file);
    if (vector !== null || matrix === undefined) return vector;
    return matrix.data.subarray(ordinal * matrix.d, (ordinal + 1) * matrix.d);
  });
  return { rows, source: matrices[0]?.file ?? 'a column', mismatches };
}

function mismatched(file: string, matrix: Matrix, beside: FileReport | undefined): Failure {
  return {
    code: 'vectors-mismatched',
    message:
      beside === undefined
        ? `${file} lies beside no file of the same name.`
        : `${file} has ${matrix.n} rows, but ${beside.name} has ${beside.found} papers.`,
    remedy: 'Open it together with the file whose papers it was made from.',
  };
}
