/** Registers the engine as a worker. */
import * as Comlink from 'comlink';
import type { ChosenModel } from '../embedding/chosen-model';
import { browserMachine, processorOnly } from '../embedding/device-ladder';
import { testSanity } from '../embedding/self-test';
import { allowOwnScripts } from '../foundation/script-addresses';
import { sharesMemory } from '../foundation/shared-memory';
import { WorkerSearchPool } from '../kernels/worker-search-pool';
import { openStorage } from '../storage/storage';
import { EngineService } from './engine-service';
import { LexiconSource } from './lexicon-source';
import { neuralSource } from './neural-source';
import { ownFiles } from './own-files';
import { stageRunners } from './stage-runners';
import type { TextEncoderSource } from './stages';
import { thesaurusSource } from './thesaurus-source';

const memoryIsShared = sharesMemory();
const machine = () => browserMachine(memoryIsShared);

function startEmbeddingWorker(): Worker {
  return new Worker(new URL('./embedding.worker.ts', import.meta.url), {
    type: 'module',
    name: 'papergrove encoder',
  });
}

/** A model has no stored vectors to compare with, and perhaps no file for graphics adapters. */
function chosenEncoder({ spec, location }: ChosenModel): TextEncoderSource {
  return neuralSource({
    model: spec,
    location,
    machine: async () => {
      const here = await machine();
      return spec.precision.webgpu === null ? processorOnly(here) : here;
    },
    selfTest: testSanity,
    start: startEmbeddingWorker,
  });
}

/** As many threads as the machine has, this one among them, where they can share memory. */
function searchPool(): (() => WorkerSearchPool) | undefined {
  const others = Math.min(8, navigator.hardwareConcurrency) - 1;
  if (!memoryIsShared || others < 1) return undefined;
  const start = (): Worker =>
    new Worker(new URL('../kernels/search.worker.ts', import.meta.url), {
      type: 'module',
      name: 'papergrove search',
    });
  return () => new WorkerSearchPool(start, others);
}

allowOwnScripts(location.href);
Comlink.expose(
  new EngineService((base, inPage, hasRuntime) => {
    const read = ownFiles(base, inPage);
    const lexicon = new LexiconSource({ read, machine, start: startEmbeddingWorker, hasRuntime });
    const runners = stageRunners({ lexicon, chosen: chosenEncoder, searchPool: searchPool() });
    return { runners, device: lexicon, thesaurus: thesaurusSource(read) };
  }, openStorage),
);
