import { expect, it } from 'vitest';
import { blankUserState, type UserState } from '../../storage/schema';
import { failure, success } from '../../foundation/result';
import { notKeptFailure } from '../../storage/keeping';
import { withChanges } from '../../storage/user-changes';
import { Personal } from './personal.svelte';
import { Undoing } from './undoing.svelte';
import { UserStates, type UserStateStore } from './user-states.svelte';

/** A place that keeps user states and nothing else, and can refuse to. */
function corpusActions(kept: UserState = blankUserState) {
  const states = new Map<string, UserState>([['c', kept]]);
  const control = { refuses: false, states };
  const stateOf = (id: string) => states.get(id) ?? blankUserState;
  const store: UserStateStore = {
    userState: async (id) => success(stateOf(id)),
    changeUserState: async (id, changes) => {
      if (control.refuses) return failure(notKeptFailure('full'));
      states.set(id, changes.reduce(withChanges, stateOf(id)));
      return success(stateOf(id));
    },
  };
  const undoing = new Undoing();
  const userStates = new UserStates({ store, patience: 5 });
  return { personal: new Personal(userStates, undoing), undoing, control };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

it('keeps every mark, and takes each back in turn', async () => {
  const { personal, undoing, control } = corpusActions();
  await personal.enter('c');
  personal.toggleStar('a');
  personal.toggleRead('a');
  personal.toggleListed('b');
  personal.toggleListed('a');
  personal.note('a', 'Compare with b');
  expect(personal.marksOf('a')).toEqual({ starred: true, read: true, listed: true, noted: true });
  expect(personal.state.readingList).toEqual(['b', 'a']);
  await settled();
  expect(control.states.get('c')).toEqual(personal.state);

  const undone: (string | null)[] = [];
  while (undoing.last) {
    undone.push(undoing.last?.label ?? null);
    undoing.undo();
  }
  expect(undone).toEqual([
    'the note',
    'adding to the reading list',
    'adding to the reading list',
    'marking as read',
    'the star',
  ]);
  await settled();
  expect(control.states.get('c')).toEqual(blankUserState);
});

it('names the taking away as such', async () => {
  const { personal, undoing } = corpusActions({
    ...blankUserState,
    starred: ['a'],
    read: ['a'],
    readingList: ['a'],
  });
  await personal.enter('c');
  personal.toggleStar('a');
  expect(undoing.last?.label).toBe('removing the star');
  personal.toggleRead('a');
  expect(undoing.last?.label).toBe('marking as unread');
  personal.toggleListed('a');
  expect(undoing.last?.label).toBe('removing from the reading list');
  expect(undoing.last?.paper).toBe('a');
});

it('a note of nothing but space is no note', async () => {
  const { personal } = corpusActions();
  await personal.enter('c');
  personal.note('a', 'x');
  personal.note('a', '  ');
  expect(personal.marksOf('a').noted).toBe(false);
});

it('says when nothing is kept, and when it is again', async () => {
  const { personal, control } = corpusActions();
  await personal.enter('c');
  control.refuses = true;
  personal.toggleStar('a');
  await settled();
  expect(personal.notKept).toMatchObject({ code: 'not-kept-full' });
  expect(personal.marksOf('a').starred).toBe(true);
  control.refuses = false;
  personal.toggleRead('a');
  await settled();
  expect(personal.notKept).toBeNull();
  expect(control.states.get('c')).toEqual(personal.state);
});

it('makes a change again that was taken back, until another is made', async () => {
  const { personal, undoing, control } = corpusActions();
  await personal.enter('c');
  personal.toggleStar('a');
  personal.note('a', 'x');
  const both = personal.state;
  undoing.undo();
  undoing.undo();
  expect(undoing.next?.label).toBe('the star');
  undoing.redo();
  undoing.redo();
  expect(undoing.next).toBeNull();
  expect(personal.state).toEqual(both);
  await settled();
  expect(control.states.get('c')).toEqual(both);

  undoing.undo();
  personal.toggleRead('b');
  expect(undoing.next).toBeNull();
});

it('marks many papers as one change', async () => {
  const { personal, undoing } = corpusActions({ ...blankUserState, starred: ['b'] });
  await personal.enter('c');
  personal.mark('starred', ['a', 'b', 'c', 'a'], true);
  expect(personal.state.starred).toEqual(['b', 'a', 'c']);
  expect(undoing.last?.label).toBe('the star (2 papers)');
  personal.mark('starred', ['a', 'b'], true);
  undoing.undo();
  expect(personal.state.starred).toEqual(['b']);
});

it('orders the reading list by hand', async () => {
  const { personal, undoing } = corpusActions({ ...blankUserState, readingList: ['a', 'b', 'c'] });
  await personal.enter('c');
  personal.moveListed('c', 0);
  expect(personal.state.readingList).toEqual(['c', 'a', 'b']);
  personal.moveListed('c', 99);
  expect(personal.state.readingList).toEqual(['a', 'b', 'c']);
  personal.moveListed('a', -1);
  personal.moveListed('nowhere', 0);
  undoing.undo();
  expect(personal.state.readingList).toEqual(['c', 'a', 'b']);
});
