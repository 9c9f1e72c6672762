import { afterEach, describe, expect, it } from 'vitest';
import type { Corpus, Paper } from '../corpus/paper';
import { portionFrom } from '../corpus/portions';
import { lexicalEncoder } from '../embedding/lexical';
import { ComputedStore } from '../storage/computed';
import { CorpusLibrary } from '../storage/corpus-library';
import { kept } from '../storage/keeping';
import { MemoryBackend } from '../storage/memory-backend';
import { CorpusHandover } from './corpus-handover';
import { EngineService } from './engine-service';
import { noThesaurus } from '../search/thesaurus';
import { stageRunners } from './stage-runners';
import { FakeNeuralSource } from './testing/fake-neural-source';
import { FakeWorker } from './testing/fake-worker';
import { smallCorpus } from './testing/small-corpus';
import { WorkerClient } from './worker-client';

/** Notes the papers in every message, both ways. */
class CountingService extends EngineService {
  readonly received: number[] = [];
  readonly asked: number[] = [];

  override receivePapers(ticket: number, papers: readonly Paper[]): void {
    this.received.push(papers.length);
    super.receivePapers(ticket, papers);
  }

  override papers(ticket: number, from: number): readonly Paper[] {
    const papers = super.papers(ticket, from);
    this.asked.push(papers.length);
    return papers;
  }
}

const workers: FakeWorker[] = [];
const backend = new MemoryBackend();

function start(): { service: CountingService; worker: FakeWorker } {
  const computed = new ComputedStore(backend);
  const library = new CorpusLibrary(backend, computed);
  const service = new CountingService(
    () => {
      const lexicon = { encoder: lexicalEncoder(3) };
      return {
        runners: stageRunners({
          lexicon: { onDevice: lexicon, inScript: lexicon },
          chosen: () => new FakeNeuralSource(),
        }),
        device: { prepare: () => undefined, dismiss: () => undefined },
        thesaurus: () => Promise.resolve(noThesaurus),
      };
    },
    async () => ({ computed, library, keeping: kept, close: () => undefined }),
  );
  const worker = new FakeWorker(service);
  workers.push(worker);
  return { service, worker };
}

function pair() {
  const services: CountingService[] = [];
  const client = new WorkerClient<EngineService>(
    () => {
      const { service, worker } = start();
      services.push(service);
      return worker;
    },
    {
      name: 'The engine',
      greet: (engine) => engine.begin('https://papers.example/'),
      ping: (engine) => engine.ready(),
    },
  );
  return { client, services, handover: new CorpusHandover(client) };
}

afterEach(() => {
  for (const worker of workers.splice(0)) worker.terminate();
});

function corpusOf(count: number, id = 'many'): Corpus {
  return smallCorpus(count, id);
}

describe('portions', () => {
  it('are all of the papers, in order, none of them large', () => {
    const { papers } = corpusOf(1203);
    const portions: (readonly Paper[])[] = [];
    for (let from = 0; from < papers.length; from += portions.at(-1)?.length ?? 0)
      portions.push(portionFrom(papers, from));
    expect(portions.flat()).toEqual(papers);
    expect(Math.max(...portions.map(({ length }) => length))).toBe(500);
    expect(portionFrom(papers, papers.length)).toEqual([]);
  });

  it('are fewer papers where these are long, and at least one', () => {
    const papers = corpusOf(20).papers.map((paper) => ({
      ...paper,
      abstract: 'word '.repeat(40_000),
    }));
    expect(portionFrom(papers, 0)).toHaveLength(3);
    expect(portionFrom(papers, 19)).toHaveLength(1);
  });
});

describe('a corpus handed to the engine', () => {
  it('crosses over in portions and once, renamed or not', async () => {
    const { client, services, handover } = pair();
    const corpus = corpusOf(1203);
    const progress: number[] = [];
    const given = await handover.give(corpus, { onProgress: (done) => progress.push(done) });
    expect(services[0]?.received).toEqual([500, 500, 203]);
    expect(progress).toEqual([500, 1000, 1203]);
    const renamed = await handover.give({ ...corpus, name: 'Renamed' });
    expect(services[0]?.received).toHaveLength(3);
    expect(renamed).toEqual({ ...given, name: 'Renamed' });
    await client.call((engine) => engine.library.save(renamed));
    expect(await handover.take('many')).toEqual({ ...corpus, name: 'Renamed' });
    expect(services[0]?.asked).toEqual([500, 500, 203]);
  });

  it('is given again to a fresh worker, and when others took its place', async () => {
    const { handover, services } = pair();
    const corpus = corpusOf(10);
    await handover.give(corpus);
    for (const id of ['b', 'c']) await handover.give(corpusOf(3, id));
    await handover.give(corpus);
    expect(services[0]?.received).toEqual([10, 3, 3, 10]);
    workers[0]?.die('killed');
    await handover.give(corpus);
    expect(services[1]?.received).toEqual([10]);
  });

  it('is whole also when it is given twice at once, or was given up half-way', async () => {
    const { client, handover, services } = pair();
    const corpus = corpusOf(1203);
    const abort = new AbortController();
    const first = handover.give(corpus, {
      signal: abort.signal,
      onProgress: () => abort.abort(new Error('enough')),
    });
    const second = handover.give(corpus);
    await expect(first).rejects.toThrow('enough');
    const ticket = await second;
    expect(services[0]?.received).toEqual([500, 500, 500, 203]);
    await client.call((engine) => engine.library.save(ticket));
    expect((await handover.take('many'))?.papers).toEqual(corpus.papers);
  });

  it('brings its vectors along, both ways', async () => {
    const { client, handover } = pair();
    const data = Float32Array.from({ length: 3 * 400_000 }, (_, i) => i);
    const corpus = { ...corpusOf(3), vectors: { n: 3, d: 400_000, data } };
    const ticket = await handover.give(corpus);
    expect(corpus.vectors.data).toHaveLength(1_200_000);
    await client.call((engine) => engine.library.save(ticket));
    const { vectors, ...rest } = (await handover.take('many')) ?? {};
    expect(rest).toEqual(corpusOf(3));
    expect([vectors?.n, vectors?.d]).toEqual([3, 400_000]);
    expect(vectors?.data.every((number, i) => number === i)).toBe(true);
  });

  it('is undefined when it is not kept', async () => {
    expect(await pair().handover.take('unknown')).toBeUndefined();
  });
});
