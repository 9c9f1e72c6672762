import { describe, expect, it } from 'vitest';
import { symmetricEigen } from '../embedding/eigen';
import { gaussian, seededRandom } from '../foundation/random';
import { pcaLayout, principalComponents } from './pca';
import { clusteredVectors } from './testing/vectors';

describe('principalComponents', () => {
  it('recovers known axes and variances', () => {
    const random = seededRandom(7);
    const n = 3000;
    const data = new Float32Array(n * 3);
    for (let i = 0; i < n; i++) {
      const [long, short, thin] = [
        5 * gaussian(random),
        2 * gaussian(random),
        0.1 * gaussian(random),
      ];
      data.set(
        [10 + (long - short) * Math.SQRT1_2, thin, 3 + (long + short) * Math.SQRT1_2],
        i * 3,
      );
    }
    const found = principalComponents({ n, d: 3, data }, 2);
    expect(found.directions[0]).toBeCloseTo(Math.SQRT1_2, 1);
    expect(found.directions[2]).toBeCloseTo(Math.SQRT1_2, 1);
    expect(found.variances[0]).toBeGreaterThan(23);
    expect(found.variances[0]).toBeLessThan(27);
    expect(found.variances[1]).toBeGreaterThan(3.6);
    expect(found.variances[1]).toBeLessThan(4.4);
  });

  it('agrees with the eigenvectors of the covariance matrix', () => {
    const { n, d, data } = clusteredVectors(9000, 12, 5, 3);
    const found = principalComponents({ n, d, data }, 3);
    const covariance = new Float64Array(d * d);
    for (let i = 0; i < n; i++) {
      for (let a = 0; a < d; a++) {
        for (let b = 0; b < d; b++) {
          covariance[a * d + b] =
            (covariance[a * d + b] ?? 0) +
            (((data[i * d + a] ?? 0) - (found.mean[a] ?? 0)) *
              ((data[i * d + b] ?? 0) - (found.mean[b] ?? 0))) /
              n;
        }
      }
    }
    const { values, vectors } = symmetricEigen(covariance, d);
    for (let c = 0; c < 3; c++) {
      expect(found.variances[c]).toBeCloseTo(values[c] ?? 0, 5);
      let dot = 0;
      for (let j = 0; j < d; j++)
        dot += (vectors[j * d + c] ?? 0) * (found.directions[c * d + j] ?? 0);
      expect(Math.abs(dot)).toBeGreaterThan(0.9999);
    }
  });

  it('gives the largest entry of every direction a positive sign', () => {
    const { directions } = principalComponents(clusteredVectors(60, 8, 4, 5), 2);
    for (const c of [0, 1]) {
      const row = Array.from(directions.subarray(c * 8, (c + 1) * 8));
      expect(Math.max(...row)).toBe(Math.max(...row.map(Math.abs)));
    }
  });

  it.each([0, 1, 2, 3])('is defined for %i papers', (n) => {
    const { positions } = pcaLayout(clusteredVectors(n, 4, Math.max(1, n), 9));
    expect(positions).toHaveLength(2 * n);
    expect(positions.every(Number.isFinite)).toBe(true);
  });

  it('leaves identical papers at the origin', () => {
    const data = new Float32Array(40).map((_, i) => (i % 4 === 0 ? 1 : 0));
    expect(pcaLayout({ n: 10, d: 4, data }).positions).toEqual(new Float32Array(20));
  });
});
