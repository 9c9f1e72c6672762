import { describe, expect, it } from 'vitest';
import { blankPaper } from '../../corpus/paper';
import { countFacet, indexFacet } from '../../explorer/marks/facet-counts';
import { originLine } from './origin-line';

/** Papers 0–11 from A, 12–15 from B. */
const index = indexFacet(
  Array.from({ length: 16 }, (_, at) => ({
    ...blankPaper(String(at), `Paper ${at}`),
    extra: { origin: at < 12 ? 'A' : 'B' },
  })),
  'extra:origin',
);
const lineOf = (leaves: readonly number[]) =>
  originLine(countFacet(index, leaves), leaves.length, 16);

describe('where the papers of a topic come from', () => {
  it('is counted for the whole map', () => {
    expect(lineOf([...Array(16).keys()])).toBe('12 from A, 4 from B.');
  });

  it('is how much more often than on the whole map', () => {
    expect(lineOf([0, 12, 13, 14])).toBe(
      '3× as many from B as on the whole map: 3 of 4 here, 4 of 16 there.',
    );
  });

  it('is said plainly when there is but one', () => {
    expect(lineOf([12, 13])).toBe(
      'All 2 of its papers come from B, as do 4 of 16 papers on the map.',
    );
    expect(lineOf([3])).toBe('Its one paper comes from A, as do 12 of 16 papers on the map.');
  });

  it('is nothing special where all come as often as everywhere', () => {
    expect(lineOf([0, 1, 2, 12])).toBe(
      'Its papers come from each origin as often as all papers do.',
    );
  });

  it('is nothing where no paper says so', () => {
    expect(originLine([], 4, 16)).toBeNull();
  });
});
