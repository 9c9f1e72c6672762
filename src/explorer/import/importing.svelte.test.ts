import { describe, expect, it } from 'vitest';
import { blankPaper } from '../../corpus/paper';
import { failure } from '../../foundation/result';
import type { Importer } from './import-phase';
import { before, begin, file, importer } from '../testing/started-importing';

const table = 'title,abstract\nOne of the papers,About maps.\n';

describe('Importing', () => {
  it('reads, reports, opens when agreed, and undoes', async () => {
    const { importing, opened, kept, current } = begin();
    await importing.openFiles([file(table)]);
    if (importing.phase.kind !== 'report') throw new Error(importing.phase.kind);
    expect(importing.phase.summary.report.kept).toBe(1);
    expect(opened).toEqual([]);
    const { id } = importing.phase.summary;
    await importing.accept();
    expect(opened).toMatchObject([{ kind: 'kept', id, corpus: { papers: [{}] } }]);
    expect(current()?.papers).toHaveLength(1);
    expect(importing.phase.kind).toBe('opened');
    await importing.undo();
    expect(opened.at(-1)).toEqual(before);
    expect(await kept()).toBe(0);
    expect(importing.phase.kind).toBe('idle');
  });

  it('takes a merge back in the report, and later from the corpus', async () => {
    const twice =
      'title,abstract,year\nOne of the many papers,About maps.,2001\nOne of the many papers!,About maps and trees.,\n';
    const { importing, current } = begin();
    await importing.openFiles([file(twice)]);
    const report = () => {
      if (importing.phase.kind !== 'report') throw new Error(importing.phase.kind);
      return importing.phase.summary.report;
    };
    const record = report().merges[0]?.record ?? -1;
    expect(report()).toMatchObject({ kept: 1, merged: 1 });
    await importing.keepApart(record, true);
    expect(report()).toMatchObject({ kept: 2, merged: 0, merges: [{ apart: true }] });
    await importing.keepApart(record, false);
    expect(report()).toMatchObject({ kept: 1, merged: 1 });
    await importing.accept();
    const [merged] = current()?.papers ?? [];
    expect(merged).toMatchObject({ abstract: 'About maps and trees.', year: 2001 });
    await importing.takeApart(merged?.id ?? '', 1);
    expect(current()?.papers).toMatchObject([
      { id: merged?.id, title: 'One of the many papers', abstract: 'About maps.', year: 2001 },
      { title: 'One of the many papers!', abstract: 'About maps and trees.', year: null },
    ]);
    expect(current()?.papers.some(({ copies }) => copies !== undefined)).toBe(false);
    expect(new Set(current()?.papers.map(({ id }) => id)).size).toBe(2);
    await importing.undo();
    expect(current()?.papers).toEqual([merged]);
  });

  it('keeps a copy that is added with the paper it is one of, and adds no record twice', async () => {
    const { importing, current } = begin();
    await importing.openFiles([file('title,abstract,doi\nOne of the many papers,About maps.,\n')]);
    await importing.accept();
    const more =
      'title,abstract,doi\nOne of the many papers,About trees.,10.1000/m\nAnother of many papers,,\n';
    for (const added of [1, 0]) {
      await importing.openFiles([file(more, 'b.csv')]);
      await importing.add();
      if (importing.phase.kind !== 'opened') throw new Error(importing.phase.kind);
      expect(importing.phase.opened.addition).toMatchObject({ added });
      expect(current()?.papers).toHaveLength(2);
      expect(current()?.papers[0]).toMatchObject({
        abstract: 'About maps.',
        doi: '10.1000/m',
        copies: [{ paper: { abstract: 'About maps.' } }, { by: 'title', file: 'b.csv' }],
      });
    }
  });

  it('adds to a copy of a corpus that is not kept, and takes the copy back', async () => {
    const papers = [blankPaper('p', 'One of the open papers')];
    const { importing, opened, library, kept, current } = begin({
      corpus: { id: 'open', name: 'Open', papers },
    });
    await library.updateUserState('open', (state) => ({ ...state, starred: ['p'] }));
    await importing.openFiles([file(`${table}One of the open papers,Again.\n`)]);
    await importing.add();
    if (importing.phase.kind !== 'opened') throw new Error(importing.phase.kind);
    const { id, name, paperCount, addition } = importing.phase.opened;
    expect(addition).toEqual({ added: 1, known: 1, former: null });
    expect([name, paperCount]).toEqual(['Open and a', 2]);
    expect(opened).toEqual([{ kind: 'kept', id }]);
    expect(current()?.papers.map(({ extra }) => extra['origin'])).toEqual(['Open', 'a.csv']);
    expect((await library.userState(id)).starred).toEqual(['p']);
    await importing.undo();
    expect(opened.at(-1)).toEqual(before);
    expect(await kept()).toBe(0);
  });

  it('adds to a kept corpus in place, and puts it back', async () => {
    const { importing, opened, kept, current } = begin();
    await importing.openFiles([file(table)]);
    await importing.accept();
    const id = current()?.id;
    await importing.openFiles([file('title,abstract\nAnother of the papers,Trees.\n', 'b.csv')]);
    await importing.add();
    expect(opened.slice(1)).toEqual([{ kind: 'kept', id }]);
    expect(current()?.papers.map(({ extra }) => extra['origin'])).toEqual(['a.csv', 'b.csv']);
    await importing.undo();
    expect(current()?.papers).toHaveLength(1);
    expect(await kept()).toBe(1);
  });

  it('adds to a copy of what is left of a spoilt corpus, whose records stay', async () => {
    const papers = [blankPaper('p', 'One of the open papers')];
    const corpus = { id: 'spoilt', name: 'Spoilt', papers, unreadable: 2 };
    const { importing, library, current } = begin({
      corpus,
      source: { kind: 'kept', id: 'spoilt' },
    });
    const records = { id: 'spoilt', name: 'As it is kept', papers };
    await library.save(records);
    await importing.openFiles([file(table)]);
    await importing.add();
    expect(await library.read('spoilt')).toEqual(records);
    expect(current()?.id).not.toBe('spoilt');
    expect(current()?.papers).toHaveLength(2);
    expect(current()).not.toHaveProperty('unreadable');
  });

  it('adds vectors that fit, and drops them all where some do not', async () => {
    const { importing, current } = begin();
    const line = (title: string, vector: readonly number[]) => JSON.stringify({ title, vector });
    await importing.openFiles([file(line('One of the papers', [3, 4]), 'a.jsonl')]);
    await importing.accept();
    await importing.openFiles([file(line('Another of the papers', [0, 2]), 'b.jsonl')]);
    await importing.add();
    expect([...(current()?.vectors?.data ?? [])].map((x) => x.toFixed(1))).toEqual([
      '0.6',
      '0.8',
      '0.0',
      '1.0',
    ]);
    await importing.openFiles([file(table.replace('One', 'Third'))]);
    await importing.add();
    expect(current()?.papers).toHaveLength(3);
    expect(current()?.vectors).toBeUndefined();
    await importing.undo();
    expect(current()?.vectors?.n).toBe(2);
  });

  it('leaves no copy behind when every paper was there already', async () => {
    const corpus = { id: 'open', name: 'Open', papers: [blankPaper('p', 'One of the papers')] };
    const { importing, opened, kept } = begin({ corpus });
    await importing.openFiles([file(table)]);
    await importing.add();
    expect(importing.phase).toMatchObject({ opened: { addition: { added: 0, known: 1 } } });
    expect(opened).toEqual([]);
    expect(await kept()).toBe(0);
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
    expect([opened.length, await kept()]).toEqual([0, 0]);
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
