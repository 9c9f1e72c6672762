import { expect, it } from 'vitest';
import { codeTerm, hasTerm, toggledTerm } from './query-terms';

it('puts a term in and takes it out, and leaves the rest', () => {
  expect(toggledTerm('', codeTerm)).toBe('has:code');
  expect(toggledTerm('graph  nets', codeTerm)).toBe('graph nets has:code');
  expect(toggledTerm('has:code graph', codeTerm)).toBe('graph');
  expect(toggledTerm('-has:code graph', codeTerm)).toBe('-has:code graph has:code');
  expect(hasTerm('graph has:code', codeTerm)).toBe(true);
  expect(hasTerm('-has:code', codeTerm)).toBe(false);
});
