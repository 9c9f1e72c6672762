import { describe, expect, it } from 'vitest';
import { checkMemory, isMemoryFailure } from '../clustering/memory-plan';
import { leavesOf } from '../clustering/dendrogram';
import { blankPaper, type Corpus } from '../corpus/paper';
import type { AbsentModel, ChosenModel, NamedModel } from '../embedding/chosen-model';
import { lexicalEncoder } from '../embedding/lexical';
import { bundledModel } from '../embedding/model';
import { failure, success, type Result } from '../foundation/result';
import { ComputedStore } from '../storage/computed';
import { MemoryBackend } from '../storage/memory-backend';
import { defaultSettings, type BuildEvent, type MapSettings, type PaperMap } from './map';
import type { MapSession } from './map-session';
import { buildMap } from './pipeline';
import { stageRunners } from './stage-runners';
import type { StageRunners } from './stages';
import { FakeNeuralSource } from './testing/fake-neural-source';
import { smallCorpus } from './testing/small-corpus';
import type { EmbeddedPart } from './vector-source';

/** A store that lasts over several builds, and what one build said and gave. */
class Bench {
  readonly store = new ComputedStore(new MemoryBackend());
  neural = new FakeNeuralSource();
  /** Stands for any model that a test hands to {@link build}. */
  chosen = new FakeNeuralSource('fake-2');
  lexicon: Result<unknown> = success(null);
  events: BuildEvent[] = [];
  sessions = new Map<string, MapSession>();
  /** What searches were told last. */
  searchable: readonly EmbeddedPart[] = [];
  abort = new AbortController();
  change: (runners: StageRunners) => StageRunners = (runners) => runners;
  #mapShown: () => void = () => undefined;
  /** Resolves when a build has given its first map. */
  readonly mapShown = new Promise<void>((resolve) => {
    this.#mapShown = resolve;
  });

  build(
    corpus: Corpus,
    settings: MapSettings = defaultSettings,
    subset: Uint32Array | null = null,
    model: NamedModel | null = null,
  ): Promise<Result<PaperMap>> {
    this.events = [];
    const lexicon = {
      encoder: { ...lexicalEncoder(3), fingerprint: 'lexicon' },
      open: async () => this.lexicon,
    };
    return buildMap({
      corpus,
      settings,
      model,
      subset,
      runners: this.change(
        stageRunners({ lexicon, bundled: this.neural, chosen: () => this.chosen }),
      ),
      store: this.store,
      listener: (event) => {
        this.events.push(event);
        if (event.kind === 'map') this.#mapShown();
      },
      signal: this.abort.signal,
      onSession: (session) => this.sessions.set(session.key, session),
      onVectors: (parts) => (this.searchable = parts),
    });
  }

  get maps(): PaperMap[] {
    return this.events.flatMap((event) => (event.kind === 'map' ? [event.map] : []));
  }

