import { describe, expect, it } from 'vitest';
import { ImportService } from '../corpus/import-service';
import { newPapers } from '../corpus/duplicates';
import { blankPaper, type Corpus } from '../corpus/paper';
import { failure, success } from '../foundation/result';
import { blankUserState, type UserState } from '../storage/schema';
import type { CorpusSource } from './corpus-source';
import { Importing, type Importer } from './importing.svelte';

/** The real import, in this thread. */
function importer(): Importer {
  const service = new ImportService();
  return {
    read: async (files, { mappings, signal, onProgress }) => {
      signal.addEventListener('abort', () => service.cancel());
      return success(await service.read(files, mappings, onProgress));
    },
    take: async ({ id, name, report }) =>
      success({
        corpus: { id, name, papers: service.papers(0, report.kept) },
        vectors: service.vectors(),
      }),
    dispose: () => service.forget(),
  };
}

const before: CorpusSource = { kind: 'bundled', id: 'before' };

function begin(
  parts: {
    importer?: Importer;
    fetch?: typeof fetch;
    keep?: () => Promise<void>;
    corpus?: Corpus;
  } = {},
) {
  const opened: CorpusSource[] = [];
  const kept = new Map<string, Corpus>();
  const states = new Map<string, UserState>();
  const importing = new Importing({
    importer: parts.importer ?? importer(),
    present: () => {
      const source = opened.at(-1) ?? before;
      if (source.kind !== 'kept') return { source, corpus: parts.corpus ?? null };
      return { source, corpus: kept.get(source.id) ?? null };
    },
    open: async (source) => {
      opened.push(source);
    },
    openWorkspace: async (_file, name) => success({ id: name, name, papers: [] }),
    library: {
      saveCorpus: async (corpus) => {
        await parts.keep?.();
        kept.set(corpus.id, corpus);
      },
      deleteCorpus: async (id) => kept.delete(id),
      addPapers: async (id, papers) => {
        const corpus = kept.get(id);
        if (corpus === undefined) return undefined;
        const grown = {
          ...corpus,
          papers: [...corpus.papers, ...newPapers(corpus.papers, papers)],
        };
        kept.set(id, grown);
        return grown;
      },
      userState: async (id) => states.get(id) ?? blankUserState,
      keepUserState: async (id, state) => {
        states.set(id, state);
      },
    },
    onDeleted: async () => undefined,
    ...(parts.fetch === undefined ? {} : { fetch: parts.fetch }),
  });
  return { importing, opened, kept, states };
}

function file(content: string, name = 'a.csv') {
  return { name, blob: new Blob([content]) };
}

const table = 'title,abstract\nOne of the papers,About maps.\n';

