import { describe, expect, it } from 'vitest';
import { isMemoryFailure, planMemory, type MemoryRemedy } from '../clustering/memory-plan';
import { success } from '../foundation/result';
import { evenSample } from './even-sample';
import { BuildBench, modelSettings, valueOf } from './testing/build-bench';
import { smallCorpus } from './testing/small-corpus';

const words = { seed: 1, encoder: 'lsa' };

/** What a refused build offers instead. */
async function remediesOf(bench: BuildBench, papers: number): Promise<readonly MemoryRemedy[]> {
  const refused = await bench.build(smallCorpus(papers), words);
  if (refused.ok || !isMemoryFailure(refused.error)) throw new Error('not refused');
  expect(refused.error.message).toContain(`${papers} papers`);
  expect(refused.error.message).toMatch(/needs [\d.]+ GB, more than the [\d.]+ GB/u);
  expect(bench.events).toEqual([]);
  return refused.error.remedies;
}

describe('a corpus that will not fit', () => {
  it('is refused before any work; an even sample of the size it is offered is mapped', async () => {
    const bench = new BuildBench();
    bench.memoryBudget = 200_000;
    const remedies = await remediesOf(bench, 300);
    const sample = remedies.find((remedy) => remedy.kind === 'even-sample')?.n ?? 0;
    expect(sample).toBeGreaterThan(1);
    expect(sample).toBeLessThan(300);
    const map = valueOf(await bench.build(smallCorpus(300), { ...words, sample }));
    expect(map.tree.n).toBe(sample);
    expect(map.subset).toEqual(evenSample(300, sample, 1));
    expect(map.provenance.settings.sample).toBe(sample);
    const again = valueOf(await bench.build(smallCorpus(300), { ...words, sample }));
    expect(again).toEqual(map);
    const other = await bench.build(smallCorpus(300), { ...words, seed: 2, sample });
    expect(valueOf(other).subset).not.toEqual(map.subset);
  });

  it('fits with vectors reduced to what it is offered', async () => {
    const bench = new BuildBench();
    bench.memoryBudget = planMemory(600, 48, { from: 72 }).totalBytes;
    const remedies = await remediesOf(bench, 600);
    const dimension = remedies.find((remedy) => remedy.kind === 'reduce-dimension')?.d ?? 0;
    expect(dimension).toBe(48);
    const map = valueOf(await bench.build(smallCorpus(600), { ...words, dimension }));
    expect(map.tree.n).toBe(600);
    expect(map.provenance).toMatchObject({ dimension: 48, settings: { dimension: 48 } });
    bench.memoryBudget = undefined;
    const whole = valueOf(await bench.build(smallCorpus(600), words));
    expect(whole.key).not.toBe(map.key);
  });

  it('keeps to the words where only the model’s vectors are too long', async () => {
    const bench = new BuildBench();
    let asked = 0;
    bench.change = (runners) => ({
      ...runners,
      fits: (...size) =>
        ++asked === 1
          ? success(null)
          : { ok: false, error: { code: 'full', message: `No room for ${size[1]}.`, remedy: '' } },
    });
    const map = valueOf(await bench.build(smallCorpus(40), modelSettings));
    expect(map.settled).toBe(true);
    expect(map.provenance.device.rung).toBe('lexical');
    expect(map.provenance.device.reason).toContain('No room for 72.');
    expect(bench.model.embedded).toEqual([]);
  });
});