  get lastDevice() {
    return this.events.flatMap((event) => (event.kind === 'device' ? [event.device] : [])).at(-1);
  }
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.message} ${result.error.detail ?? ''}`);
  return result.value;
}

const neuralSettings: MapSettings = { seed: 42, encoder: 'lsa+neural' };

describe('a first visit', () => {
  it('shows a provisional map, embeds every paper once, and settles', async () => {
    const bench = new Bench();
    bench.neural.beforeBatch = () => bench.mapShown;
    const map = valueOf(await bench.build(smallCorpus(60), neuralSettings));
    const firstMap = bench.maps[0];
    expect(firstMap).toMatchObject({ settled: false, layoutFinished: false });
    expect(firstMap?.key).not.toBe(map.key);
    expect(map).toMatchObject({ settled: true, layoutFinished: true, corpusId: 'small' });
    expect(bench.maps.at(-1)).toBe(map);
    expect(new Set(bench.neural.embedded).size).toBe(60);
    expect(bench.neural.embedded).toHaveLength(60);
    expect(bench.neural.closed).toBe(1);
    expect(map.provenance.device.rung).toBe('wasm');
    expect(map.tree.n).toBe(60);
    expect(map.neighbours.k).toBe(15);
    expect(map.topics.get(2 * 60 - 2)?.name).not.toBe('');
  });

  it('reports real progress: from nothing to all papers, never backwards', async () => {
    const bench = new Bench();
    await bench.build(smallCorpus(40), neuralSettings);
    const done = bench.events.flatMap((event) =>
      event.kind === 'progress' && event.progress.stage === 'embed' ? [event.progress] : [],
    );
    expect(done[0]).toMatchObject({ done: 0, total: 40, unit: 'papers' });
    expect(done.at(-1)).toMatchObject({ done: 40, total: 40 });
    for (let i = 1; i < done.length; i++)
      expect(done[i]?.done).toBeGreaterThanOrEqual(done[i - 1]?.done ?? 0);
  });

  it('gives the same bytes on another machine, however the work was paced', async () => {
    const one = new Bench();
    const other = new Bench();
    other.neural.beforeBatch = () => new Promise((resolve) => setTimeout(resolve, 15));
    const map = valueOf(await one.build(smallCorpus(50), neuralSettings));
    const same = valueOf(await other.build(smallCorpus(50), neuralSettings));
    expect(same.key).toBe(map.key);
    expect(same.tree).toEqual(map.tree);
    expect(same.layout).toEqual(map.layout);
    expect(same.topics).toEqual(map.topics);
    const seeded = await other.build(smallCorpus(50), { ...neuralSettings, seed: 43 });
    expect(valueOf(seeded).key).not.toBe(map.key);
  });

  it('maps large corpora by their words alone, without opening the model', async () => {
    const bench = new Bench();
    const map = valueOf(await bench.build(smallCorpus(60), { seed: 1, encoder: 'lsa' }));
    expect(bench.neural.opened).toBe(0);
    expect(bench.maps.every(({ settled }) => settled)).toBe(true);
    expect(map.provenance.device.rung).toBe('lexical');
  });

  it('looks at the words first when the settings name a model alone', async () => {
    const bench = new Bench();
    bench.neural.beforeBatch = () => bench.mapShown;
    const map = valueOf(await bench.build(smallCorpus(30), { seed: 1, encoder: 'neural' }));
    expect(bench.maps[0]?.provenance.dimension).toBe(64);
    expect(map.provenance).toMatchObject({ dimension: 8, encoder: 'fake-1' });
  });

  it.each([1, 2, 3, 5])('works for %i papers', async (n) => {
    const map = valueOf(await new Bench().build(smallCorpus(n), neuralSettings));
    expect(map.tree.n).toBe(n);
    expect(map.layout.positions).toHaveLength(2 * n);
    expect(map.layout.positions.every(Number.isFinite)).toBe(true);
    expect(map.topics.size).toBeGreaterThan(0);
  });

  it('shows a large map before it has names', async () => {
    const bench = new Bench();
    bench.change = (runners) => ({
      ...runners,
      // What is looked at here does not depend on the texts.
      labeller: async ({ medoids, cohesion }) => ({
        topic: (node) => ({
          node,
          name: `Topic ${node}`,
          terms: [],
          medoid: medoids[node] ?? 0,
          cohesion: cohesion[node] ?? 0,
        }),
      }),
    });
    await bench.build(smallCorpus(1001), { seed: 1, encoder: 'lsa' });
    expect(bench.maps.map(({ topics, layoutFinished }) => [topics.size, layoutFinished])).toEqual([
      [0, false],
      [100, false],
      [100, true],
    ]);
    expect(new Set(bench.maps.map(({ key }) => key)).size).toBe(1);
  });

  it('refuses an empty corpus by name', async () => {
    const result = await new Bench().build(smallCorpus(0));
    expect(result).toMatchObject({ ok: false, error: { code: 'corpus-empty' } });
  });

  it('leaves papers without text to their words, and does not embed them', async () => {
    const bench = new Bench();
    const corpus = smallCorpus(20);
    const papers = [...corpus.papers, blankPaper('blank', ' \n'), blankPaper('blank-2', '')];
    const map = valueOf(await bench.build({ ...corpus, papers }, neuralSettings));
    expect(map.tree.n).toBe(22);
    expect(bench.neural.embedded).toHaveLength(20);
  });

  it('embeds a text that occurs twice once', async () => {
    const bench = new Bench();
    const corpus = smallCorpus(10);
    const papers = corpus.papers.flatMap((paper) => [paper, { ...paper, id: `${paper.id}'` }]);
    expect(valueOf(await bench.build({ ...corpus, papers }, neuralSettings)).tree.n).toBe(20);
    expect(bench.neural.embedded).toHaveLength(10);
  });
});

