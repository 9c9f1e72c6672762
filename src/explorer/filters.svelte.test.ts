import { expect, it } from 'vitest';
import { filterWords } from './filters.svelte';

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
