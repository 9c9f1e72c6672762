import { describe, expect, it } from 'vitest';
import { failure } from '../../foundation/result';
import type { PaperFinder } from '../ports';
import { Similar } from './similar.svelte';
import { workedMap } from '../testing/worked-map';

function finder(answer: Awaited<ReturnType<PaperFinder['similar']>>): PaperFinder {
  return {
    search: () => Promise.resolve(failure({ code: 'x', message: '', remedy: '' })),
    similar: () => Promise.resolve(answer),
    complete: () => Promise.resolve([]),
    place: () => Promise.resolve(failure({ code: 'x', message: '', remedy: '' })),
  };
}

const answer = { papers: Uint32Array.of(4, 0, 6), similarities: Float32Array.of(0.75, 0.5, 0.25) };

describe('similar papers', () => {
  it('are those the engine finds, for the paper asked about alone', async () => {
    const similar = new Similar(finder(answer));
    const map = workedMap();
    expect(similar.to(map, 2)).toEqual([]);
    await similar.want(map, 2);
    expect(similar.to(map, 2)).toEqual([
      { paper: 4, similarity: 0.75 },
      { paper: 0, similarity: 0.5 },
      { paper: 6, similarity: 0.25 },
    ]);
    expect(similar.to(map, 3)).toEqual([]);
    expect(similar.to(workedMap({ key: 'another' }), 2)).toEqual([]);
  });

  it('are leaves of a map of some of the papers', async () => {
    const subset = Uint32Array.of(0, 2, 4, 9, 10, 11, 12, 13);
    const map = workedMap({ subset });
    const similar = new Similar(finder(answer));
    await similar.want(map, 1);
    expect(similar.to(map, 1).map(({ paper }) => paper)).toEqual([2, 0]);
  });

  it('are the neighbours on the map where the engine has no others', async () => {
    const indices = Uint32Array.from({ length: 16 }, (_, at) => (at + 1) % 8);
    const similarities = new Float32Array(16).fill(0.5);
    const map = workedMap({ neighbours: { n: 8, k: 2, indices, similarities } });
    const similar = new Similar(finder(null));
    await similar.want(map, 1);
    expect(similar.to(map, 1)).toEqual([
      { paper: 3, similarity: 0.5 },
      { paper: 4, similarity: 0.5 },
    ]);
  });
});
