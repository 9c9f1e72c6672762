import { describe, expect, it, vi } from 'vitest';
import { Arena } from '../kernels/arena';
import { loadWardKernel } from '../kernels/ward-kernel';
import { checkMemory, memoryBudget, planMemory, remediesFor } from './memory-plan';
import { reduceDimension } from './reduce-dimension';
import { spaceBytes, strideOf, takeSearchSpace } from './search-space';
import { clusteredVectors } from './testing/vectors-of';
import { clusterWard } from './ward';
import { matrixBytes, takeMatrixBlocks } from './ward-matrix';

/** Bytes of each WebAssembly memory taken while something runs. */
async function taken(run: () => Promise<unknown>): Promise<number[]> {
  const { Memory } = WebAssembly;
  const bytes: number[] = [];
  const spy = vi.spyOn(WebAssembly, 'Memory').mockImplementation(function (descriptor) {
    const memory = new Memory(descriptor);
    bytes.push(memory.buffer.byteLength);
    return memory;
  });
  try {
    await run();
  } finally {
    spy.mockRestore();
  }
  return bytes;
}

/** Memory comes in whole pages, and nothing lies at address 0. */
const rounding = 65_536 + 16;

describe('planMemory', () => {
  it('fits 100,000 papers of 512 dimensions into a tab', () => {
    const plan = planMemory(100_000, 512, { threads: 8 });
    expect(plan.path).toBe('search');
    expect(plan.totalBytes).toBeLessThan(memoryBudget);
    expect(plan.fits).toBe(true);
  });

  it('plans at least what is then taken', () => {
    for (const [count, d] of [
      [5, 3],
      [700, 41],
      [1501, 384],
    ] as const) {
      const size = { count, d, k: 15, threads: 3, finish: 100 };
      const arena = new Arena(spaceBytes(size));
      expect(() => takeSearchSpace(arena, loadWardKernel(arena.memory), size)).not.toThrow();
      const square = new Arena(matrixBytes(count, strideOf(d)));
      expect(() => takeMatrixBlocks(square, count, strideOf(d))).not.toThrow();
    }
  });

  it.each([
    ['matrix', 900, 20],
    ['search', 5100, 20],
  ])('is the memory that clustering then takes, by the %s', async (path, n, d) => {
    const vectors = clusteredVectors(n, d, 20);
    const arenas = await taken(() => clusterWard(vectors, { neighbours: 15 }));
    const plan = planMemory(n, d, { k: 15 });
    expect(plan.path).toBe(path);
    expect(arenas).toHaveLength(1);
    expect((arenas[0] ?? 0) - plan.arenaBytes).toBeGreaterThanOrEqual(0);
    expect((arenas[0] ?? 0) - plan.arenaBytes).toBeLessThan(rounding);
  });

  it('counts what reducing takes: the whole vectors, the reduced ones, and its own memory', async () => {
    const [n, from, d] = [200, 600, 32];
    const vectors = clusteredVectors(n, from, 20);
    const [arena = 0] = await taken(() => reduceDimension(vectors, d));
    const held = 4 * n * (from + d) + arena;
    const plan = planMemory(n, d, { from });
    // The matrix of so few papers takes less than reducing them.
    expect(plan.vectorBytes + plan.arenaBytes + plan.resultBytes).toBeLessThan(held);
    expect(plan.totalBytes).toBeGreaterThan(held - rounding);
  });

  it('offers only what fits, and refuses what does not before any work', async () => {
    const budget = 20e6;
    const remedies = remediesFor(9000, 512, { budget });
    expect(remedies.map(({ kind }) => kind)).toEqual(['even-sample']);
    for (const remedy of remediesFor(400_000, 512)) {
      const n = remedy.kind === 'even-sample' ? remedy.n : 400_000;
      const d = remedy.kind === 'reduce-dimension' ? remedy.d : 512;
      expect(planMemory(n, d).fits).toBe(true);
      expect(planMemory(n + 1, d + 8).fits).toBe(false);
    }
    const checked = checkMemory(400_000, 512);
    if (checked.ok) throw new Error('400,000 papers of 512 dimensions do not fit');
    expect(checked.error.code).toBe('memory-too-small');
    expect(checked.error.message).toContain('400,000 papers');
    expect(checked.error.remedy).toMatch(/even sample of [\d,]+ papers/);

    const clustered = await clusterWard(
      { n: 60, d: 8, data: new Float32Array(480).fill(1) },
      { memoryBudget: 1000 },
    );
    expect(clustered.ok ? 'accepted' : clustered.error.code).toBe('memory-too-small');
  });
});