describe('Importing', () => {
  it('reads, reports, opens when agreed, and undoes', async () => {
    const { importing, opened, kept } = begin();
    await importing.openFiles([file(table)]);
    if (importing.phase.kind !== 'report') throw new Error(importing.phase.kind);
    expect(importing.phase.summary.report.kept).toBe(1);
    expect(opened).toEqual([]);
    const { id } = importing.phase.summary;
    await importing.accept();
    expect(opened).toEqual([{ kind: 'kept', id, corpus: kept.get(id) }]);
    expect(kept.get(id)?.papers).toHaveLength(1);
    expect(importing.phase.kind).toBe('opened');
    await importing.undo();
    expect(opened.at(-1)).toEqual(before);
    expect(kept.size).toBe(0);
    expect(importing.phase.kind).toBe('idle');
  });

  it('adds to a copy of a corpus that is not kept, and takes the copy back', async () => {
    const corpus = {
      id: 'open',
      name: 'Open',
      papers: [blankPaper('p', 'One of the open papers')],
    };
    const { importing, opened, kept, states } = begin({ corpus });
    states.set('open', { ...blankUserState, starred: ['p'] });
    await importing.openFiles([file(`${table}One of the open papers,Again.\n`)]);
    await importing.add();
    if (importing.phase.kind !== 'opened') throw new Error(importing.phase.kind);
    expect(importing.phase.addition).toEqual({ added: 1, known: 1, former: null });
    const { id } = importing.phase.corpus;
    expect(opened).toEqual([{ kind: 'kept', id }]);
    expect(kept.get(id)?.name).toBe('Open and a');
    expect(kept.get(id)?.papers.map(({ extra }) => extra['origin'])).toEqual(['Open', 'a.csv']);
    expect(states.get(id)?.starred).toEqual(['p']);
    await importing.undo();
    expect(opened.at(-1)).toEqual(before);
    expect(kept.size).toBe(0);
  });

  it('adds to a kept corpus in place, and puts it back', async () => {
    const { importing, opened, kept } = begin();
    await importing.openFiles([file(table)]);
    await importing.accept();
    const own = opened.at(-1);
    await importing.openFiles([file('title,abstract\nAnother of the papers,Trees.\n', 'b.csv')]);
    await importing.add();
    expect(opened).toEqual([own, { kind: 'kept', id: [...kept.keys()][0] }]);
    const [grown] = kept.values();
    expect(grown?.papers.map(({ extra }) => extra['origin'])).toEqual(['a.csv', 'b.csv']);
    await importing.undo();
    expect([...kept.values()].map(({ papers }) => papers.length)).toEqual([1]);
  });

  it('leaves no copy behind when every paper was there already', async () => {
    const corpus = { id: 'open', name: 'Open', papers: [blankPaper('p', 'One of the papers')] };
    const { importing, opened, kept } = begin({ corpus });
    await importing.openFiles([file(table)]);
    await importing.add();
    expect(importing.phase).toMatchObject({ addition: { added: 0, known: 1 } });
    expect(opened).toEqual([]);
    expect(kept.size).toBe(0);
  });

  it('opens for this visit what cannot be kept', async () => {
    const { importing, opened } = begin({ keep: () => Promise.reject(new Error('no storage')) });
    await importing.openText(table);
    await importing.accept();
    expect(opened[0]?.kind).toBe('corpus');
  });

  it('changes nothing when the report is left', async () => {
    const { importing, opened, kept } = begin();
    await importing.openFiles([file(table)]);
    importing.cancel();
    expect(importing.phase.kind).toBe('idle');
    expect([opened.length, kept.size]).toEqual([0, 0]);
  });

  it('asks for the columns and reads again with the answer', async () => {
    const { importing } = begin();
    await importing.openFiles([file('heading;text\nFirst of all;x\nSecond of all;y\n', 'n.csv')]);
    expect(importing.phase).toMatchObject({
      kind: 'mapping',
      table: { columns: ['heading', 'text'] },
    });
    importing.leaveMapping();
    expect(importing.phase).toMatchObject({ kind: 'report' });
    importing.map('n.csv');
    await importing.useMapping({ heading: 'title', text: 'abstract' });
    expect(importing.phase).toMatchObject({ kind: 'report', summary: { report: { kept: 2 } } });
  });

  it('says that reading failed', async () => {
    const broken: Importer = {
      ...importer(),
      read: async () => failure({ code: 'import-failed', message: 'It broke.', remedy: 'Again.' }),
    };
    const { importing } = begin({ importer: broken });
    await importing.openText('x');
    expect(importing.phase).toMatchObject({ kind: 'failed', failure: { code: 'import-failed' } });
  });
});

describe('papers at an address', () => {
  const base = 'https://maps.example/app/';

  it('come at once from the page’s own site', async () => {
    const { importing } = begin({ fetch: async () => new Response(table) });
    await importing.openAddress('papers.csv', base);
    expect(importing.phase.kind).toBe('report');
  });

  it('come from another site only after the user’s word', async () => {
    const asked: string[] = [];
    const { importing } = begin({
      fetch: async (url) => {
        asked.push(String(url));
        return new Response(table);
      },
    });
    await importing.openAddress('https://elsewhere.example/papers.csv', base);
    expect([importing.phase.kind, asked]).toEqual(['asking', []]);
    await importing.agree();
    expect(asked).toEqual(['https://elsewhere.example/papers.csv']);
    expect(importing.phase.kind).toBe('report');
  });

  it.each([
    ['address-unreachable', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['address-refused', () => Promise.resolve(new Response('', { status: 404 }))],
  ])('that fail are explained: %s', async (code, answer) => {
    const { importing } = begin({ fetch: answer });
    await importing.openAddress('https://maps.example/x.bib', base);
    expect(importing.phase).toMatchObject({ kind: 'failed', failure: { code } });
    if (importing.phase.kind === 'failed')
      expect(importing.phase.failure.remedy).toMatch(/drop it here/u);
  });

  it.each(['javascript:alert(1)', 'data:text/csv,title', 'http://'])(
    'are refused at %s',
    async (address) => {
      const { importing } = begin();
      await importing.openAddress(address, base);
      expect(importing.phase).toMatchObject({
        kind: 'failed',
        failure: { code: 'address-malformed' },
      });
    },
  );
});
