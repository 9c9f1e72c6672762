import { describe, expect, it } from 'vitest';
import type { Corpus } from '../corpus/paper';
import { earlierSizes } from './earlier-layout';
import { BuildBench, modelSettings, valueOf } from './testing/build-bench';
import { smallCorpus } from './testing/small-corpus';

const words = { seed: 1, encoder: 'lsa' };

function grown(size: number, ...additions: readonly number[]): Corpus {
  return { ...smallCorpus(size), additions };
}

describe('earlierSizes', () => {
  it.each([
    ['nothing was added', [], 60, []],
    ['a few were added', [60], 70, [60]],
    ['a few were added twice', [60, 70], 80, [60, 70]],
    ['just a third is new', [60], 90, [60]],
    ['more than a third is new', [60], 91, []],
    ['more than a third came bit by bit', [60, 80], 91, []],
    ['some were added to what was laid out afresh', [60, 91], 95, [91]],
  ])('when %s', (_, additions, n, sizes) => {
    expect(earlierSizes(additions, n)).toEqual(sizes);
  });
});

describe('a corpus that papers were added to', () => {
  it('keeps every position bit for bit and puts the new papers among them', async () => {
    const bench = new BuildBench();
    const before = valueOf(await bench.build(smallCorpus(60), words));
    const after = valueOf(await bench.build(grown(70, 60), words));
    expect(after.layout.positions.subarray(0, 120)).toEqual(before.layout.positions);
    expect(after.provenance.placed).toBe(10);
    expect(after.tree.n).toBe(70);
    const added = after.layout.positions.subarray(120);
    expect(added.every((at) => Math.abs(at) <= 1)).toBe(true);
    expect(new Set(added).size).toBeGreaterThan(10);

    const again = valueOf(await bench.build(grown(75, 60, 70), words));
    expect(again.layout.positions.subarray(0, 140)).toEqual(after.layout.positions);
    expect(again.provenance.placed).toBe(15);
  });

  it('is read as it was at the next visit', async () => {
    const bench = new BuildBench();
    await bench.build(smallCorpus(60), words);
    const made = valueOf(await bench.build(grown(70, 60), words));
    const read = valueOf(await bench.build(grown(70, 60), words));
    expect(read).toEqual(made);
    expect(bench.events.map(({ kind }) => kind)).toEqual(['device', 'map']);
  });

  it('keeps what its map was placed into, when the corpus that had it is deleted', async () => {
    const bench = new BuildBench();
    await bench.build(smallCorpus(60), words);
    const copy = { ...grown(70, 60), id: 'copy' };
    const made = valueOf(await bench.build(copy, words));
    await bench.store.release('small');
    expect(valueOf(await bench.build(copy, words)).key).toBe(made.key);
  });

  it('is laid out afresh when that is asked for, too much is new, or the map is gone', async () => {
    const bench = new BuildBench();
    await bench.build(smallCorpus(60), words);
    const placed = valueOf(await bench.build(grown(70, 60), words));
    for (const fresh of [smallCorpus(70), grown(100, 60), grown(70, 59)]) {
      const map = valueOf(await bench.build(fresh, words));
      expect(map.provenance.placed).toBeUndefined();
      expect(map.key).not.toBe(placed.key);
      const plain = valueOf(await new BuildBench().build(smallCorpus(map.tree.n), words));
      expect(map.layout).toEqual(plain.layout);
    }
  });

  it('is placed into the settled map, also while better vectors are awaited', async () => {
    const bench = new BuildBench();
    const before = valueOf(await bench.build(smallCorpus(60), modelSettings));
    await bench.build(grown(66, 60), modelSettings);
    expect(bench.maps.length).toBeGreaterThan(0);
    for (const { layout } of bench.maps)
      expect(layout.positions.subarray(0, 120)).toEqual(before.layout.positions);
  });
});
