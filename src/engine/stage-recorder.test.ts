import { expect, it } from 'vitest';
import { ComputedStore } from '../storage/computed';
import { MemoryBackend } from '../storage/memory-backend';
import { StageRecorder } from './stage-recorder';

/** Memory that takes a while to write, and refuses what it is told to. */
class SlowBackend extends MemoryBackend {
  refuses = '';
  override async putMany(...args: Parameters<MemoryBackend['putMany']>): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 10));
    if (args[1].some(({ key }) => key === this.refuses)) throw new Error(`no ${this.refuses}`);
    await super.putMany(...args);
  }
}

const vectors = { n: 1, d: 1, data: Float32Array.of(1) };
const keysIn = async (backend: MemoryBackend) =>
  (await backend.getAll('results')).map(({ key }) => key).sort();

function begun(refuses = '') {
  const backend = new SlowBackend();
  backend.refuses = refuses;
  const recorder = new StageRecorder(new ComputedStore(backend), 'corpus', () => undefined);
  return { backend, recorder };
}

it('has everyone who asks wait until all is written', async () => {
  const { backend, recorder } = begun();
  void recorder.keep('vectors', 'a', vectors);
  const first = recorder.written();
  void recorder.keep('vectors', 'b', vectors);
  await recorder.written();
  expect(await keysIn(backend)).toEqual(['a', 'b']);
  await first;
});

it('tells of what could not be written once all else is', async () => {
  const { backend, recorder } = begun('a');
  void recorder.keep('vectors', 'a', vectors);
  void recorder.keep('vectors', 'b', vectors);
  await expect(recorder.written()).rejects.toThrow('no a');
  expect(await keysIn(backend)).toEqual(['b']);
});
