/** The sums of many texts' words (`word-sum.ts`), as a WebAssembly kernel: same whole numbers, same bytes. */
import { createPacer } from '../foundation/pacer';
import { Arena, blockBytes } from '../kernels/arena';
import { loadSumsKernel } from '../kernels/sums-kernel';
import type { SparseRows, TermCounts } from './term-counts';
import { weighWords, type WordTable } from './word-sum';

/** Columns the kernel takes at a time. */
const lanes = 8;
/** Papers worked through between two chances for something else to run. */
const papersPerTurn = 256;

/**
 * The sums of texts whose words are counted already, n×dimension row-major; a text without a known word
 * is all zero.
 */
export async function sumCounted(
  table: WordTable,
  { matrix, terms }: TermCounts,
  signal?: AbortSignal,
): Promise<Float32Array> {
  const d = table.dimension;
  const columns = Math.ceil(d / lanes) * lanes;
  const entries = mostEntries(matrix);
  const arena = new Arena(
    blockBytes((table.codes.length / d) * (columns / 4)) +
      blockBytes(papersPerTurn * columns) +
      blockBytes(papersPerTurn + 1) +
      2 * blockBytes(entries),
  );
  const codes = arena.bytes((table.codes.length / d) * columns);
  for (let row = 0; row * d < table.codes.length; row++)
    codes.view.set(table.codes.subarray(row * d, (row + 1) * d), row * columns);
  const to = arena.floats(papersPerTurn * columns);
  const offsets = arena.naturals(papersPerTurn + 1);
  const sources = arena.integers(entries);
  const weights = arena.floats(entries);
  const { gatherBytes } = loadSumsKernel(arena.memory);

  const pace = createPacer(signal);
  const rowOf = Int32Array.from(terms, (term) => table.rows.get(term) ?? -1);
  const sums = new Float32Array(matrix.n * d);
  const steps = new Float64Array(papersPerTurn);
  for (let first = 0; first < matrix.n; first += papersPerTurn) {
    await pace();
    const count = Math.min(papersPerTurn, matrix.n - first);
    let filled = 0;
    for (let text = 0; text < count; text++) {
      const weighed = weighWords(table, ...knownWords(matrix, first + text, rowOf));
      sources.view.set(weighed.rows, filled);
      weights.view.set(weighed.weights, filled);
      filled += weighed.rows.length;
      offsets.view[text + 1] = filled;
      steps[text] = weighed.step;
    }
    to.view.fill(0);
    gatherBytes(
      to.address,
      codes.address,
      offsets.address,
      sources.address,
      weights.address,
      count,
      columns,
    );
    for (let text = 0; text < count; text++) {
      const step = steps[text] ?? 0;
      const at = (first + text) * d;
      for (let k = 0; k < d; k++) sums[at + k] = (to.view[text * columns + k] ?? 0) * step;
    }
  }
  return sums;
}

/** A text's words that the table holds: their rows and how often each stands there. */
function knownWords(
  { offsets, indices, values }: SparseRows,
  text: number,
  rowOf: Int32Array,
): readonly [rows: readonly number[], frequencies: readonly number[]] {
  const rows: number[] = [];
  const frequencies: number[] = [];
  const end = offsets[text + 1] ?? 0;
  for (let entry = offsets[text] ?? 0; entry < end; entry++) {
    const row = rowOf[indices[entry] ?? 0] ?? -1;
    if (row < 0) continue;
    rows.push(row);
    frequencies.push(values[entry] ?? 0);
  }
  return [rows, frequencies];
}

/** The most entries that one turn's texts have. */
function mostEntries({ n, offsets }: SparseRows): number {
  let most = 0;
  for (let first = 0; first < n; first += papersPerTurn) {
    const end = offsets[Math.min(n, first + papersPerTurn)] ?? 0;
    most = Math.max(most, end - (offsets[first] ?? 0));
  }
  return most;
}
