import { describe, expect, it } from 'vitest';
import { blankPaper } from '../corpus/paper';
import { MemoryBackend } from '../storage/memory-backend';
import { BuildBench, modelSettings, valueOf } from './testing/build-bench';
import { FakeNeuralSource } from './testing/fake-neural-source';
import { smallCorpus } from './testing/small-corpus';
import type { Labeller } from './stages';

/** Memory that is slow to write, and counts what it is writing. */
class SlowBackend extends MemoryBackend {
  writing = 0;
  override async putMany(...args: Parameters<MemoryBackend['putMany']>): Promise<void> {
    this.writing++;
    await new Promise((resolve) => setTimeout(resolve, 30));
    await super.putMany(...args);
    this.writing--;
  }
}

describe('what is written beside the stages', () => {
  it('does not hold them up, and is written when the build ends, also one that was cancelled', async () => {
    const backend = new SlowBackend();
    const bench = new BuildBench(backend);
    let atFirstMap = 0;
    void bench.mapShown.then(() => (atFirstMap = backend.writing));
    await bench.build(smallCorpus(60), { seed: 1, encoder: 'lsa' });
    expect(atFirstMap).toBeGreaterThan(0);
    expect(backend.writing).toBe(0);

    bench.change = (runners) => ({
      ...runners,
      summarise: async (tree, rows, options) => {
        bench.abort.abort();
        return runners.summarise(tree, rows, options);
      },
    });
    const cancelled = await bench.build(smallCorpus(50), { seed: 1, encoder: 'lsa' });
    expect(cancelled).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(backend.writing).toBe(0);
  });
});

