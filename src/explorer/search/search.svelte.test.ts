import { describe, expect, it } from 'vitest';
import type { SearchAnswer, SearchBy } from '../../engine/search-service';
import { failure, success, type Result } from '../../foundation/result';
import { Search } from './search.svelte';

interface Call {
  readonly typed: string;
  readonly by: SearchBy;
  readonly answer: (result: Result<SearchAnswer>) => void;
}

function bench(subset: Uint32Array | null = null) {
  const calls: Call[] = [];
  const finder = {
    search: (_: string, typed: string, by: SearchBy) =>
      new Promise<Result<SearchAnswer>>((answer) => calls.push({ typed, by, answer })),
    similar: () => Promise.resolve(null),
    complete: () => Promise.resolve([]),
    place: () => Promise.reject(new Error('No paper is placed here.')),
  };
  return { calls, search: new Search(finder, () => ({ corpusId: 'c', subset })) };
}

const answered = (by: SearchBy, papers: readonly number[], more: Partial<SearchAnswer> = {}) =>
  success({
    papers: Uint32Array.from(papers),
    scores: Float32Array.from(papers, () => 1),
    complete: papers.length,
    nearness: [],
    sentences: [],
    takenFor: [],
    related: [],
    missing: [],
    foreign: false,
    unread: [],
    by,
    ...more,
  });
const found = (by: SearchBy, ...papers: number[]) => answered(by, papers);
const turn = () => new Promise((resolve) => setTimeout(resolve));

describe('searching while typing', () => {
  it('shows hits by words, then the fused ones', async () => {
    const { calls, search } = bench();
    expect(search.waiting).toBe(false);
    const asked = search.ask('graph');
    await turn();
    expect(search.waiting).toBe(true);
    calls[0]?.answer(found('words', 3, 1));
    await turn();
    expect(search.waiting).toBe(false);
    expect(search.found).toEqual([3, 1]);
    await expect.poll(() => calls.length).toBe(2);
    calls[1]?.answer(found('words and meaning', 3, 1, 7));
    await asked;
    expect(calls.map(({ by }) => by)).toEqual(['titles', 'words and meaning']);
    expect(search.found).toEqual([3, 1, 7]);
  });

  it('asks for all words where titles alone have answered', async () => {
    const { calls, search } = bench();
    const asked = search.ask('graph');
    await turn();
    calls[0]?.answer(found('titles', 3));
    await turn();
    expect(search.found).toEqual([3]);
    calls[1]?.answer(found('words', 3, 1));
    await expect.poll(() => calls.length).toBe(3);
    expect(search.found).toEqual([3, 1]);
    calls[2]?.answer(found('words and meaning', 1, 3));
    await asked;
    expect(calls.map(({ by }) => by)).toEqual(['titles', 'words', 'words and meaning']);
  });

  it('has one query in the worker, and skips those overtaken meanwhile', async () => {
    const { calls, search } = bench();
    for (const typed of ['g', 'gr', 'gra']) {
      void search.ask(typed);
      await turn();
    }
    expect(calls.map(({ typed }) => typed)).toEqual(['g']);
    calls[0]?.answer(found('words', 1));
    await turn();
    expect(search.found).toBeNull();
    expect(calls.map(({ typed }) => typed)).toEqual(['g', 'gra']);
    calls[1]?.answer(found('words', 2));
    await turn();
    expect(search.found).toEqual([2]);
    search.clear();
    expect(search.found).toBeNull();
  });

  it('gives leaves of a map of some papers, and leaves out the others', async () => {
    const { calls, search } = bench(Uint32Array.of(4, 6, 9));
    void search.ask('graph');
    await turn();
    calls[0]?.answer(found('words', 9, 5, 4));
    await turn();
    expect(search.found).toEqual([2, 0]);
    search.clear();
  });

  it('says why there is no answer', async () => {
    const { calls, search } = bench();
    const asked = search.ask('graph');
    await turn();
    calls[0]?.answer(failure({ code: 'x', message: 'No.', remedy: 'Again.' }));
    await asked;
    expect(search.found).toBeNull();
    expect(search.waiting).toBe(false);
    expect(search.failure?.code).toBe('x');
  });
});

describe('what an answer says of the question', () => {
  async function asked(more: Partial<SearchAnswer>, subset: Uint32Array | null = null) {
    const { calls, search } = bench(subset);
    void search.ask('erase pictures');
    await turn();
    calls[0]?.answer(answered('words and meaning', [5, 2, 9], more));
    await turn();
    return search;
  }

  it('leaves out of what was followed what no paper carries', async () => {
    const search = await asked({ unread: [{ typed: 'erase', why: 'absent' }] });
    expect(search.query).toBe('erase pictures');
    expect(search.followed).toBe('pictures');
  });

  it('tells those with all words from the near ones, also on a part of the map', async () => {
    const more = { complete: 1, nearness: [3, 0] as const, missing: ['erase'] };
    const whole = await asked(more);
    expect([...whole.nearness]).toEqual([
      [2, 3],
      [9, 0],
    ]);
    const part = await asked(more, Uint32Array.of(2, 9));
    expect(part.found).toEqual([0, 1]);
    expect([...part.nearness]).toEqual([
      [0, 3],
      [1, 0],
    ]);
  });

  it('keeps back what is nearest to a foreign question until it is wanted', async () => {
    const search = await asked({ complete: 0, nearness: [0, 0, 0], foreign: true });
    expect(search.found).toEqual([]);
    search.showsForeign = true;
    expect(search.found).toEqual([5, 2, 9]);
    void search.ask('something else');
    expect(search.found).toEqual([]);
  });
});

describe('papers that do not have all words', () => {
  const asked = async (papers: readonly number[], complete: number) => {
    const { calls, search } = bench();
    void search.ask('graph');
    await turn();
    calls[0]?.answer(answered('words', papers, { complete }));
    await turn();
    return search;
  };

  it('are to be read below those that have them, and do not count as found', async () => {
    const search = await asked([3, 1, 7], 2);
    expect(search.found).toEqual([3, 1]);
    expect(search.beyond).toEqual([7]);
  });

  it('are what is found where none has them', async () => {
    const search = await asked([3, 1, 7], 0);
    expect(search.found).toEqual([3, 1, 7]);
    expect(search.beyond).toEqual([]);
  });
});