describe('a later visit', () => {
  it('reads the whole map without opening the model or computing anything', async () => {
    const bench = new Bench();
    const before = valueOf(await bench.build(smallCorpus(40), neuralSettings));
    bench.neural = new FakeNeuralSource();
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
    const map = valueOf(await bench.build(smallCorpus(40), neuralSettings));
    expect(map).toEqual(before);
    expect(bench.neural.opened).toBe(0);
    expect(bench.events.map(({ kind }) => kind)).toEqual(['device', 'map']);
    expect(bench.lastDevice?.rung).toBe('storage');
  });

  it('embeds ten when ten papers were added', async () => {
    const bench = new Bench();
    await bench.build(smallCorpus(60), neuralSettings);
    bench.neural = new FakeNeuralSource();
    const map = valueOf(await bench.build(smallCorpus(70), neuralSettings));
    expect(map.tree.n).toBe(70);
    expect(bench.neural.embedded).toHaveLength(10);
    const first = bench.events.find((event) => event.kind === 'progress');
    expect(first).toMatchObject({ progress: { stage: 'embed', done: 60, total: 70 } });
  });

  it('needs no model when papers were only taken away', async () => {
    const bench = new Bench();
    await bench.build(smallCorpus(60), neuralSettings);
    bench.neural = new FakeNeuralSource();
    const map = valueOf(await bench.build(smallCorpus(50), neuralSettings));
    expect(map.tree.n).toBe(50);
    expect(bench.neural.opened).toBe(0);
    expect(bench.maps.every(({ settled }) => settled)).toBe(true);
  });

  it('keeps the vectors of both encoders when the encoder is changed', async () => {
    const bench = new Bench();
    const first = bench.neural;
    await bench.build(smallCorpus(20), neuralSettings);
    bench.neural = new FakeNeuralSource('fake-2');
    await bench.build(smallCorpus(20), neuralSettings);
    expect(bench.neural.embedded).toHaveLength(20);
    bench.neural = first;
    await bench.build(smallCorpus(20), neuralSettings);
    expect(first.opened).toBe(1);
  });
});

