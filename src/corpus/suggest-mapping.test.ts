import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fields } from './column-names';
import { suggestMapping } from './suggest-mapping';

const title = 'Counting apples from a slow drone';
const abstract = 'A drone flies slowly between rows of apple trees and counts the fruit. '.repeat(
  5,
);

describe('suggestMapping', () => {
  it('knows fields by their form: date, DOI, address, vector', () => {
    const suggested = suggestMapping({
      columns: ['a', 'b', 'c', 'd', 'e', 'f'],
      sample: [
        ['2020', '10.1000/ab', 'https://example.org/x', '[0.1,0.2,0.3,0.4]', title, abstract],
        ['2021-05-01', 'https://doi.org/10.1000/cd', 'http://example.org/y', '', title, abstract],
      ],
    });
    expect(suggested).toEqual({
      a: 'date',
      b: 'doi',
      c: 'url',
      d: 'vector',
      e: 'title',
      f: 'abstract',
    });
  });

  it('trusts a name more than a form, and takes no second title', () => {
    const suggested = suggestMapping({
      columns: ['x', 'Title', 'y'],
      sample: [[abstract, title, `${title}, again`]],
    });
    expect(suggested).toEqual({ x: 'abstract', Title: 'title' });
  });

  it('takes no short text for an abstract and no code for a title', () => {
    expect(suggestMapping({ columns: ['a', 'b'], sample: [[title, '12-34']] })).toEqual({
      a: 'title',
    });
    expect(suggestMapping({ columns: ['a'], sample: [['x1']] })).toEqual({});
    expect(suggestMapping({ columns: ['a'], sample: [] })).toEqual({});
  });

  it('suggests known fields for known columns, at most one title and one abstract', () => {
    const table = fc.record({
      columns: fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 8 }),
      sample: fc.array(fc.array(fc.string(), { maxLength: 9 }), { maxLength: 4 }),
    });
    fc.assert(
      fc.property(table, ({ columns, sample }) => {
        const suggested = Object.entries(suggestMapping({ columns, sample }));
        for (const [column, field] of suggested) {
          expect(columns).toContain(column);
          expect(fields).toContain(field);
        }
        for (const one of ['title', 'abstract'])
          expect(suggested.filter(([, field]) => field === one).length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
