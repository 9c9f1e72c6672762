import { describe, expect, it, vi } from 'vitest';
import type { Library } from '../../engine/library-client';
import { success } from '../../foundation/result';
import { blankUserState, type UserState } from '../../storage/schema';
import { libraryByNeed } from './library-by-need';

const starred: UserState = { ...blankUserState, starred: ['a'] };

function recorded() {
  const calls: string[] = [];
  const called = <T>(name: string, answer: T) => {
    calls.push(name);
    return Promise.resolve(answer);
  };
  const library: Library = {
    open: () => called('open', undefined),
    save: () => called('save', undefined),
    copy: () => called('copy', undefined),
    addPapers: () => Promise.reject(new Error('not asked here')),
    list: () => called('list', []),
    forgetAdditions: () => called('forgetAdditions', undefined),
    rename: () => called('rename', true),
    delete: () => called('delete', 0),
    userState: () => called('userState', success(starred)),
    changeUserState: () => called('changeUserState', success(starred)),
  };
  return { calls, library };
}

describe('the library of a reader', () => {
  it('who never kept anything is known without the engine', async () => {
    const { calls, library } = recorded();
    const { library: asked } = libraryByNeed(library, () => Promise.resolve(true));
    expect(await asked.list()).toEqual([]);
    expect(await asked.userState('x')).toEqual(success(blankUserState));
    expect(calls).toEqual([]);
  });

  it('who kept something is asked of the engine, and so is one that the browser says nothing of', async () => {
    const { calls, library } = recorded();
    const { library: asked } = libraryByNeed(library, () => Promise.resolve(false));
    await asked.list();
    expect(await asked.userState('x')).toEqual(success(starred));
    vi.stubGlobal('indexedDB', {});
    await libraryByNeed(library).library.list();
    vi.unstubAllGlobals();
    expect(calls).toEqual(['list', 'userState', 'list']);
  });

  it('is asked of the engine once something may be kept in memory alone', async () => {
    const { calls, library } = recorded();
    const { library: asked } = libraryByNeed(library, () => Promise.resolve(true));
    await asked.rename('x', 'y');
    expect(await asked.userState('x')).toEqual(success(starred));
    const other = libraryByNeed(library, () => Promise.resolve(true));
    other.wake();
    await other.library.list();
    expect(calls).toEqual(['rename', 'userState', 'list']);
  });
});
