import { describe, expect, it } from 'vitest';
import { holds, leavesOf, rootOf } from '../../clustering/dendrogram';
import { shapes, treeOfShape } from '../../clustering/testing/tree-of-shape';
import { growthOf, grownInside, recentSince } from './growth';
import { countYears } from './year-counts';

const counts = (...papers: number[]) => papers.map((count, at) => ({ year: 2020 + at, count }));

describe('what counts as recent', () => {
  it('is the shortest run of last years that holds a third of all papers', () => {
    expect(recentSince(counts(10, 10, 10))).toBe(2022);
    expect(recentSince(counts(30, 5, 5, 0))).toBeNull();
    expect(recentSince(counts(20, 5, 5, 0))).toBe(2021);
  });

  it('is nothing where papers have one year, or none', () => {
    expect(recentSince(counts(12))).toBeNull();
    expect(recentSince(counts(0, 9, 0))).toBeNull();
    expect(recentSince([])).toBeNull();
  });
});

describe('growth', () => {
  const all = counts(40, 30, 20, 50);

  it('is found where more papers are recent than chance would make so', () => {
    expect(growthOf(counts(1, 1, 2, 16), all)).toMatchObject({ kind: 'grew', since: 2023 });
    expect(growthOf(counts(16, 3, 1, 0), all)).toMatchObject({ kind: 'shrank' });
    expect(growthOf(counts(6, 4, 3, 7), all)).toMatchObject({ kind: 'steady' });
  });

  it('is not told of a handful, or of a map of one year', () => {
    expect(growthOf(counts(0, 0, 0, 4), all)).toBeNull();
    expect(growthOf(counts(9), counts(90))).toBeNull();
  });

  it('has the shares that it compares', () => {
    const growth = growthOf(counts(0, 0, 0, 10), counts(50, 0, 0, 50));
    expect(growth).toMatchObject({ kind: 'grew', since: 2023, share: 1, usual: 0.5 });
    // Half of what is usual above it, of a standard deviation of half over the root of ten.
    expect(growth?.deviations).toBeCloseTo(Math.sqrt(10));
  });
});

describe('topics deeper inside that grew', () => {
  const n = 400;
  const tree = treeOfShape(n, shapes.even, 3);
  const top = rootOf(tree);
  const under = (size: number) => {
    const node = Array.from({ length: n - 1 }, (_, merge) => n + merge).find(
      (one) => tree.size[one] === size,
    );
    if (node === undefined) throw new Error(`no topic of ${size}`);
    return node;
  };
  const spread = (recent: ReadonlySet<number>) =>
    Array.from({ length: n }, (_, leaf) => (recent.has(leaf) ? 2024 : 2000 + (leaf % 20)));
  const grownIn = (years: readonly number[]) =>
    grownInside(tree, [top], years, countYears(years, tree.order));

  it('are found at any depth, the surest of those within each other', () => {
    const young = under(25);
    const recent = new Set(leavesOf(tree, young));
    const found = grownIn(spread(recent));
    expect(found[0]).toEqual({ node: young, dated: 25, share: 1 });
    for (const one of found)
      for (const other of found)
        if (one !== other) expect(holds(tree, one.node, other.node)).toBe(false);
  });

  it('are none where years are spread evenly, or unknown', () => {
    expect(grownIn(Array.from({ length: n }, (_, leaf) => 2000 + ((leaf * 7) % 20)))).toEqual([]);
    expect(grownIn(Array.from({ length: n }, () => Number.NaN))).toEqual([]);
  });
});
