import { describe, expect, it } from 'vitest';
import { Arena } from '../kernels/arena';
import { loadWardKernel } from '../kernels/ward-kernel';
import { checkMemory, memoryBudget, planMemory, remediesFor } from './memory-plan';
import { spaceBytes, strideOf, takeSearchSpace } from './search-space';
import { clusterWard } from './ward';
import { matrixBytes, takeMatrixBlocks } from './ward-matrix';

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