describe('a first visit', () => {
  it('shows a provisional map, embeds every paper once, and settles', async () => {
    const bench = new BuildBench();
    bench.model.beforeBatch = () => bench.mapShown;
    const map = valueOf(await bench.build(smallCorpus(60), modelSettings));
    const firstMap = bench.maps[0];
    expect(firstMap).toMatchObject({ settled: false, layoutFinished: false });
    expect(firstMap?.key).not.toBe(map.key);
    expect(map).toMatchObject({ settled: true, layoutFinished: true, corpusId: 'small' });
    expect(bench.maps.at(-1)).toBe(map);
    expect(new Set(bench.model.embedded).size).toBe(60);
    expect(bench.model.embedded).toHaveLength(60);
    expect(bench.model.closed).toBe(1);
    expect(map.provenance.device.rung).toBe('wasm');
    expect(map.tree.n).toBe(60);
    expect(map.neighbours.k).toBe(15);
    expect(map.topics.get(2 * 60 - 2)?.name).not.toBe('');
  });

  it('reports real progress: from nothing to all papers, never backwards', async () => {
    const bench = new BuildBench();
    await bench.build(smallCorpus(40), modelSettings);
    const done = bench.events.flatMap((event) =>
      event.kind === 'progress' && event.progress.stage === 'embed' ? [event.progress] : [],
    );
    expect(done[0]).toMatchObject({ done: 0, total: 40, unit: 'papers' });
    expect(done.at(-1)).toMatchObject({ done: 40, total: 40 });
    for (let i = 1; i < done.length; i++)
      expect(done[i]?.done).toBeGreaterThanOrEqual(done[i - 1]?.done ?? 0);
  });

  it('gives the same bytes on another machine, however the work was paced', async () => {
    const one = new BuildBench();
    const other = new BuildBench();
    other.model.beforeBatch = () => new Promise((resolve) => setTimeout(resolve, 15));
    const map = valueOf(await one.build(smallCorpus(50), modelSettings));
    const same = valueOf(await other.build(smallCorpus(50), modelSettings));
    expect(same.key).toBe(map.key);
    expect(same.tree).toEqual(map.tree);
    expect(same.layout).toEqual(map.layout);
    expect(same.topics).toEqual(map.topics);
    const seeded = await other.build(smallCorpus(50), { ...modelSettings, seed: 43 });
    expect(valueOf(seeded).key).not.toBe(map.key);
  });

  it('maps large corpora by their words alone, without opening the model', async () => {
    const bench = new BuildBench();
    const map = valueOf(await bench.build(smallCorpus(60), { seed: 1, encoder: 'lsa' }));
    expect(bench.model.opened).toBe(0);
    expect(bench.maps.every(({ settled }) => settled)).toBe(true);
    expect(map.provenance.device.rung).toBe('lexical');
  });

  it('looks at the words first when the settings name a model alone', async () => {
    const bench = new BuildBench();
    bench.model.beforeBatch = () => bench.mapShown;
    const map = valueOf(await bench.build(smallCorpus(30), { seed: 1, encoder: 'owner/model' }));
    expect(bench.maps[0]?.provenance.dimension).toBe(64);
    expect(map.provenance).toMatchObject({ dimension: 8, encoder: 'fake-1' });
  });

  it.each([1, 2, 3, 5])('works for %i papers', async (n) => {
    const map = valueOf(await new BuildBench().build(smallCorpus(n), modelSettings));
    expect(map.tree.n).toBe(n);
    expect(map.layout.positions).toHaveLength(2 * n);
    expect(map.layout.positions.every(Number.isFinite)).toBe(true);
    expect(map.topics.size).toBeGreaterThan(0);
  });

  it('shows a large map before it has names', async () => {
    const bench = new BuildBench();
    bench.change = (runners) => ({
      ...runners,
      // What is looked at here does not depend on the texts.
      labeller: async ({ medoids, cohesion }) => {
        const labeller: Labeller = {
          topic: (node) => ({
            node,
            name: `Topic ${node}`,
            terms: [],
            medoid: medoids[node] ?? 0,
            cohesion: cohesion[node] ?? 0,
          }),
          without: () => labeller,
        };
        return labeller;
      },
    });
    await bench.build(smallCorpus(1001), { seed: 1, encoder: 'lsa' });
    expect(bench.maps.map(({ topics, layoutFinished }) => [topics.size, layoutFinished])).toEqual([
      [0, false],
      [100, true],
    ]);
    const named = bench.events.flatMap((event) =>
      event.kind === 'topics' ? event.topics.map(({ node }) => node) : [],
    );
    expect(named).toEqual(Array.from({ length: 100 }, (_, i) => 2000 - i));
    expect(new Set(bench.maps.map(({ key }) => key)).size).toBe(1);
  });

  it('refuses an empty corpus by name', async () => {
    const result = await new BuildBench().build(smallCorpus(0));
    expect(result).toMatchObject({ ok: false, error: { code: 'corpus-empty' } });
  });

  it('leaves papers without text to their words, and does not embed them', async () => {
    const bench = new BuildBench();
    const corpus = smallCorpus(20);
    const papers = [...corpus.papers, blankPaper('blank', ' \n'), blankPaper('blank-2', '')];
    const map = valueOf(await bench.build({ ...corpus, papers }, modelSettings));
    expect(map.tree.n).toBe(22);
    expect(bench.model.embedded).toHaveLength(20);
  });

  it('embeds a text that occurs twice once', async () => {
    const bench = new BuildBench();
    const corpus = smallCorpus(10);
    const papers = corpus.papers.flatMap((paper) => [paper, { ...paper, id: `${paper.id}'` }]);
    expect(valueOf(await bench.build({ ...corpus, papers }, modelSettings)).tree.n).toBe(20);
    expect(bench.model.embedded).toHaveLength(10);
  });
});