describe('interrupted work', () => {
  it('goes on with the first batch that was not kept', async () => {
    const bench = new Bench();
    let batches = 0;
    bench.neural.beforeBatch = () => {
      if (++batches === 3) throw new Error('the tab was closed');
    };
    await bench.build(smallCorpus(60), neuralSettings);
    const finished = bench.neural.embedded.length;
    expect(finished).toBeGreaterThan(0);
    expect(finished).toBeLessThan(60);
    const crashed = bench.neural;
    bench.neural = new FakeNeuralSource();
    valueOf(await bench.build(smallCorpus(60), neuralSettings));
    expect(bench.neural.embedded).toHaveLength(60 - finished);
    expect(new Set([...crashed.embedded, ...bench.neural.embedded]).size).toBe(60);
  });

  it('stops between two batches when cancelled, closes the model and keeps what is done', async () => {
    const bench = new Bench();
    let batches = 0;
    bench.neural.beforeBatch = () => {
      if (++batches === 2) bench.abort.abort();
    };
    const result = await bench.build(smallCorpus(200), neuralSettings);
    expect(result).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(bench.neural.closed).toBe(1);
    const finished = bench.neural.embedded.length;
    expect(finished).toBeLessThan(200);
    const after = bench.events.length;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(bench.events).toHaveLength(after);

    bench.abort = new AbortController();
    bench.neural = new FakeNeuralSource();
    valueOf(await bench.build(smallCorpus(200), neuralSettings));
    expect(bench.neural.embedded).toHaveLength(200 - finished);
  });

  it('is cancelled in the middle of the projection, too, and the tree is kept', async () => {
    const bench = new Bench();
    let clusterings = 0;
    bench.change = (runners) => ({
      ...runners,
      cluster: (...input) => {
        clusterings++;
        return runners.cluster(...input);
      },
      project: (neighbours, initial, options) => {
        bench.abort.abort();
        return runners.project(neighbours, initial, options);
      },
    });
    const settings = { seed: 1, encoder: 'lsa' };
    const result = await bench.build(smallCorpus(40), settings);
    expect(result).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    bench.abort = new AbortController();
    bench.change = (runners) => ({ ...runners, cluster: () => Promise.reject(new Error('again')) });
    valueOf(await bench.build(smallCorpus(40), settings));
    expect(clusterings).toBe(1);
  });

  it('ends the projection early when asked and keeps it', async () => {
    const bench = new Bench();
    bench.change = (runners) => ({
      ...runners,
      project: (neighbours, initial, options) => {
        for (const session of bench.sessions.values()) session.stopLayout();
        return runners.project(neighbours, initial, options);
      },
    });
    const settings = { seed: 1, encoder: 'lsa' };
    const map = valueOf(await bench.build(smallCorpus(40), settings));
    expect(map.layoutFinished).toBe(true);
    bench.change = (runners) => runners;
    expect(valueOf(await bench.build(smallCorpus(40), settings)).layout).toEqual(map.layout);
  });
});

describe('a neural encoder that fails', () => {
  const missing = {
    code: 'model-missing',
    message: 'The model file is missing.',
    remedy: 'Reload.',
  };

  it('leaves the map of words, settled, and says why', async () => {
    const bench = new Bench();
    bench.neural.openFailure = missing;
    const map = valueOf(await bench.build(smallCorpus(40), neuralSettings));
    expect(map).toMatchObject({ settled: true, layoutFinished: true });
    expect(map.provenance).toMatchObject({ dimension: 64, device: { rung: 'lexical' } });
    expect(bench.lastDevice?.rung).toBe('lexical');
    expect(bench.lastDevice?.reason).toContain('The model file is missing.');
    expect(bench.maps.at(-1)).toBe(map);
  });

  it('is tried again at the next visit', async () => {
    const bench = new Bench();
    bench.neural.openFailure = missing;
    await bench.build(smallCorpus(40), neuralSettings);
    bench.neural.openFailure = undefined;
    const map = valueOf(await bench.build(smallCorpus(40), neuralSettings));
    expect(map.provenance.dimension).toBe(72);
  });

  it('is not believed when its vectors are not numbers', async () => {
    const bench = new Bench();
    bench.neural.value = () => Number.NaN;
    const map = valueOf(await bench.build(smallCorpus(40), neuralSettings));
    expect(map.provenance.device.reason).toContain('not finite');
    expect(bench.neural.closed).toBe(1);
  });
});

describe('encoders that are not there', () => {
  const noLexicon = failure({ code: 'lexicon', message: 'The lexicon is missing.', remedy: '' });

  it.each(['lexicon', 'lexicon+neural'])('leave the rest of %s, which says so', async (encoder) => {
    const bench = new Bench();
    bench.lexicon = noLexicon;
    const map = valueOf(await bench.build(smallCorpus(40), { seed: 1, encoder }));
    expect(map.settled).toBe(true);
    expect(map.provenance.encoder).not.toContain('lexicon');
    expect(map.provenance.device.reason).toContain('The lexicon is missing.');
    bench.lexicon = success(null);
    const whole = valueOf(await bench.build(smallCorpus(40), { seed: 1, encoder }));
    expect(whole.provenance.encoder).toContain('lexicon');
  });

  it('are refused by name when there is nothing else', async () => {
    const result = await new Bench().build(smallCorpus(10), { seed: 1, encoder: 'owner/model' });
    expect(result).toMatchObject({ ok: false, error: { code: 'encoder-unknown' } });
    expect(!result.ok && result.error.message).toContain('owner/model');
  });
});

