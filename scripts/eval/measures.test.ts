import { describe, expect, it } from 'vitest';
import { kMeans } from './k-means';
import { agreement, neighbourPurity } from './measures';

const rows = (...values: number[][]) => ({
  n: values.length,
  d: values[0]?.length ?? 0,
  data: Float32Array.from(values.flat()),
});

describe('agreement', () => {
  it('is 1 for the same partition under other numbers and 0 for an independent one', () => {
    expect(agreement(Int32Array.of(1, 1, 0, 0), Int32Array.of(0, 0, 1, 1)).nmi).toBeCloseTo(1);
    expect(agreement(Int32Array.of(0, 1, 0, 1), Int32Array.of(0, 0, 1, 1)).nmi).toBeCloseTo(0);
  });

  it('gives the homogeneity and completeness of a case worked by hand', () => {
    // One cluster holds both labels evenly but for one paper: H(label | cluster) = 0 in cluster 1.
    const { homogeneity, completeness, nmi } = agreement(
      Int32Array.of(0, 0, 1, 2),
      Int32Array.of(0, 0, 1, 1),
    );
    expect(homogeneity).toBeCloseTo(1);
    expect(completeness).toBeCloseTo(2 / 3);
    expect(nmi).toBeCloseTo((2 * homogeneity * completeness) / (homogeneity + completeness));
  });
});

describe('neighbourPurity', () => {
  it('counts same-label neighbours', () => {
    const vectors = rows([1, 0], [0.99, 0.14], [0, 1], [0.14, 0.99], [0.6, 0.8]);
    expect(neighbourPurity(vectors, Int32Array.of(0, 0, 1, 1, 0), 1)).toBeCloseTo(4 / 5);
    expect(neighbourPurity(vectors, Int32Array.of(0, 0, 0, 0, 0), 10)).toBe(1);
  });
});

describe('kMeans', () => {
  it('finds clusters that lie apart, the same ones each time', () => {
    const vectors = rows([0, 0], [0.1, 0], [5, 5], [5.1, 5], [-5, 5], [-5, 5.1]);
    const clusters = kMeans(vectors, 3, 1);
    expect(agreement(clusters, Int32Array.of(0, 0, 1, 1, 2, 2)).nmi).toBeCloseTo(1);
    expect(kMeans(vectors, 3, 1)).toEqual(clusters);
  });
});
