import { describe, expect, it } from 'vitest';
import { meaningOf, type QueryPart } from './query-vectors';

/** Three papers on a line around a mean that is not 0. */
const line: QueryPart = {
  vectors: { n: 3, d: 2, data: Float32Array.of(1, 0, 0.6, 0.8, 0.8, 0.6) },
  weight: 1,
  queries: {
    embed: (query) =>
      query === 'nothing'
        ? null
        : query === 'first'
          ? Float32Array.of(1, 0)
          : Float32Array.of(0.6, 0.8),
  },
};
const mute: QueryPart = {
  vectors: { n: 3, d: 2, data: Float32Array.of(0, 1, 1, 0, 0, 1) },
  weight: 0.5,
  queries: { embed: () => null },
};

const cosine = (query: Float32Array | null, row: Float32Array) =>
  (query ?? new Float32Array()).reduce((sum, value, k) => sum + value * (row[k] ?? 0), 0);

describe('a query among the vectors of a map', () => {
  it('that says what a paper says has the paper’s own direction', () => {
    const { vectors, embed } = meaningOf([line]);
    expect(cosine(embed('first'), vectors.data.subarray(0, 2))).toBeCloseTo(1, 5);
    expect(cosine(embed('second'), vectors.data.subarray(2, 4))).toBeCloseTo(1, 5);
  });

  it('has nothing in the columns of a part that does not know it', () => {
    const { vectors, embed } = meaningOf([line, mute]);
    expect(vectors.d).toBe(4);
    const query = embed('first');
    expect(Array.from(query?.subarray(2) ?? [])).toEqual([0, 0]);
    expect(Math.hypot(...(query ?? []))).toBeCloseTo(1, 5);
  });

  it('is nothing when no part knows it', () => {
    expect(meaningOf([line, mute]).embed('nothing')).toBeNull();
    expect(meaningOf([mute]).embed('first')).toBeNull();
  });
});
