import { expect, it } from 'vitest';
import { askedWords, filterWords } from './asked-words';

it('a filter reads as a part of a sentence', () => {
  expect(filterWords('categories', 'Category', ['cs.CL', 'cs.LG'])).toBe(
    'of category cs.CL or cs.LG',
  );
  expect(filterWords('year', 'Year', ['2018'])).toBe('from 2018');
  expect(filterWords('authors', 'Author', ['A. One'])).toBe('by A. One');
  expect(filterWords('code', 'Has code', ['no'])).toBe('without code');
  expect(filterWords('abstract', 'Has abstract', ['yes'])).toBe('with abstract');
  expect(filterWords('venue', 'Venue', ['a', 'b', 'c', 'd', 'e'])).toBe('of venue any of 5');
  expect(filterWords('year', 'Year', ['2020', '2018', '2019'])).toBe('from 2018 to 2020');
  expect(filterWords('year', 'Year', ['2020', '2018'])).toBe('from 2018 or 2020');
  expect(filterWords('year', 'Year', ['1990', '1995', '2000', '2005', '2011'])).toBe(
    'from any of 5 years',
  );
});

it('what is asked for reads as the end of a sentence', () => {
  const names = {
    searchWords: 'found for “trees”',
    facetName: (facet: string) => (facet === 'venue' ? 'Venue' : facet),
    predicateWords: () => 'that are outliers',
  } as const;
  const filter = { facet: 'venue', values: ['A'] };
  const clauses = [
    { kind: 'query', text: ' trees ' },
    { kind: 'chosen', papers: new Set(['p']) },
    { kind: 'facet', filter },
    { kind: 'focus', predicate: 'outlier' },
    { kind: 'outline', predicate: 'unread' },
    { kind: 'pointed', filter },
    { kind: 'hovered', leaf: 1, similar: true },
  ] as const;
  expect(askedWords(clauses, names)).toEqual([
    'found for “trees”',
    'among those chosen',
    'of venue A',
    'that are outliers',
  ]);
  expect(askedWords(clauses.slice(0, 2), { ...names, searchWords: null })).toEqual(['chosen']);
});
