import { describe, expect, it } from 'vitest';
import { similarPapers } from './similar-papers';

describe('similar papers', () => {
  const neighbours = {
    n: 3,
    k: 2,
    indices: Uint32Array.of(1, 2, 0, 2, 1, 0),
    similarities: Float32Array.of(0.75, 0.5, 0.75, 0.25, 0.25, 0.125),
  };

  it('are the nearest, at most as many as asked for', () => {
    expect(similarPapers(neighbours, 1, 10)).toEqual([
      { paper: 0, similarity: 0.75 },
      { paper: 2, similarity: 0.25 },
    ]);
    expect(similarPapers(neighbours, 2, 1)).toEqual([{ paper: 1, similarity: 0.25 }]);
  });

  it('are none beyond the map', () => {
    expect(similarPapers(neighbours, 3, 10)).toEqual([]);
  });
});
