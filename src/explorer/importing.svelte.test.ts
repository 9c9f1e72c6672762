import { describe, expect, it } from 'vitest';
import { ImportService } from '../corpus/import-service';
import type { Corpus } from '../corpus/paper';
import { failure, success } from '../foundation/result';
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
  parts: { importer?: Importer; fetch?: typeof fetch; keep?: () => Promise<void> } = {},
) {
  const opened: CorpusSource[] = [];
  const kept = new Map<string, Corpus>();
  const importing = new Importing({
    importer: parts.importer ?? importer(),
    present: () => opened.at(-1) ?? before,
    open: async (source) => {
      opened.push(source);
    },
    keep: async (corpus) => {
      await parts.keep?.();
      kept.set(corpus.id, corpus);
    },
    forget: async (id) => kept.delete(id),
    ...(parts.fetch === undefined ? {} : { fetch: parts.fetch }),
  });
  return { importing, opened, kept };
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
    expect(opened).toEqual([{ kind: 'kept', id }]);
    expect(kept.get(id)?.papers).toHaveLength(1);
    expect(importing.phase.kind).toBe('opened');
    await importing.undo();
    expect(opened.at(-1)).toEqual(before);
    expect(kept.size).toBe(0);
    expect(importing.phase.kind).toBe('idle');
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
