/** The page of the embedding bench: hands the driver's calls on to the worker. */
import * as Comlink from 'comlink';
import type { ModelLocation } from '../../src/embedding/model';
import type { Device } from '../../src/embedding/runtime';
import { browserMachine } from '../../src/embedding/device-ladder';
import type { BenchWorker, Comparison } from './worker';
import type { EncoderText } from '../../src/embedding/encoder';
import { sharesMemory } from '../../src/foundation/shared-memory';

const worker = Comlink.wrap<BenchWorker>(
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }),
);

/** What the driver calls. */
export interface BenchPage {
  machine(): ReturnType<typeof browserMachine>;
  load(device: Device): Promise<number>;
  selfTest(): Promise<string>;
  digest(texts: readonly EncoderText[]): Promise<string>;
  compare(device: Device, texts: readonly EncoderText[]): Promise<Comparison>;
}

declare global {
  interface Window {
    bench: BenchPage;
  }
}

const location: ModelLocation = {
  kind: 'folder',
  url: new URL('../../stand-in/', document.baseURI).href,
};

window.bench = {
  machine: () => browserMachine(sharesMemory()),
  load: async (device) => worker.load(location, device),
  selfTest: async () => worker.selfTest(),
  digest: async (texts) => worker.digest(texts),
  compare: async (device, texts) => {
    await worker.prepareBare(location, device);
    return worker.compare(texts);
  },
};