describe('a model in place of the bundled encoder', () => {
  const model: ChosenModel = {
    kind: 'here',
    spec: bundledModel,
    location: { kind: 'files', files: new Map() },
    kept: true,
  };
  const settings: MapSettings = { seed: 42, encoder: 'owner/model' };

  it('gives a first map from words, then its own, and is named in it', async () => {
    const bench = new Bench();
    bench.chosen.beforeBatch = () => bench.mapShown;
    const map = valueOf(await bench.build(smallCorpus(30), settings, null, model));
    expect(bench.maps[0]).toMatchObject({ settled: false });
    expect(map.provenance).toMatchObject({ encoder: 'fake-2', settings, dimension: 8 });
    expect(bench.neural.opened).toBe(0);
    expect(bench.chosen.closed).toBe(1);
  });

  it('keeps its vectors beside those of the encoder before, so that going back embeds nothing', async () => {
    const bench = new Bench();
    const bundled = valueOf(await bench.build(smallCorpus(30), neuralSettings));
    const chosen = valueOf(await bench.build(smallCorpus(30), settings, null, model));
    expect(chosen.key).not.toBe(bundled.key);
    bench.neural.embedded.length = 0;
    bench.chosen.embedded.length = 0;
    expect(valueOf(await bench.build(smallCorpus(30), neuralSettings)).key).toBe(bundled.key);
    expect(valueOf(await bench.build(smallCorpus(30), settings, null, model)).key).toBe(chosen.key);
    // Two more papers cost two texts under either encoder.
    valueOf(await bench.build(smallCorpus(32), neuralSettings));
    valueOf(await bench.build(smallCorpus(32), settings, null, model));
    expect(bench.neural.embedded).toHaveLength(2);
    expect(bench.chosen.embedded).toHaveLength(2);
  });

  it('is preceded by a map of the lexicon, or of words alone where that is not to be had', async () => {
    const noLexicon = failure({ code: 'lexicon', message: 'It is missing.', remedy: '' });
    for (const lexicon of [success(null), noLexicon]) {
      const bench = new Bench();
      bench.lexicon = lexicon;
      bench.chosen.beforeBatch = () => bench.mapShown;
      await bench.build(smallCorpus(30), settings, null, model);
      expect(bench.maps[0]?.provenance.encoder.includes('lexicon')).toBe(lexicon.ok);
    }
  });

  it('stands beside the lexicon where the setting says so', async () => {
    const bench = new Bench();
    const mixed = { ...settings, encoder: 'owner/model+lexicon' };
    const map = valueOf(await bench.build(smallCorpus(30), mixed, null, model));
    expect(map.provenance).toMatchObject({ encoder: 'lexicon + fake-2', dimension: 72 });
    expect(bench.searchable.map(({ source }) => source.encoder)).toEqual(['lexicon', 'fake-2']);
  });

  it('embeds queries itself, on its own rows, now and on the next visit', async () => {
    const bench = new Bench();
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
    const bench = new Bench();
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
    const bench = new Bench();
    bench.chosen.openFailure = { code: 'encoder-unavailable', message: 'It lied.', remedy: '' };
    const map = valueOf(await bench.build(smallCorpus(30), settings, null, model));
    expect(map.settled).toBe(true);
    expect(map.provenance.device.reason).toContain('It lied.');
  });
});

