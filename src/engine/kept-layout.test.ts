import { expect, it } from 'vitest';
import { lexicalEncoder } from '../embedding/lexical';
import { success } from '../foundation/result';
import { umap } from '../projection/umap';
import { ComputedStore } from '../storage/computed';
import { MemoryBackend } from '../storage/memory-backend';
import type { KeptLayout, PaperMap } from './map';
import { buildMap } from './pipeline';
import { stageRunners } from './stage-runners';
import type { StageRunners } from './stages';
import { FakeNeuralSource } from './testing/fake-neural-source';
import { smallCorpus } from './testing/small-corpus';

const store = new ComputedStore(new MemoryBackend());
const lexicon = { encoder: lexicalEncoder(3), open: () => Promise.resolve(success(null)) };
const runners = stageRunners({
  lexicon: { onDevice: lexicon, inScript: lexicon },
  chosen: () => new FakeNeuralSource(),
});

/** Builds a map of 40 papers, stopping its layout at an epoch where one is given. */
async function built(
  keptLayout: KeptLayout,
  stopAt = Infinity,
): Promise<{ map: PaperMap; epochs: readonly number[] }> {
  const epochs: number[] = [];
  let stop = (): void => undefined;
  const watched: StageRunners = {
    ...runners,
    // Looked at after every epoch, where the real runner looks every few hundredths of a second.
    project: async (neighbours, initial, { seed, stop: until }) => {
      const { layout } = await umap(neighbours, initial, {
        seed,
        stop: until,
        interval: 0,
        onPositions: (_, epoch) => {
          epochs.push(epoch);
          if (epoch >= stopAt) stop();
        },
      });
      return layout;
    },
  };
  const result = await buildMap({
    corpus: smallCorpus(40),
    settings: { seed: 1, encoder: 'lsa' },
    model: null,
    subset: null,
    keptLayout,
    runners: watched,
    store,
    listener: () => undefined,
    signal: new AbortController().signal,
    onSession: (session) => {
      stop = () => session.stopLayout();
    },
  });
  if (!result.ok) throw new Error(result.error.message);
  return { map: result.value, epochs };
}

it('keeps a stopped layout, goes on with it when asked, and makes it anew when asked', async () => {
  const { map: whole } = await built('shown');
  expect(whole.layout.stopped).toBeUndefined();

  const { map: stopped } = await built('afresh', 200);
  const { epoch = 0, epochs = 0 } = stopped.layout.stopped ?? {};
  expect([epoch, epochs]).toEqual([200, 400]);

  const { map: reopened, epochs: none } = await built('shown');
  expect(reopened.layout).toEqual(stopped.layout);
  expect(none).toEqual([]);

  const { map: continued, epochs: rest } = await built('continued');
  expect(rest).toEqual(Array.from({ length: 200 }, (_, i) => 201 + i));
  expect(continued.layout.stopped).toBeUndefined();
  expect(continued.layoutFinished).toBe(true);
  expect((await built('shown')).map.layout).toEqual(continued.layout);

  const { epochs: nothingLeft } = await built('continued');
  expect(nothingLeft).toEqual([]);

  const { map: afresh } = await built('afresh');
  expect(afresh.layout).toEqual(whole.layout);
});