describe('a later visit', () => {
  it('reads the whole map without opening the model or computing anything', async () => {
    const bench = new BuildBench();
    const before = valueOf(await bench.build(smallCorpus(40), modelSettings));
    bench.model = new FakeNeuralSource();
    const forbidden = (): never => {
      throw new Error('nothing should be computed');
    };
    bench.change = (runners) => ({
      ...runners,
      cluster: forbidden,
      summarise: forbidden,
      labeller: forbidden,
      project: forbidden,
      initialLayout: forbidden,
      compose: forbidden,
    });
    const map = valueOf(await bench.build(smallCorpus(40), modelSettings));
    expect(map).toEqual(before);
    expect(bench.model.opened).toBe(0);
    expect(bench.events.map(({ kind }) => kind)).toEqual(['device', 'map']);
    expect(bench.lastDevice?.rung).toBe('storage');
  });

  it('embeds ten when ten papers were added', async () => {
    const bench = new BuildBench();
    await bench.build(smallCorpus(60), modelSettings);
    bench.model = new FakeNeuralSource();
    const map = valueOf(await bench.build(smallCorpus(70), modelSettings));
    expect(map.tree.n).toBe(70);
    expect(bench.model.embedded).toHaveLength(10);
    const first = bench.events.find((event) => event.kind === 'progress');
    expect(first).toMatchObject({ progress: { stage: 'embed', done: 60, total: 70 } });
  });

  it('needs no model when papers were only taken away', async () => {
    const bench = new BuildBench();
    await bench.build(smallCorpus(60), modelSettings);
    bench.model = new FakeNeuralSource();
    const map = valueOf(await bench.build(smallCorpus(50), modelSettings));
    expect(map.tree.n).toBe(50);
    expect(bench.model.opened).toBe(0);
    expect(bench.maps.every(({ settled }) => settled)).toBe(true);
  });

  it('keeps the vectors of both encoders when the encoder is changed', async () => {
    const bench = new BuildBench();
    const first = bench.model;
    await bench.build(smallCorpus(20), modelSettings);
    bench.model = new FakeNeuralSource('fake-2');
    await bench.build(smallCorpus(20), modelSettings);
    expect(bench.model.embedded).toHaveLength(20);
    bench.model = first;
    await bench.build(smallCorpus(20), modelSettings);
    expect(first.opened).toBe(1);
  });
});

describe('some papers on their own', () => {
  const some = Uint32Array.from([1, 5, 9, 13, 17, 21, 25, 2, 6, 10]).sort();

  it('are clustered afresh from the vectors that are there', async () => {
    const bench = new BuildBench();
    const whole = valueOf(await bench.build(smallCorpus(40), modelSettings));
    const map = valueOf(await bench.build(smallCorpus(40), modelSettings, some));
    expect(bench.model.opened).toBe(1);
    expect(map.tree.n).toBe(10);
    expect(map.subset).toEqual(some);
    expect(map.key).not.toBe(whole.key);
    expect(map.provenance.dimension).toBe(72);
    const again = valueOf(await bench.build(smallCorpus(40), modelSettings, some));
    expect(again.key).toBe(map.key);
    expect(bench.events.map(({ kind }) => kind)).toEqual(['device', 'map']);
  });

  it('go by their words while nothing was embedded', async () => {
    const bench = new BuildBench();
    const map = valueOf(await bench.build(smallCorpus(40), modelSettings, some));
    expect(bench.model.opened).toBe(0);
    expect(map.provenance.dimension).toBe(64);
  });
});

describe('topics', () => {
  it('of any node are named when asked for, and kept', async () => {
    const bench = new BuildBench();
    const map = valueOf(await bench.build(smallCorpus(150), { seed: 1, encoder: 'lsa' }));
    expect(map.topics.size).toBe(100);
    const deep = 150;
    expect(map.topics.has(deep)).toBe(false);
    const [topic] = (await bench.sessions.get(map.key)?.topics([deep])) ?? [];
    expect(topic?.node).toBe(deep);
    const again = valueOf(await bench.build(smallCorpus(150), { seed: 1, encoder: 'lsa' }));
    expect(again.topics.get(deep)).toEqual(topic);
  });
});
