import { expect, it } from 'vitest';
import { blankPaper } from '../../corpus/paper';
import { Filters } from './filters.svelte';

it('a filter holds for the papers that have any of its values, worked out once', () => {
  const papers = ['cs.CL', 'cs.CV', 'cs.CL', 'cs.LG'].map((category, at) => ({
    ...blankPaper(`p${at}`, `Paper ${at}`),
    categories: [category],
  }));
  let steps = 0;
  const filters = new Filters(
    () => papers,
    () => steps++,
  );
  filters.toggle('categories', 'cs.CL');
  filters.toggle('categories', 'cs.LG');
  const [filter = { facet: '', values: [] }] = filters.chosen;
  expect([...filters.holding(filter)]).toEqual([1, 0, 1, 1]);
  expect(filters.holding(filter)).toBe(filters.holding(filter));
  filters.pointed = { facet: 'categories', value: 'cs.CV' };
  filters.toggleOutline('unread');
  // Only what asks for other papers is a step one can go back from.
  expect(steps).toBe(2);
});
