import { expect, it } from 'vitest';
import { stretchedTo, toggledTick } from './ticks';

const ids = ['a', 'b', 'c', 'd', 'e'];

it('a row is selected and let go', () => {
  const one = toggledTick(new Set<string>(), 'b');
  expect([...one]).toEqual(['b']);
  expect([...toggledTick(one, 'b')]).toEqual([]);
});

it('a stretch runs from its anchor either way, and shrinks again', () => {
  const anchor = { row: 2, before: new Set(['a']) };
  expect([...stretchedTo(ids, anchor, 4)]).toEqual(['a', 'c', 'd', 'e']);
  expect([...stretchedTo(ids, anchor, 3)]).toEqual(['a', 'c', 'd']);
  expect([...stretchedTo(ids, anchor, 1)]).toEqual(['a', 'b', 'c']);
});
