/** The library in the engine's worker as the page calls it: a corpus crosses the border first, in portions. */
import type { Remote } from 'comlink';
import type { Corpus } from '../corpus/paper';
import type { Result } from '../foundation/result';
import type { UserState } from '../storage/schema';
import type { CorpusHandover, HandoverOptions } from './corpus-handover';
import type { EngineService } from './engine-service';
import type { KeptLibrary } from './kept-library';
import { onceMore, type WorkerClient } from './worker-client';

/**
 * Everything rejects when the worker cannot run. One that ends by itself is started again once, and
 * asked again.
 */
export interface Library extends KeptLibrary<Corpus> {
  /**
   * A kept corpus; undefined if it is not (wholly) there.
   *
   * @throws the signal's reason
   */
  open(id: string, options?: HandoverOptions): Promise<Corpus | undefined>;
}

export function libraryIn(worker: WorkerClient<EngineService>, corpora: CorpusHandover): Library {
  const once = <T>(use: (library: Remote<EngineService>['library']) => Promise<T>): Promise<T> =>
    worker.call((engine) => use(engine.library));
  const ask: typeof once = (use) => onceMore(() => once(use));
  return {
    open: (id, options) => onceMore(() => corpora.take(id, options)),
    save: (corpus) =>
      onceMore(async () => {
        const ticket = await corpora.give(corpus);
        return once((library) => library.save(ticket));
      }),
    copy: (of, id, name) =>
      onceMore(async () => {
        const ticket = await corpora.give(of);
        return once((library) => library.copy(ticket, id, name));
      }),
    // Not twice: what the first time added would be known the second time.
    addPapers: async (id, added) => {
      const ticket = await corpora.give(added);
      return once((library) => library.addPapers(id, ticket));
    },
    list: () => ask((library) => library.list()),
    forgetAdditions: (id) => ask((library) => library.forgetAdditions(id)),
    rename: (id, name) => ask((library) => library.rename(id, name)),
    delete: (id) => ask((library) => library.delete(id)),
    userState: (id) => ask<Result<UserState>>((library) => library.userState(id)),
    changeUserState: (id, changes) =>
      ask<Result<UserState>>((library) => library.changeUserState(id, changes)),
  };
}
