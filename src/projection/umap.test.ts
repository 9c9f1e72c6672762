import { describe, expect, it } from 'vitest';
import { fitCurve } from './curve';
import { fuzzyGraph, membershipStrengths } from './fuzzy-graph';
import { nearestNeighbours } from './testing/nearest-neighbours';
import { pcaLayout } from './pca';
import { layoutQuality } from './quality';
import { clusteredVectors } from './testing/vectors';
import { umap, type UmapOptions } from './umap';

async function mapOf(n: number, options: Partial<UmapOptions> = {}, k = 15) {
  const vectors = clusteredVectors(n, 16, Math.min(6, Math.max(1, n)), 11);
  const result = await umap(nearestNeighbours(vectors, k), pcaLayout(vectors), {
    seed: 42,
    ...options,
  });
  return { vectors, ...result };
}

describe('fitCurve', () => {
  it('gives the constants of the reference implementation for its defaults', () => {
    const { a, b } = fitCurve(0.1, 1);
    expect(a).toBeCloseTo(1.577, 3);
    expect(b).toBeCloseTo(0.8951, 3);
  });

  it('follows minDist', () => {
    const { a, b } = fitCurve(0.5, 1);
    expect(a).toBeCloseTo(0.583, 2);
    expect(b).toBeCloseTo(1.334, 2);
  });
});

describe('fuzzyGraph', () => {
  const neighbours = nearestNeighbours(clusteredVectors(80, 8, 4, 2), 10);

  it('gives every paper memberships that sum to log2(k + 1), the nearest of them 1', () => {
    const strengths = membershipStrengths(neighbours);
    for (let i = 0; i < 80; i++) {
      const row = strengths.subarray(i * 10, (i + 1) * 10);
      expect(row[0]).toBe(1);
      expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(Math.log2(11), 3);
    }
  });

  it('is symmetric, ascending within rows, without loops, and the probabilistic sum of both ways', () => {
    const strengths = membershipStrengths(neighbours);
    const directed = (i: number, j: number) => {
      const at = neighbours.indices.subarray(i * 10, (i + 1) * 10).indexOf(j);
      return at < 0 ? 0 : (strengths[i * 10 + at] ?? 0);
    };
    const graph = fuzzyGraph(neighbours);
    let entries = 0;
    for (let i = 0; i < 80; i++) {
      let previous = -1;
      for (let e = graph.offsets[i] ?? 0; e < (graph.offsets[i + 1] ?? 0); e++) {
        const j = graph.targets[e] ?? 0;
        expect(j).toBeGreaterThan(previous);
        expect(j).not.toBe(i);
        const [v, w] = [directed(i, j), directed(j, i)];
        expect(graph.weights[e]).toBeCloseTo(v + w - v * w, 5);
        previous = j;
        entries++;
      }
    }
    expect(entries).toBe(graph.targets.length);
  });
});

describe('umap', () => {
  it('keeps neighbourhoods far better than principal components do', async () => {
    const { vectors, layout } = await mapOf(240);
    const shown = layoutQuality(vectors, layout, { k: 10 });
    const flat = layoutQuality(vectors, pcaLayout(vectors), { k: 10 });
    expect(shown.trustworthiness).toBeGreaterThan(0.93);
    expect(shown.trustworthiness).toBeGreaterThan(flat.trustworthiness);
    expect(shown.neighboursKept).toBeGreaterThan(flat.neighboursKept);
  });

  it('gives the same map for the same seed, however it is watched, and another for another', async () => {
    const quiet = await mapOf(60);
    const watched = await mapOf(60, { interval: 0, onPositions: () => undefined });
    const other = await mapOf(60, { seed: 43 });
    expect(watched.layout.positions).toEqual(quiet.layout.positions);
    expect(other.layout.positions).not.toEqual(quiet.layout.positions);
  });

  it('streams normalised positions up to the last epoch', async () => {
    const seen: number[] = [];
    const { layout } = await mapOf(40, {
      epochs: 20,
      interval: 0,
      onPositions: (positions, epoch, epochs) => {
        expect(epochs).toBe(20);
        expect(Math.max(...positions.map(Math.abs))).toBeCloseTo(1);
        seen.push(epoch);
      },
    });
    expect(seen).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(layout.positions).toHaveLength(80);
  });

  it('stops and keeps what there is', async () => {
    const stop = new AbortController();
    const { epoch, epochs, layout } = await mapOf(40, {
      interval: 0,
      stop: stop.signal,
      onPositions: (_, at) => {
        if (at === 7) stop.abort();
      },
    });
    expect(epoch).toBe(7);
    expect(epochs).toBe(400);
    expect(layout.positions.every(Number.isFinite)).toBe(true);
  });

  it('goes on from where it was stopped to an end as good as that of an unbroken run', async () => {
    const stop = new AbortController();
    const half = await mapOf(120, {
      epochs: 200,
      interval: 0,
      stop: stop.signal,
      onPositions: (_, at) => {
        if (at === 80) stop.abort();
      },
    });
    expect(half.layout.stopped).toMatchObject({ epoch: 80, epochs: 200 });
    const seen: number[] = [];
    const neighbours = nearestNeighbours(half.vectors, 15);
    const rest = await umap(neighbours, half.layout, {
      seed: 42,
      interval: 0,
      onPositions: (_, epoch) => seen.push(epoch),
    });
    expect(seen).toEqual(Array.from({ length: 120 }, (_, i) => 81 + i));
    expect(rest.layout.stopped).toBeUndefined();
    const whole = await mapOf(120, { epochs: 200 });
    const { trustworthiness } = layoutQuality(half.vectors, whole.layout);
    expect(layoutQuality(half.vectors, rest.layout).trustworthiness).toBeGreaterThan(
      trustworthiness - 0.03,
    );
    const again = await umap(neighbours, half.layout, { seed: 42 });
    expect(again.layout.positions).toEqual(rest.layout.positions);
  });

  it('rejects with the reason when cancelled', async () => {
    const cancel = new AbortController();
    const reason = new Error('another corpus was opened');
    const running = mapOf(40, {
      interval: 0,
      signal: cancel.signal,
      onPositions: () => {
        cancel.abort(reason);
      },
    });
    await expect(running).rejects.toBe(reason);
  });

  it.each([1, 2, 3, 4, 16])('is defined for %i papers', async (n) => {
    const { layout } = await mapOf(n);
    expect(layout.positions).toHaveLength(2 * n);
    expect(layout.positions.every(Number.isFinite)).toBe(true);
    if (n > 1) expect(Math.max(...layout.positions.map(Math.abs))).toBeCloseTo(1);
  });

  it('spreads identical papers instead of hanging', async () => {
    const data = new Float32Array(120).map((_, i) => (i % 4 === 0 ? 1 : 0));
    const vectors = { n: 30, d: 4, data };
    const { layout } = await umap(nearestNeighbours(vectors, 15), pcaLayout(vectors), { seed: 1 });
    expect(layout.positions.every(Number.isFinite)).toBe(true);
    expect(new Set(layout.positions).size).toBeGreaterThan(30);
  });
});
