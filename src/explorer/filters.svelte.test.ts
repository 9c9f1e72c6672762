import { expect, it } from 'vitest';
import { blankPaper } from '../corpus/paper';
import { filterWords, Filters } from './filters.svelte';

it('a filter reads as a part of a sentence', () => {
  expect(filterWords('categories', 'Category', ['cs.CL', 'cs.LG'])).toBe(
    'of category cs.CL or cs.LG',
  );
  expect(filterWords('year', 'Year', ['2018'])).toBe('from 2018');
  expect(filterWords('authors', 'Author', ['A. One'])).toBe('by A. One');
  expect(filterWords('code', 'Has code', ['no'])).toBe('without code');
  expect(filterWords('abstract', 'Has abstract', ['yes'])).toBe('with abstract');
  expect(filterWords('venue', 'Venue', ['a', 'b', 'c', 'd', 'e'])).toBe('of venue one of 5');
});

it('a value pointed at lights exactly its papers, and of those only what other filters let pass', () => {
  const papers = ['cs.CL', 'cs.CV', 'cs.CL', 'cs.CL'].map((category, at) => ({
    ...blankPaper(`p${at}`, `Paper ${at}`),
    categories: [category],
    year: 2000 + at,
  }));
  let steps = 0;
  const filters = new Filters(
    () => papers,
    () => [],
    () => steps++,
  );
  expect(filters.lit).toBeNull();
  filters.pointed = { facet: 'categories', value: 'cs.CL' };
  expect([...(filters.lit ?? [])]).toEqual([1, 0, 1, 1]);
  filters.toggle('year', '2002');
  expect([...(filters.lit ?? [])]).toEqual([0, 0, 1, 0]);
  filters.pointed = null;
  expect(filters.lit).toBeNull();
  // Only what asks for other papers is a step one can go back from.
  expect(steps).toBe(1);
});
