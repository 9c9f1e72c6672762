/**
 * The library of a reader who may never have kept anything: then what is asked of it is known without
 * the engine, whose program a reader of a published map may never need.
 */
import type { Library } from '../../engine/library-client';
import { success } from '../../foundation/result';
import { blankUserState, databaseName } from '../../storage/schema';

/** A library that knows when it may have changed. */
export interface LibraryByNeed {
  readonly library: Library;
  /** From now on everything is asked of the engine, which may keep things in memory alone. */
  wake(): void;
}

/**
 * @param library the engine's
 * @param isEmpty whether nothing was ever kept here; replaced in tests
 */
export function libraryByNeed(library: Library, isEmpty = hasNoDatabase): LibraryByNeed {
  let awake = false;
  const wake = (): void => {
    awake = true;
  };
  const knowsNothing = async (): Promise<boolean> => !awake && (await isEmpty()) && !awake;
  /** A call that may change what is kept. */
  const waking =
    <A extends unknown[], T>(call: (...given: A) => Promise<T>) =>
    (...given: A): Promise<T> => {
      wake();
      return call(...given);
    };
  return {
    wake,
    library: {
      open: waking(library.open),
      save: waking(library.save),
      copy: waking(library.copy),
      addPapers: waking(library.addPapers),
      forgetAdditions: waking(library.forgetAdditions),
      rename: waking(library.rename),
      delete: waking(library.delete),
      changeUserState: waking(library.changeUserState),
      list: async () => ((await knowsNothing()) ? [] : library.list()),
      userState: async (id) =>
        (await knowsNothing()) ? success(blankUserState) : library.userState(id),
    },
  };
}

/** Whether the browser says that it keeps nothing for this page; one that cannot say may keep something. */
async function hasNoDatabase(): Promise<boolean> {
  try {
    return !(await indexedDB.databases()).some(({ name }) => name === databaseName);
  } catch {
    return false;
  }
}
