/** The library in the engine's worker as the page calls it: a corpus crosses the border first, in portions. */
import type { Remote } from 'comlink';
import type { Corpus } from '../corpus/paper';
import type { Result } from '../foundation/result';
import type { UserState } from '../storage/schema';
import type { CorpusHandover, HandoverOptions } from './corpus-handover';
import type { EngineService } from './engine-service';
import type { KeptLibrary } from './kept-library';
import type { WorkerClient } from './worker-client';

/** Everything rejects when the worker cannot run. */
export interface Library extends KeptLibrary<Corpus> {
  /**
   * A kept corpus; undefined if it is not (wholly) there.
   *
   * @throws the signal's reason
   */
  open(id: string, options?: HandoverOptions): Promise<Corpus | undefined>;
}

export function libraryIn(worker: WorkerClient<EngineService>, corpora: CorpusHandover): Library {
  const ask = <T>(use: (library: Remote<EngineService>['library']) => Promise<T>): Promise<T> =>
    worker.call((engine) => use(engine.library));
  return {
    open: (id, options) => corpora.take(id, options),
    save: async (corpus) => {
      const ticket = await corpora.give(corpus);
      return ask((library) => library.save(ticket));
    },
    copy: async (of, id, name) => {
      const ticket = await corpora.give(of);
      return ask((library) => library.copy(ticket, id, name));
    },
    addPapers: async (id, added) => {
      const ticket = await corpora.give(added);
      return ask((library) => library.addPapers(id, ticket));
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
