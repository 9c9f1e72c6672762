/** An import for tests: everything is real but the worker and the database. */
import { ImportService } from '../../corpus/import-service';
import type { Corpus } from '../../corpus/paper';
import { success } from '../../foundation/result';
import { ComputedStore } from '../../storage/computed';
import { CorpusLibrary } from '../../storage/corpus-library';
import { MemoryBackend } from '../../storage/memory-backend';
import type { CorpusSource } from '../corpus/corpus-source';
import type { Importer } from '../import/import-phase';
import { Importing } from '../import/importing.svelte';
import { UserStates } from '../personal/user-states.svelte';
import { treeCorpus } from '../import/tree-corpus';
import { readTreeHere } from './read-tree-here';

/** The real import, in this thread. */
export function importer(): Importer {
  const service = new ImportService();
  return {
    read: async (files, { mappings, choices, signal, onProgress }) => {
      signal.addEventListener('abort', () => service.cancel());
      return success(await service.read(files, mappings, choices, onProgress));
    },
    keepApart: async (record, apart) => {
      const summary = service.keepApart(record, apart);
      if (summary === null) throw new Error('nothing was read');
      return success(summary);
    },
    take: async ({ id, name }) =>
      success({
        corpus: { id, name, papers: service.papers(0) },
        vectors: service.vectors(),
      }),
    dispose: () => service.forget(),
  };
}

/** What is open at first. */
export const before: CorpusSource = { kind: 'bundled', id: 'before' };

export interface Given {
  importer?: Importer;
  fetch?: typeof fetch;
  keep?: () => Promise<void>;
  treeCorpus?: () => Promise<never>;
  /** Open at first, and not kept. */
  corpus?: Corpus;
  /** Where that is from; `before` where it is not said. */
  source?: CorpusSource;
}

/** An import into a library in memory, and what it has opened. */
export function begin(given: Given = {}) {
  const sources: CorpusSource[] = [];
  const backend = new MemoryBackend();
  const library = new CorpusLibrary(backend, new ComputedStore(backend));
  const states = new UserStates({
    store: {
      userState: async (id) => success(await library.userState(id)),
      changeUserState: async (id, changes) => success(await library.changeUserState(id, changes)),
    },
  });
  let open = given.corpus ?? null;
  const importing = new Importing({
    importer: given.importer ?? importer(),
    present: () => ({ source: sources.at(-1) ?? given.source ?? before, corpus: open }),
    open: async (source) => {
      sources.push(source);
      open = (source.kind === 'kept' ? await library.open(source.id) : undefined) ?? null;
    },
    treeCorpus: (file, corpus) =>
      given.treeCorpus === undefined ? treeCorpus(file, corpus, readTreeHere) : given.treeCorpus(),
    openWorkspace: async (_file, name) => success({ id: name, name, paperCount: 0, view: '' }),
    library: {
      list: () => library.list(),
      save: async (corpus) => {
        await given.keep?.();
        await library.save(corpus);
      },
      delete: (id) => library.delete(id),
      copy: (of, id, name) => library.copy(of, id, name),
      addPapers: (id, added) => library.addPapers(id, added),
    },
    takeAlong: (from, to) => states.takeAlong(from, to),
    onDeleted: async () => undefined,
    ...(given.fetch === undefined ? {} : { fetch: given.fetch }),
  });
  const kept = async () => (await library.list()).length;
  const current = () => open;
  return { importing, opened: sources, library, kept, current };
}

/** A file with this text. */
export function file(content: string, name = 'a.csv') {
  return { name, blob: new Blob([content]) };
}
