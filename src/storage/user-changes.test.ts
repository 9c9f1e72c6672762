import { describe, expect, it } from 'vitest';
import { seededRandom } from '../foundation/random';
import { blankUserState, type UserState } from './schema';
import { changesBetween, isNoChange, noChanges, withChanges } from './user-changes';

function stateOf(change: Partial<UserState>): UserState {
  return { ...blankUserState, ...change };
}

describe('changes between two states', () => {
  it('make the one the other, and nothing makes a state itself', () => {
    const random = seededRandom(1);
    const some = (): string[] => {
      const left = Array.from({ length: 12 }, (_, i) => `p${i}`);
      const taken: string[] = [];
      while (left.length > 0 && random() > 0.1)
        taken.push(...left.splice(Math.floor(random() * left.length), 1));
      return taken;
    };
    const texts = () =>
      Object.fromEntries(some().map((key) => [key, `${key} ${Math.floor(random() * 3)}`]));
    const state = (): UserState => ({
      topicNames: texts(),
      topicPapers: Object.fromEntries(
        some().map((key) => [key, { size: 1, ids: [key], known: 2 }]),
      ),
      hiddenWords: some(),
      notes: texts(),
      starred: some(),
      read: some(),
      readingList: some(),
      searches: texts(),
    });
    for (let trial = 0; trial < 300; trial++) {
      const [before, after] = [state(), state()];
      const made = withChanges(before, changesBetween(before, after));
      // Marks have no order.
      const sorted = (of: UserState): UserState => ({
        ...of,
        starred: of.starred.toSorted(),
        read: of.read.toSorted(),
        hiddenWords: of.hiddenWords.toSorted(),
      });
      expect(sorted(made)).toEqual(sorted(after));
      expect(isNoChange(changesBetween(after, after))).toBe(true);
    }
  });

  it('move as few papers of the reading list as possible', () => {
    const before = stateOf({ readingList: ['a', 'b', 'c', 'd', 'e'] });
    const after = stateOf({ readingList: ['b', 'c', 'd', 'a', 'e'] });
    expect(changesBetween(before, after).readingList).toEqual([['a', { after: 'd' }]]);
  });

  it('are made of 100,000 papers in a moment', () => {
    const readingList = Array.from({ length: 100_000 }, (_, i) => `p${i}`);
    const changes = changesBetween(blankUserState, stateOf({ readingList }));
    expect(withChanges(blankUserState, changes).readingList).toEqual(readingList);
  });
});

describe('a note changed in two tabs', () => {
  const change = (from: string | null, to: string | null, there: string | null) =>
    withChanges(stateOf({ notes: there === null ? {} : { p: there } }), {
      ...noChanges,
      notes: [['p', { from, to }]],
    }).notes['p'] ?? null;

  it.each([
    ['nobody else changed it', 'a', 'ab', 'a', 'ab'],
    ['both wrote the same', 'a', 'ab', 'ab', 'ab'],
    ['both wrote on', 'a', 'a, mine', 'a, theirs', 'a, theirs\n, mine'],
    ['both wrote on, on a line of its own', 'a', 'a\nmine', 'a\ntheirs', 'a\ntheirs\nmine'],
    ['both began one', null, 'mine', 'theirs', 'theirs\n\nmine'],
    ['both rewrote it', 'a', 'mine', 'theirs', 'theirs\n\nmine'],
    ['one took away what the other changed', 'a', null, 'a, theirs', 'a, theirs'],
    ['one changed what the other took away', 'a', 'a, mine', null, 'a, mine'],
  ])('%s', (_, from, to, there, after) => {
    expect(change(from, to, there)).toBe(after);
  });
});

it('a paper placed after one that is gone stands at the end', () => {
  const state = stateOf({ readingList: ['a', 'b'] });
  const place = { ...noChanges, readingList: [['a', { after: 'gone' }]] } as const;
  expect(withChanges(state, place).readingList).toEqual(['b', 'a']);
});

it('papers may be called as properties of objects are', () => {
  const notes = [['__proto__', { from: null, to: 'A note' }]] as const;
  const state = withChanges(blankUserState, { ...noChanges, notes });
  expect(Object.entries(state.notes)).toEqual([['__proto__', 'A note']]);
});

describe('words hidden in names, and names carried to other maps', () => {
  it('are put together from two tabs', () => {
    const one = { ...noChanges, hiddenWords: [['models', true] as const] };
    const papers = { size: 2, ids: ['a', 'b'], known: 9 };
    const other = {
      ...noChanges,
      hiddenWords: [['drug', true] as const],
      topicNames: [['k', 'Mine'] as const],
      topicPapers: [['k', papers] as const],
    };
    const both = [one, other].reduce(withChanges, blankUserState);
    expect(both.hiddenWords).toEqual(['models', 'drug']);
    expect(both.topicPapers).toEqual({ k: papers });
    const shown = withChanges(both, { ...noChanges, hiddenWords: [['models', false]] });
    expect(shown.hiddenWords).toEqual(['drug']);
    expect(shown.topicNames).toEqual({ k: 'Mine' });
  });
});
