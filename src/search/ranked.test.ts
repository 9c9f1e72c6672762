import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestFirst } from './ranked';

describe('papers by their scores', () => {
  it('are those that pass, best first, ties by the smaller paper', () => {
    const score = fc.oneof(fc.float({ min: 0, noNaN: true }), fc.constantFrom(0, 1, 1.5, 1e-30));
    fc.assert(
      fc.property(fc.array(fc.tuple(score, fc.boolean()), { maxLength: 40 }), (papers) => {
        const scores = Float32Array.from(papers, ([one]) => one);
        const expected = Array.from(scores, (score, paper) => ({ paper, score }))
          .filter(({ paper }) => papers[paper]?.[1])
          .sort((one, other) => other.score - one.score || one.paper - other.paper);
        expect(bestFirst(scores, (paper) => papers[paper]?.[1] ?? false)).toEqual(expected);
      }),
    );
  });

  it('keep their indices where there are millions', () => {
    const scores = new Float32Array(2 ** 22).fill(1, 2 ** 22 - 2);
    const [first, second] = bestFirst(scores, (paper) => paper >= 2 ** 22 - 2);
    expect([first?.paper, second?.paper]).toEqual([2 ** 22 - 2, 2 ** 22 - 1]);
  });
});
