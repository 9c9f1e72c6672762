import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankPaper, type Paper } from '../../corpus/paper';
import { compareValues, countFacet, havingAny, indexFacet, yearShares } from './facet-counts';
import { countYears } from './year-counts';

function paper(at: number, year: number | null, ...categories: string[]): Paper {
  return { ...blankPaper(`p${at}`, `Paper ${at}`), year, categories };
}

const papers = [
  paper(0, 2016, 'a', 'b'),
  paper(1, 2017, 'a'),
  paper(2, 2018, 'b'),
  paper(3, 2018, 'b', 'b'),
  paper(4, null, 'c'),
  paper(5, 2018),
];
const index = indexFacet(papers, 'categories');

describe('counting a facet', () => {
  it('counts among some papers and on the whole map', () => {
    const [first, second, ...none] = countFacet(index, [0, 1, 2]);
    expect(first).toMatchObject({ value: 'a', here: 2, overall: 2 });
    expect(first?.share).toBeCloseTo(2 / 3);
    // Two thirds here against a third of the map.
    expect(first?.lift).toBeCloseTo(2);
    expect(second).toMatchObject({ value: 'b', here: 2, overall: 3 });
    expect(second?.lift).toBeCloseTo(2 / 3 / (3 / 6));
    expect(none).toEqual([]);
  });

  it('gives the slope of the share over the years', () => {
    // Years −1, 0, 1 around the mean; "a" in the first two: −1/2 a year. "b" at both ends: level.
    const [a, b] = countFacet(index, [0, 1, 2]);
    expect(a?.trend).toBeCloseTo(-0.5);
    expect(b?.trend).toBeCloseTo(0);
  });

  it('gives no trend for a single year', () => {
    expect(countFacet(index, [2, 3])[0]?.trend).toBeNaN();
  });

  it('counts each paper once, whatever it repeats', () => {
    expect(countFacet(index, [3])).toMatchObject([{ value: 'b', here: 1, share: 1 }]);
  });

  it('agrees with the masks that a filter uses, on any papers', () => {
    const anyPapers = fc.array(
      fc.record({
        year: fc.option(fc.integer({ min: 1990, max: 2026 }), { nil: null }),
        categories: fc.array(fc.constantFrom('x', 'y', 'z', '__proto__', 'constructor')),
      }),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(anyPapers, fc.nat(), (made, seed) => {
        const all = made.map(({ year, categories }, at) => paper(at, year, ...categories));
        const indexed = indexFacet(all, 'categories');
        const leaves = all.map((_, leaf) => leaf).filter((leaf) => (leaf + seed) % 3 !== 0);
        for (const { value, here, overall, code } of countFacet(indexed, leaves)) {
          const mask = havingAny(indexed, [value]);
          expect(here).toBe(leaves.filter((leaf) => mask[leaf] === 1).length);
          expect(overall).toBe(mask.reduce((sum, is) => sum + is, 0));
          const shares = yearShares(indexed, leaves, code);
          expect(shares.length).toBe(countYears(indexed.years, leaves).length);
          expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
        }
      }),
    );
  });
});

describe('filtering by several values', () => {
  it('lets through papers that have any of them', () => {
    expect([...havingAny(index, ['a', 'c'])]).toEqual([1, 1, 0, 0, 1, 0]);
    expect([...havingAny(index, ['unheard of'])]).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

it('values are ordered as people count', () => {
  expect(['v10', 'v2', 'B', 'a'].sort(compareValues)).toEqual(['a', 'B', 'v2', 'v10']);
});