describe('failures of other stages', () => {
  it('come back as values, with the stack of what was thrown', async () => {
    const bench = new Bench();
    bench.change = (runners) => ({
      ...runners,
      compose: () => {
        throw new Error('out of memory');
      },
    });
    const result = await bench.build(smallCorpus(10), { seed: 1, encoder: 'lsa' });
    expect(result).toMatchObject({ ok: false, error: { code: 'engine-failed' } });
    expect(!result.ok && result.error.message).toContain('out of memory');
    expect(!result.ok && result.error.detail).toContain('pipeline.test.ts');
  });
});

describe('some papers on their own', () => {
  const some = Uint32Array.from([1, 5, 9, 13, 17, 21, 25, 2, 6, 10]).sort();

  it('are clustered afresh from the vectors that are there', async () => {
    const bench = new Bench();
    const whole = valueOf(await bench.build(smallCorpus(40), neuralSettings));
    const map = valueOf(await bench.build(smallCorpus(40), neuralSettings, some));
    expect(bench.neural.opened).toBe(1);
    expect(map.tree.n).toBe(10);
    expect(map.subset).toEqual(some);
    expect(map.key).not.toBe(whole.key);
    expect(map.provenance.dimension).toBe(72);
    const again = valueOf(await bench.build(smallCorpus(40), neuralSettings, some));
    expect(again.key).toBe(map.key);
    expect(bench.events.map(({ kind }) => kind)).toEqual(['device', 'map']);
  });

  it('go by their words while nothing was embedded', async () => {
    const bench = new Bench();
    const map = valueOf(await bench.build(smallCorpus(40), neuralSettings, some));
    expect(bench.neural.opened).toBe(0);
    expect(map.provenance.dimension).toBe(64);
  });
});

describe('topics', () => {
  it('of any node are named when asked for, and kept', async () => {
    const bench = new Bench();
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

describe('a corpus that will not fit', () => {
  const budget = 200_000;
  const small = (runners: StageRunners): StageRunners => ({
    ...runners,
    fits: (n, d) => checkMemory(n, d, { budget }),
  });

  it('is refused before any work, and the sample it is offered is mapped', async () => {
    const bench = new Bench();
    bench.change = small;
    const settings = { seed: 1, encoder: 'lsa' };
    const refused = await bench.build(smallCorpus(300), settings);
    if (refused.ok || !isMemoryFailure(refused.error)) throw new Error('not refused');
    expect(refused.error.message).toContain('300 papers');
    expect(bench.events).toEqual([]);
    const sample = refused.error.remedies.find((remedy) => remedy.kind === 'even-sample');
    const n = sample?.n ?? 0;
    expect(n).toBeGreaterThan(1);
    expect(n).toBeLessThan(300);
    const rows = Uint32Array.from({ length: n }, (_, i) => Math.floor((i * 300) / n));
    const map = valueOf(await bench.build(smallCorpus(300), settings, rows));
    expect(map.tree.n).toBe(n);
  });

  it('keeps to the words where only the model’s vectors are too long', async () => {
    const bench = new Bench();
    let asked = 0;
    bench.change = (runners) => ({
      ...runners,
      fits: (n, d) => (++asked === 1 ? success(null) : checkMemory(n, d, { budget: 1 })),
    });
    const map = valueOf(await bench.build(smallCorpus(40), neuralSettings));
    expect(map.settled).toBe(true);
    expect(map.provenance.device.rung).toBe('lexical');
    expect(map.provenance.device.reason).toContain('more than the');
    expect(bench.neural.embedded).toEqual([]);
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
    const bench = new Bench();
    const map = valueOf(await bench.build(withVectors(smallCorpus(40)), neuralSettings));
    expect(map).toMatchObject({ settled: true, layoutFinished: true });
    expect(bench.neural.opened).toBe(0);
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
    const bench = new Bench();
    const one = valueOf(await bench.build(withVectors(smallCorpus(30)), neuralSettings));
    const other = valueOf(await bench.build(withVectors(smallCorpus(30), 0.5), neuralSettings));
    expect(other.key).not.toBe(one.key);
    const again = valueOf(await bench.build(withVectors(smallCorpus(30)), neuralSettings));
    expect(again.key).toBe(one.key);
  });
});
