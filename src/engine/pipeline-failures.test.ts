import { describe, expect, it } from 'vitest';
import { failure, success } from '../foundation/result';
import { BuildBench, modelSettings, valueOf } from './testing/build-bench';
import { FakeNeuralSource } from './testing/fake-neural-source';
import { smallCorpus } from './testing/small-corpus';

describe('interrupted work', () => {
  it('goes on with the first batch that was not kept', async () => {
    const bench = new BuildBench();
    let batches = 0;
    bench.model.beforeBatch = () => {
      if (++batches === 3) throw new Error('the tab was closed');
    };
    await bench.build(smallCorpus(60), modelSettings);
    const finished = bench.model.embedded.length;
    expect(finished).toBeGreaterThan(0);
    expect(finished).toBeLessThan(60);
    const crashed = bench.model;
    bench.model = new FakeNeuralSource();
    valueOf(await bench.build(smallCorpus(60), modelSettings));
    expect(bench.model.embedded).toHaveLength(60 - finished);
    expect(new Set([...crashed.embedded, ...bench.model.embedded]).size).toBe(60);
  });

  it('stops between two batches when cancelled, closes the model and keeps what is done', async () => {
    const bench = new BuildBench();
    let batches = 0;
    bench.model.beforeBatch = () => {
      if (++batches === 2) bench.abort.abort();
    };
    const result = await bench.build(smallCorpus(200), modelSettings);
    expect(result).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(bench.model.closed).toBe(1);
    const finished = bench.model.embedded.length;
    expect(finished).toBeLessThan(200);
    const after = bench.events.length;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(bench.events).toHaveLength(after);

    bench.abort = new AbortController();
    bench.model = new FakeNeuralSource();
    valueOf(await bench.build(smallCorpus(200), modelSettings));
    expect(bench.model.embedded).toHaveLength(200 - finished);
  });

  it('is cancelled in the middle of the projection, too, and the tree is kept', async () => {
    const bench = new BuildBench();
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
    const bench = new BuildBench();
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
    const bench = new BuildBench();
    bench.model.openFailure = missing;
    const map = valueOf(await bench.build(smallCorpus(40), modelSettings));
    expect(map).toMatchObject({ settled: true, layoutFinished: true });
    expect(map.provenance).toMatchObject({ dimension: 64, device: { rung: 'lexical' } });
    expect(bench.lastDevice?.rung).toBe('lexical');
    expect(bench.lastDevice?.reason).toContain('The model file is missing.');
    expect(bench.maps.at(-1)).toBe(map);
  });

  it('is tried again at the next visit', async () => {
    const bench = new BuildBench();
    bench.model.openFailure = missing;
    await bench.build(smallCorpus(40), modelSettings);
    bench.model.openFailure = undefined;
    const map = valueOf(await bench.build(smallCorpus(40), modelSettings));
    expect(map.provenance.dimension).toBe(72);
  });

  it('is not believed when its vectors are not numbers', async () => {
    const bench = new BuildBench();
    bench.model.value = () => Number.NaN;
    const map = valueOf(await bench.build(smallCorpus(40), modelSettings));
    expect(map.provenance.device.reason).toContain('not finite');
    expect(bench.model.closed).toBe(1);
  });
});

describe('encoders that are not there', () => {
  const noLexicon = failure({ code: 'lexicon', message: 'The lexicon is missing.', remedy: '' });

  it.each(['lexicon', 'lexicon+lsa', modelSettings.encoder])(
    'leave the rest of %s, which says so',
    async (encoder) => {
      const bench = new BuildBench();
      bench.lexicon = noLexicon;
      const map = valueOf(await bench.build(smallCorpus(40), { seed: 1, encoder }));
      expect(map.settled).toBe(true);
      expect(map.provenance.encoder).not.toContain('lexicon');
      expect(map.provenance.device.reason).toContain('The lexicon is missing.');
      bench.lexicon = success(null);
      const whole = valueOf(await bench.build(smallCorpus(40), { seed: 1, encoder }));
      expect(whole.provenance.encoder).toContain('lexicon');
    },
  );

  it('are refused by name when there is nothing else', async () => {
    const settings = { seed: 1, encoder: 'owner/model' };
    const result = await new BuildBench().build(smallCorpus(10), settings, null, null);
    expect(result).toMatchObject({ ok: false, error: { code: 'encoder-unknown' } });
    expect(!result.ok && result.error.message).toContain('owner/model');
  });
});

describe('failures of other stages', () => {
  it('come back as values, with the stack of what was thrown', async () => {
    const bench = new BuildBench();
    bench.change = (runners) => ({
      ...runners,
      compose: () => {
        throw new Error('out of memory');
      },
    });
    const result = await bench.build(smallCorpus(10), { seed: 1, encoder: 'lsa' });
    expect(result).toMatchObject({ ok: false, error: { code: 'engine-failed' } });
    expect(!result.ok && result.error.message).toContain('out of memory');
    expect(!result.ok && result.error.detail).toContain('pipeline-failures.test.ts');
  });
});
