/** Registers the engine as a worker. */
import * as Comlink from 'comlink';
import { bundledLocation, bundledModel } from '../embedding/model';
import type { Device } from '../embedding/runtime';
import { openStorage } from '../storage/storage';
import { EngineService } from './engine-service';
import { lexiconSource } from './lexicon-source';
import { neuralSource } from './neural-source';
import { stageRunners } from './stage-runners';

/** Threads need shared memory; one core is left for the page and this worker. */
function devices(): Device[] {
  const threads = Math.max(1, navigator.hardwareConcurrency - 1);
  const single: Device = { rung: 'wasm', threads: 1 };
  return crossOriginIsolated && threads > 1
    ? [{ rung: 'wasm-threads', threads }, single]
    : [single];
}

function startEmbeddingWorker(): Worker {
  return new Worker(new URL('./embedding.worker.ts', import.meta.url), {
    type: 'module',
    name: 'papergrove encoder',
  });
}

Comlink.expose(
  new EngineService(
    (base) =>
      stageRunners({
        lexicon: lexiconSource(base),
        neural: () =>
          neuralSource(bundledModel, bundledLocation(base), devices(), startEmbeddingWorker),
      }),
    openStorage,
  ),
);
