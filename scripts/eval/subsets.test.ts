import { describe, expect, it } from 'vitest';
import type { EvaluationSet } from './corpora';
import { drawSubsets } from './subsets';

/** Three labels: two of 40 papers, one of 4. */
const labels = Array.from({ length: 84 }, (_, i) => (i < 4 ? 'few' : i % 2 === 0 ? 'even' : 'odd'));
const set: EvaluationSet = {
  name: 'arxiv-cs',
  labels,
  fine: null,
  papers: labels.map((category, i) => ({ id: String(i), title: '', abstract: '', category })),
};

const shares = (of: readonly string[]) =>
  ['few', 'even', 'odd'].map((label) => of.filter((one) => one === label).length);

describe('subsets', () => {
  it('hold every label equally often, as far as there are papers', () => {
    for (const subset of drawSubsets(set, 12, 5)) {
      expect(shares(subset.labels)).toEqual([4, 4, 4]);
      expect(new Set(subset.indices).size).toBe(12);
      expect(subset.papers.map(({ category }) => category)).toEqual(subset.labels);
    }
    expect(drawSubsets(set, 30, 5).map(({ labels: of }) => shares(of))).toEqual(
      Array.from({ length: 5 }, () => [4, 13, 13]),
    );
  });

  it('are the same each time, and differ among themselves', () => {
    const [one, other] = drawSubsets(set, 12, 2);
    expect(drawSubsets(set, 12, 2)[0]).toEqual(one);
    expect(other?.indices).not.toEqual(one?.indices);
  });

  it('are one, the whole, where all papers are wanted', () => {
    const [whole, ...others] = drawSubsets(set, 84, 5);
    expect(others).toEqual([]);
    expect([...(whole?.indices ?? [])]).toEqual(labels.map((_, i) => i));
  });
});
