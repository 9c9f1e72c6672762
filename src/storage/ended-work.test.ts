/** Work on the storage that ends in its midst, as when a tab is killed: after each write there is. */
import { describe, expect, it } from 'vitest';
import { blankPaper, type Corpus } from '../corpus/paper';
import type { Backend } from './backend';
import { ComputedStore } from './computed';
import { CorpusLibrary } from './corpus-library';
import { MemoryBackend } from './memory-backend';
import { blankUserState, storeNames } from './schema';

function corpusOf(id: string, count: number): Corpus {
  const papers = Array.from({ length: count }, (_, i) => blankPaper(`${id}-${i}`, `Paper ${i}`));
  const data = Float32Array.from({ length: count }, () => 1);
  return { id, name: id, papers, vectors: { n: count, d: 1, data } };
}

class Killed extends Error {}

/** A disk that takes so many writes, each wholly or not at all; then the tab is gone. */
function dying(disk: Backend, writes: number): Backend {
  let left = writes;
  const written = ['putMany', 'update', 'updateLasting', 'changeAll', 'deleteMany'];
  return new Proxy(disk, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name, target);
      if (typeof method !== 'function') return method;
      return (...given: unknown[]) => {
        if (written.includes(String(name)) && left-- <= 0) throw new Killed();
        const answer: unknown = Reflect.apply(method, target, given);
        return answer;
      };
    },
  });
}

function storageOn(backend: Backend): { library: CorpusLibrary; computed: ComputedStore } {
  const computed = new ComputedStore(backend, 4);
  return { computed, library: new CorpusLibrary(backend, computed) };
}

/** Runs work after a preparation until it is killed after 0, 1, 2, … writes, and at last not at all. */
async function killedAfterEach(
  prepare: (storage: ReturnType<typeof storageOn>) => Promise<unknown>,
  work: (storage: ReturnType<typeof storageOn>) => Promise<unknown>,
  check: (disk: MemoryBackend, storage: ReturnType<typeof storageOn>) => Promise<void>,
): Promise<number> {
  for (let writes = 0; ; writes++) {
    const disk = new MemoryBackend();
    await prepare(storageOn(disk));
    const finished = await Promise.resolve()
      .then(() => work(storageOn(dying(disk, writes))))
      .then(
        () => true,
        (thrown: unknown) => {
          if (!(thrown instanceof Killed)) throw thrown;
          return false;
        },
      );
    await check(disk, storageOn(disk));
    if (finished) return writes;
  }
}

async function recordsOf(disk: MemoryBackend): Promise<number> {
  const all = await Promise.all(storeNames.map((store) => disk.getAll(store)));
  return all.flat().length;
}

describe('work that is killed', () => {
  it('while papers are added leaves the corpus as it was, or grown', async () => {
    const before = corpusOf('a', 1500);
    const seen = new Set<number>();
    await killedAfterEach(
      ({ library }) => library.save(before),
      ({ library }) => library.addPapers('a', corpusOf('b', 3000)),
      async (_, { library }) => {
        const opened = await library.open('a');
        seen.add(opened?.papers.length ?? 0);
        if (opened?.papers.length === 1500) expect(opened).toEqual(before);
      },
    );
    expect([...seen]).toEqual([1500, 4500]);
  });

  it('while a corpus is kept for the first time leaves all of it, with what was noted, or no trace', async () => {
    const state = { ...blankUserState, notes: { 'a-1': 'Read again' } };
    await killedAfterEach(
      async () => undefined,
      ({ library }) => library.save(corpusOf('a', 4500), state),
      async (disk, { library }) => {
        const opened = await library.open('a');
        if (opened === undefined) expect(await recordsOf(disk)).toBe(0);
        else expect(await library.userState('a')).toEqual(state);
      },
    );
  });

  it('while a corpus is deleted, or a result is kept, leaves nothing that cannot be deleted', async () => {
    const layout = { positions: new Float32Array(9) };
    const vectors = { n: 5, d: 2, data: new Float32Array(10).fill(1) };
    const prepare = async ({ library, computed }: ReturnType<typeof storageOn>): Promise<void> => {
      await library.save(corpusOf('a', 4500), { ...blankUserState, starred: ['a-1'] });
      await computed.putResult('layout', 'k', layout, 'a');
    };
    const deletable = async (
      disk: MemoryBackend,
      { library }: ReturnType<typeof storageOn>,
    ): Promise<void> => {
      if ((await library.list()).length > 0) {
        expect((await library.open('a'))?.papers).toHaveLength(4500);
        expect((await library.userState('a')).starred).toEqual(['a-1']);
        await library.delete('a');
      }
      expect(await recordsOf(disk)).toBe(0);
    };
    await killedAfterEach(prepare, ({ library }) => library.delete('a'), deletable);
    const writes = await killedAfterEach(
      prepare,
      ({ computed }) => computed.putResult('vectors', 'v', vectors, 'a'),
      deletable,
    );
    expect(writes).toBeGreaterThan(3);
  });
});
