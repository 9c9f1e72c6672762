import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CorpusSums } from './corpus-sums';
import type { SparseRows } from './term-counts';

interface Case {
  readonly matrix: SparseRows;
  readonly dimension: number;
  readonly papers: Float32Array;
  readonly terms: Float32Array;
  readonly rowOf: Int32Array;
  readonly weights: Float32Array;
}

/** Papers with any of six words, two of which have no row. */
const cases: fc.Arbitrary<Case> = fc
  .record({
    words: fc.array(fc.subarray([0, 1, 2, 3, 4, 5]), { minLength: 1, maxLength: 300 }),
    dimension: fc.integer({ min: 1, max: 37 }),
    seed: fc.integer({ min: 1, max: 1e6 }),
  })
  .map(({ words, dimension, seed }) => {
    let state = seed;
    const next = (): number => {
      state = (state * 48271) % 0x7fffffff;
      return state / 0x40000000 - 1;
    };
    const offsets = new Uint32Array(words.length + 1);
    words.forEach((some, paper) => (offsets[paper + 1] = (offsets[paper] ?? 0) + some.length));
    const indices = Uint32Array.from(words.flat());
    return {
      matrix: {
        n: words.length,
        columns: 6,
        offsets,
        indices,
        values: new Float32Array(indices.length).fill(1),
      },
      dimension,
      papers: Float32Array.from({ length: words.length * dimension }, next),
      terms: Float32Array.from({ length: 4 * dimension }, next),
      rowOf: Int32Array.of(2, -1, 0, 3, -1, 1),
      weights: Float32Array.from(indices, next),
    };
  });

/** Both sums of a case; rows without the zeros behind them. */
async function sumsOf(given: Case, inScript: boolean): Promise<readonly number[][]> {
  const { matrix, dimension: d, papers, terms, rowOf, weights } = given;
  const sums = new CorpusSums(matrix, 4, d, undefined, inScript);
  sums.use(rowOf, (_, entry) => weights[entry] ?? 0);
  const fill = (): void => {
    for (let i = 0; i < papers.length; i++)
      sums.papers[Math.floor(i / d) * sums.stride + (i % d)] = papers[i] ?? 0;
    for (let i = 0; i < terms.length; i++)
      sums.terms[Math.floor(i / d) * sums.stride + (i % d)] = terms[i] ?? 0;
  };
  fill();
  await sums.intoTerms();
  const intoTerms = [...sums.terms];
  fill();
  await sums.intoPapers();
  return [intoTerms, [...sums.papers]];
}

describe('sums of papers into words and words into papers', () => {
  it('are the same bytes from the kernel and in script', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (given) => {
        expect(await sumsOf(given, false)).toEqual(await sumsOf(given, true));
      }),
    );
  });

  it('are what the matrix says', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (given) => {
        const { matrix, dimension: d, papers, terms, rowOf, weights } = given;
        const [intoTerms = [], intoPapers = []] = await sumsOf(given, false);
        const stride = Math.ceil(d / 4) * 4;
        const column = d - 1;
        for (let row = 0; row < 4; row++) {
          let sum = terms[row * d + column] ?? 0;
          for (let paper = 0; paper < matrix.n; paper++) {
            for (let e = matrix.offsets[paper] ?? 0; e < (matrix.offsets[paper + 1] ?? 0); e++)
              if (rowOf[matrix.indices[e] ?? 0] === row) sum += papers[paper * d + column] ?? 0;
          }
          expect(intoTerms[row * stride + column]).toBeCloseTo(sum, 3);
        }
        for (let paper = 0; paper < matrix.n; paper++) {
          let sum = papers[paper * d + column] ?? 0;
          for (let e = matrix.offsets[paper] ?? 0; e < (matrix.offsets[paper + 1] ?? 0); e++) {
            const row = rowOf[matrix.indices[e] ?? 0] ?? -1;
            if (row >= 0) sum += (weights[e] ?? 0) * (terms[row * d + column] ?? 0);
          }
          expect(intoPapers[paper * stride + column]).toBeCloseTo(sum, 4);
        }
      }),
    );
  });

  it('stop when they are told to', async () => {
    const stop = new AbortController();
    const matrix: SparseRows = {
      n: 1,
      columns: 1,
      offsets: Uint32Array.of(0, 1),
      indices: Uint32Array.of(0),
      values: Float32Array.of(1),
    };
    const sums = new CorpusSums(matrix, 1, 4, stop.signal);
    stop.abort();
    await expect(sums.intoTerms()).rejects.toThrow();
  });
});
