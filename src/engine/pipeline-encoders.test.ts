import { describe, expect, it } from 'vitest';
import { leavesOf } from '../clustering/dendrogram';
import { type Corpus } from '../corpus/paper';
import type { AbsentModel } from '../embedding/chosen-model';
import { failure, success } from '../foundation/result';
import type { MapSettings } from './map';
import { BuildBench, madeUpModel, modelSettings, valueOf } from './testing/build-bench';
import { smallCorpus } from './testing/small-corpus';

describe('a model', () => {
  const model = madeUpModel('owner/model');
  const settings: MapSettings = { seed: 42, encoder: 'owner/model' };

  it('gives a first map from words, then its own, and is named in it', async () => {
    const bench = new BuildBench();
    bench.chosen.beforeBatch = () => bench.mapShown;
    const map = valueOf(await bench.build(smallCorpus(30), settings, null, model));
    expect(bench.maps[0]).toMatchObject({ settled: false });
    expect(map.provenance).toMatchObject({ encoder: 'fake-2', settings, dimension: 8 });
    expect(bench.model.opened).toBe(0);
    expect(bench.chosen.closed).toBe(1);
  });

  it('keeps its vectors beside those of the model before, so that going back embeds nothing', async () => {
    const bench = new BuildBench();
    const before = valueOf(await bench.build(smallCorpus(30), modelSettings));
    const chosen = valueOf(await bench.build(smallCorpus(30), settings, null, model));
    expect(chosen.key).not.toBe(before.key);
    bench.model.embedded.length = 0;
    bench.chosen.embedded.length = 0;
    expect(valueOf(await bench.build(smallCorpus(30), modelSettings)).key).toBe(before.key);
    expect(valueOf(await bench.build(smallCorpus(30), settings, null, model)).key).toBe(chosen.key);
    // Two more papers cost two texts under either model.
    valueOf(await bench.build(smallCorpus(32), modelSettings));
    valueOf(await bench.build(smallCorpus(32), settings, null, model));
    expect(bench.model.embedded).toHaveLength(2);
    expect(bench.chosen.embedded).toHaveLength(2);
  });

  it('is preceded by a map of the lexicon, or of words alone where that is not to be had', async () => {
    const noLexicon = failure({ code: 'lexicon', message: 'It is missing.', remedy: '' });
    for (const lexicon of [success(null), noLexicon]) {
      const bench = new BuildBench();
      bench.lexicon = lexicon;
      bench.chosen.beforeBatch = () => bench.mapShown;
      await bench.build(smallCorpus(30), settings, null, model);
      expect(bench.maps[0]?.provenance.encoder.includes('lexicon')).toBe(lexicon.ok);
    }
  });

  it('stands beside the lexicon where the setting says so', async () => {
    const bench = new BuildBench();
    const mixed = { ...settings, encoder: 'owner/model+lexicon' };
    const map = valueOf(await bench.build(smallCorpus(30), mixed, null, model));
    expect(map.provenance).toMatchObject({ encoder: 'lexicon + fake-2', dimension: 72 });
    expect(bench.searchable.map(({ source }) => source.encoder)).toEqual(['lexicon', 'fake-2']);
  });

  it('embeds queries itself, on its own rows, now and on the next visit', async () => {
    const bench = new BuildBench();
    const corpus = smallCorpus(30);
    await bench.build(corpus, settings, null, model);
    for (const visit of [1, 2]) {
      const [part, ...others] = bench.searchable;
      expect(others, `visit ${visit}`).toEqual([]);
      const rows = await part?.source.load();
      expect(rows?.d).toBe(8);
      const queries = rows && (await part?.queries?.(corpus.papers, rows));
      await queries?.prepare?.('graphs');
      expect(queries?.embed('graphs')).toHaveLength(8);
      await bench.build(corpus, settings, null, model);
    }
    expect(bench.chosen.queries).toEqual(['graphs', 'graphs']);
  });

  it('opens a map from what it left, without it, and says what more papers need', async () => {
    const bench = new BuildBench();
    const made = valueOf(await bench.build(smallCorpus(30), settings, null, model));
    const absent: AbsentModel = { kind: 'absent', name: 'owner/model', fingerprints: ['fake-2'] };
    bench.chosen.embedded.length = 0;
    const opened = valueOf(await bench.build(smallCorpus(30), settings, null, absent));
    expect(opened.key).toBe(made.key);
    expect(bench.lastDevice?.rung).toBe('storage');
    expect(bench.lastDevice?.reason).toContain('once owner/model is on this device');
    // More papers: a map of words, which says what is missing.
    const more = valueOf(await bench.build(smallCorpus(32), settings, null, absent));
    expect(more.provenance.device.rung).toBe('lexical');
    expect(more.provenance.device.reason).toContain('made with owner/model');
    expect(bench.chosen.embedded).toEqual([]);
  });

  it('leaves a map of words when it cannot run, and says why', async () => {
    const bench = new BuildBench();
    bench.chosen.openFailure = { code: 'encoder-unavailable', message: 'It lied.', remedy: '' };
    const map = valueOf(await bench.build(smallCorpus(30), settings, null, model));
    expect(map.settled).toBe(true);
    expect(map.provenance.device.reason).toContain('It lied.');
  });
});

describe('vectors that papers bring', () => {
  /** Vectors that put every second paper on one side, whatever the texts say. */
  function withVectors(corpus: Corpus, turn = 0): Corpus {
    const data = corpus.papers.flatMap((_, i) => {
      const angle = turn + (i % 2) * 2 + i * 0.001;
      return [Math.cos(angle), Math.sin(angle)];
    });
    return { ...corpus, vectors: { n: corpus.papers.length, d: 2, data: Float32Array.from(data) } };
  }

  it('lead to a finished map without any encoder, and cluster as they say', async () => {
    const bench = new BuildBench();
    const map = valueOf(await bench.build(withVectors(smallCorpus(40)), modelSettings));
    expect(map).toMatchObject({ settled: true, layoutFinished: true });
    expect(bench.model.opened).toBe(0);
    expect(map.provenance.encoder).toMatch(/^brought:/u);
    expect(map.provenance.dimension).toBe(2);
    const root = map.tree.n - 2;
    const left = map.tree.left[root] ?? -1;
    const side = leavesOf(map.tree, left);
    expect(side).toHaveLength(20);
    expect(new Set([...side].map((paper) => paper % 2)).size).toBe(1);
    expect(map.topics.get(2 * 40 - 2)?.name).not.toBe('');
  });

  it('are another map when they are others', async () => {
    const bench = new BuildBench();
    const one = valueOf(await bench.build(withVectors(smallCorpus(30)), modelSettings));
    const other = valueOf(await bench.build(withVectors(smallCorpus(30), 0.5), modelSettings));
    expect(other.key).not.toBe(one.key);
    const again = valueOf(await bench.build(withVectors(smallCorpus(30)), modelSettings));
    expect(again.key).toBe(one.key);
  });
});
