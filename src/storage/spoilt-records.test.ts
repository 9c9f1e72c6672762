/** Records of papers and marks that a disk spoilt: what can be read is there, and nothing is overwritten. */
import { describe, expect, it } from 'vitest';
import { blankPaper, type Corpus } from '../corpus/paper';
import { ComputedStore } from './computed';
import { CorpusLibrary } from './corpus-library';
import { MemoryBackend } from './memory-backend';
import { blankUserState, storeNames, type StoreName } from './schema';
import { noChanges } from './user-changes';

function corpusOf(id: string, count: number): Corpus {
  const papers = Array.from({ length: count }, (_, i) => blankPaper(`${id}-${i}`, `Paper ${i}`));
  const data = Float32Array.from({ length: count }, () => 1);
  return { id, name: 'Mine', papers, vectors: { n: count, d: 1, data }, additions: [4000] };
}

/** A disk whose records can be given any value, as no program of ours would. */
class SpoiltDisk extends MemoryBackend {
  async spoil(store: StoreName, key: string, to: object | null): Promise<void> {
    const held = this.peek(store, key);
    if (held === undefined) throw new Error(`there is no ${key} in ${store}`);
    await this.deleteMany(store, [key]);
    if (to !== null) Reflect.apply(this.putMany, this, [store, [{ ...held, ...to }]]);
  }

  async everything(): Promise<string> {
    return JSON.stringify(await Promise.all(storeNames.map((name) => this.getAll(name))));
  }
}

async function kept(): Promise<{ disk: SpoiltDisk; library: CorpusLibrary }> {
  const disk = new SpoiltDisk();
  const library = new CorpusLibrary(disk, new ComputedStore(disk));
  await library.save(corpusOf('a', 4500), { ...blankUserState, starred: ['a-1'] });
  return { disk, library };
}

const two = corpusOf('a', 4500).papers.slice(2000, 2002);
const cases: readonly [
  what: string,
  store: StoreName,
  key: string,
  to: object | null,
  left: number,
][] = [
  ['a record of papers is gone', 'papers', 'a/1', null, 2500],
  ['a record of papers is a text', 'papers', 'a/0', { papers: 'spoilt' }, 2500],
  ['papers are numbers', 'papers', 'a/2', { papers: [1, null, 'x'] }, 4000],
  ['papers lack parts', 'papers', 'a/2', { papers: [{ id: 'a-4000', title: 'Half' }] }, 4000],
  ['a record has fewer papers', 'papers', 'a/1', { papers: two }, 2502],
  ['a paper has a wild year', 'papers', 'a/1', { papers: [{ ...two[0], year: 'x' }] }, 2500],
];

describe('papers that were spoilt', () => {
  it.each(cases)('where %s: the others open', async (_, store, key, to, left) => {
    const { disk, library } = await kept();
    await disk.spoil(store, key, to);
    const before = await disk.everything();
    const opened = await library.open('a');
    expect(opened?.papers).toHaveLength(left);
    expect(opened).toMatchObject({ name: 'Mine', unreadable: 4500 - left });
    expect(opened).not.toHaveProperty('additions');
    expect(opened).not.toHaveProperty('vectors');
    expect(await library.read('a')).toBeUndefined();
    expect(await library.addPapers('a', corpusOf('b', 3))).toBeUndefined();
    expect(await disk.everything()).toBe(before);
    expect((await library.userState('a')).starred).toEqual(['a-1']);

    await library.save(corpusOf('a', 4500));
    expect(await library.open('a')).toEqual(corpusOf('a', 4500));
    expect((await library.userState('a')).starred).toEqual(['a-1']);
  });

  it.each([
    ['its name', { name: 7 }, 'a'],
    ['what it is beside its papers', { rest: 'spoilt' }, 'Mine'],
    ['the time it was opened', { openedAt: null }, 'Mine'],
  ])('of a corpus without %s are all there', async (_, to, name) => {
    const { disk, library } = await kept();
    await disk.spoil('corpora', 'a', to);
    expect(await library.open('a')).toMatchObject({ name, papers: { length: 4500 } });
    expect(await library.list()).toMatchObject([{ id: 'a', name }]);
  });

  it.each([{ chunks: 'many' }, { chunks: -1, paperCount: 'many' }, { chunks: 1e12 }])(
    'are found where the corpus does not say how many there are: %o',
    async (to) => {
      const { disk, library } = await kept();
      await disk.spoil('corpora', 'a', to);
      expect((await library.open('a'))?.papers).toHaveLength(4500);
    },
  );

  it('are not there where none can be read', async () => {
    const { disk, library } = await kept();
    for (const key of ['a/0', 'a/1', 'a/2']) await disk.spoil('papers', key, { papers: {} });
    expect(await library.open('a')).toBeUndefined();
    await library.delete('a');
    expect(JSON.parse(await disk.everything()).flat()).toEqual([]);
  });

  it('have no vectors where those that came along were spoilt', async () => {
    const { disk, library } = await kept();
    for (const data of ['x', new Float32Array(3), new Float32Array(4500).fill(NaN)]) {
      await disk.spoil('brought', 'a', { vectors: { n: 4500, d: 1, data } });
      const opened = await library.open('a');
      expect(opened?.papers).toHaveLength(4500);
      expect(opened).not.toHaveProperty('vectors');
    }
    await disk.spoil('brought', 'a', { vectors: 'spoilt' });
    expect(await library.open('a')).not.toHaveProperty('vectors');
  });
});

describe('marks that were spoilt', () => {
  it.each([
    'spoilt',
    null,
    {},
    { ...blankUserState, starred: 'a-1' },
    { ...blankUserState, notes: { 'a-1': 3 } },
    { ...blankUserState, topicNames: { x: 1 } },
  ])('stay as they are, and nothing is written over them: %o', async (state) => {
    const { disk, library } = await kept();
    await disk.spoil('userStates', 'a', { state });
    const before = await disk.everything();
    await expect(library.userState('a')).rejects.toMatchObject({ notKept: 'unreadable' });
    const change = { ...noChanges, starred: [['p', true]] } as const;
    await expect(library.changeUserState('a', [change])).rejects.toMatchObject({
      notKept: 'unreadable',
    });
    expect(await disk.everything()).toBe(before);
    expect((await library.open('a'))?.papers).toHaveLength(4500);
  });
});
