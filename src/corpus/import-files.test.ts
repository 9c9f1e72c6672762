import { gzipSync, strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { exampleFiles, examplePapers } from './fixtures/example-files';
import type { ImportProgress } from './import-files';
import { importFiles, readFiles } from './import-run';
import { checkOutcome } from './testing/check-outcome';
import { read } from './testing/read-one';

function file(content: BlobPart, name = 'file'): { name: string; blob: Blob } {
  return { name, blob: new Blob([content]) };
}

describe('importFiles', () => {
  it.each(Object.entries(exampleFiles))(
    'reads %s, plain, gzipped and in UTF-16',
    async (_, content) => {
      const utf16 = new Uint8Array(
        new Uint16Array([0xfeff, ...Array.from(content, (c) => c.charCodeAt(0))]).buffer,
      );
      for (const bytes of [content, gzipSync(strToU8(content)), utf16]) {
        const outcome = await read(typeof bytes === 'string' ? bytes : new Uint8Array(bytes));
        checkOutcome(outcome);
        expect(outcome.report).toMatchObject({
          found: examplePapers,
          kept: examplePapers,
          refused: 0,
        });
        expect(outcome.corpus.papers[3]?.title).toBe('Paper number 3 about growing maps');
        expect(
          outcome.corpus.papers[3]?.links.some((link) => link.url === 'https://github.com/a/b3'),
        ).toBe(true);
      }
    },
  );

  it('reads several in a zip and merges what they share', async () => {
    const zip = zipSync(
      Object.fromEntries(Object.entries(exampleFiles).map(([name, text]) => [name, strToU8(text)])),
    );
    const outcome = await read(new Uint8Array(zip), 'all.zip');
    checkOutcome(outcome);
    const formats = Object.keys(exampleFiles).length;
    expect(outcome.report).toMatchObject({
      found: formats * examplePapers,
      kept: examplePapers,
      merged: (formats - 1) * examplePapers,
    });
    expect(outcome.report.files.map(({ name }) => name)).toContain('all.zip/bibtex');
  });

  it('gives the same corpus for the same files', async () => {
    const [one, two] = [
      await read(exampleFiles['csv'] ?? ''),
      await read(exampleFiles['csv'] ?? ''),
    ];
    expect(one).toEqual(two);
  });

  it('says which copy won and why, and joins what they know', async () => {
    const { corpus, report } = await importFiles([
      file('title,abstract,doi,year\nThe map of four words,Short.,10.1/x,\n', 'a.csv'),
      file('title,abstract,doi,year\nThe Map of Four Words!,A longer abstract.,,2020\n', 'b.csv'),
    ]);
    expect(report.merges).toMatchObject([
      {
        by: 'title',
        won: 'abstract',
        title: 'The Map of Four Words!',
        kept: { file: 'b.csv', line: 2, title: 'The Map of Four Words!', year: 2020 },
        dropped: { file: 'a.csv', line: 2, title: 'The map of four words' },
        apart: false,
      },
    ]);
    expect(corpus.papers).toHaveLength(1);
    expect(corpus.papers[0]).toMatchObject({ abstract: 'A longer abstract.', year: 2020 });
  });

  it('keeps papers apart that share but a short title', async () => {
    const { corpus } = await read(
      'title,abstract\nIntroduction,To maps.\nIntroduction,To trees.\n',
    );
    expect(corpus.papers.map((paper) => paper.abstract)).toEqual(['To maps.', 'To trees.']);
    expect(new Set(corpus.papers.map((paper) => paper.id)).size).toBe(2);
  });

  it('takes a merge back and merges again, with the counts and both records as they were', async () => {
    const files = [
      file(
        'title,abstract,year\nThe map of four words,Short.,\nAnother paper of the pile,,\n',
        'a.csv',
      ),
      file('title,abstract,year\nThe Map of Four Words!,A longer abstract.,2020\n', 'b.csv'),
    ];
    const gathered = await readFiles(files);
    const merged = gathered.outcome(files);
    checkOutcome(merged);
    expect(merged.corpus.papers[0]?.copies).toMatchObject([
      { file: 'a.csv', line: 2, by: null, paper: { abstract: 'Short.', year: null } },
      {
        file: 'b.csv',
        line: 2,
        by: 'title',
        paper: { abstract: 'A longer abstract.', year: 2020 },
      },
    ]);
    const record = merged.report.merges[0]?.record ?? -1;
    gathered.keepApart(record, true);
    const apart = gathered.outcome(files);
    checkOutcome(apart);
    expect(apart.report).toMatchObject({ found: 3, kept: 3, merged: 0, merges: [{ apart: true }] });
    expect(apart.corpus.papers.map(({ abstract, copies }) => [abstract, copies])).toEqual([
      ['Short.', undefined],
      ['', undefined],
      ['A longer abstract.', undefined],
    ]);
    gathered.keepApart(record, false);
    expect(gathered.outcome(files)).toEqual(merged);
  });

  it('joins two papers once a record is a copy of both, and takes that back', async () => {
    const files = [
      file(
        [
          'title,abstract,doi,arxiv,authors',
          'Gears of the north in winter,One.,10.1000/gears,,Ann Roe',
          'The gears of the north,,,1901.00002,Ann Roe',
          'Gears of the north in winter,,10.1000/gears,1901.00002,Ann Roe',
          'The gears of the north,,,1901.00002,Ann Roe',
        ].join('\n'),
        'a.csv',
      ),
    ];
    const gathered = await readFiles(files);
    const outcome = gathered.outcome(files);
    checkOutcome(outcome);
    expect(outcome.report).toMatchObject({ found: 4, kept: 1, merged: 3 });
    expect(outcome.corpus.papers).toMatchObject([
      { doi: '10.1000/gears', arxivId: '1901.00002', abstract: 'One.' },
    ]);
    expect(outcome.corpus.papers[0]?.copies).toHaveLength(4);
    gathered.keepApart(outcome.report.merges[0]?.record ?? -1, true);
    const apart = gathered.outcome(files);
    checkOutcome(apart);
    expect(apart.report.kept).toBeGreaterThan(1);
  });

  it('merges records in doubt when asked, and leaves them apart again', async () => {
    const files = [
      file(
        'title,abstract,doi\nBlue widgets for beginners,One.,10.1000/book\nThe history of green gears,Two.,10.1000/book\n',
        'a.csv',
      ),
    ];
    const gathered = await readFiles(files);
    const before = gathered.outcome(files);
    const record = before.report.doubts[0]?.record ?? -1;
    gathered.keepApart(record, false);
    const merged = gathered.outcome(files);
    checkOutcome(merged);
    expect(merged.report).toMatchObject({ kept: 1, merged: 1, doubted: 0 });
    gathered.keepApart(record, true);
    expect(gathered.outcome(files)).toEqual(before);
  });

  it('shows records that share an id but no title, and keeps both', async () => {
    const { corpus, report } = await read(
      'title,abstract,doi\nBlue widgets for beginners,One.,10.1000/book\nThe history of green gears,Two.,10.1000/book\n',
    );
    expect(corpus.papers).toHaveLength(2);
    expect(report).toMatchObject({ merged: 0, doubted: 1 });
    expect(report.doubts).toMatchObject([
      { by: 'doi', first: { line: 2 }, second: { line: 3, title: 'The history of green gears' } },
    ]);
  });

  it('keeps the original of what it cleaned, and only of that', async () => {
    const { corpus } = await read(
      `title,abstract\nPlain title,Plain text.\n<i>E. coli</i> maps,Abstract: We map.\n`,
    );
    expect(corpus.papers[0]?.original).toBeUndefined();
    expect(corpus.papers[1]).toMatchObject({
      title: 'E. coli maps',
      abstract: 'We map.',
      original: { title: '<i>E. coli</i> maps', abstract: 'Abstract: We map.' },
    });
  });

  it.each([
    ['', 'file-empty'],
    ['  \n ', 'file-empty'],
    ['title,abstract\n', 'file-without-papers'],
    ['[]', 'file-without-papers'],
    ['{"papers": []}', 'file-without-papers'],
    ['%PDF-1.7', 'file-pdf'],
    ['<!doctype html><html></html>', 'file-web-page'],
    ['<?xml version="1.0"?><records/>', 'format-unknown'],
    ['just some words', 'format-unknown'],
    [new Uint8Array(5000).map((_, i) => (i * 37) % 32), 'file-binary'],
    [gzipSync(gzipSync(strToU8('title\nA'))), 'file-binary'],
    [new Uint8Array(zipSync({ 'a.zip': zipSync({ a: strToU8('x') }) })), 'zip-in-zip'],
    ['PAR1 but nothing more', 'file-damaged'],
  ])('explains %j with %s', async (content, code) => {
    const { corpus, report } = await read(
      typeof content === 'string' ? content : new Uint8Array(content),
      'odd',
    );
    expect(corpus.papers).toEqual([]);
    const failures = report.files.map(({ failure }) => failure);
    expect(failures.map((failure) => failure?.code)).toContain(code);
    expect(failures[0]?.message).toContain('odd');
  });

  it('keeps what a gzip that is cut short still holds', async () => {
    const lines = Array.from({ length: 4000 }, (_, i) =>
      JSON.stringify({ title: `Paper ${i} of very many ${i * i}` }),
    );
    const packed = gzipSync(strToU8(lines.join('\n')));
    const outcome = await read(new Uint8Array(packed.subarray(0, packed.length / 2)), 'cut.gz');
    checkOutcome(outcome);
    expect(outcome.report.kept).toBeGreaterThan(500);
    expect(outcome.report.files[0]?.failure?.code).toBe('file-damaged');
  });

  it('tells how far it is and stops when told', async () => {
    const many = Array.from({ length: 5000 }, (_, i) =>
      JSON.stringify({ title: `Title ${i} and some words` }),
    ).join('\n');
    const told: ImportProgress[] = [];
    await importFiles([file(many)], { onProgress: (progress) => told.push(progress) });
    expect(told.at(-1)).toEqual({ bytes: many.length, totalBytes: many.length, records: 5000 });
    expect(told.every(({ bytes, totalBytes }) => bytes <= totalBytes)).toBe(true);
    const controller = new AbortController();
    const stopped = importFiles([file(many)], {
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('enough')),
    });
    await expect(stopped).rejects.toThrow('enough');
  });

  it('takes the vectors of a column, at unit length', async () => {
    const { vectors, report } = await read(
      '{"title":"One of the papers","embedding":[3,4]}\n{"title":"Two of the papers","embedding":[0,2]}\n',
    );
    expect(report.vectors).toEqual({ state: 'used', source: 'a column', n: 2, d: 2 });
    expect([...(vectors?.data ?? [])].map((x) => x.toFixed(3))).toEqual([
      '0.600',
      '0.800',
      '0.000',
      '1.000',
    ]);
  });

  it.each([
    ['[1,2]\n[1,2,3]', 'one has 3 numbers, the first 2'],
    ['[1,2]\n[1e400,2]', 'one holds a number that is not finite'],
    ['[1,2]\n[0,0]', 'one is all zeros'],
    ['[1,2]\nnull', '1 of 2 papers have none'],
  ])('refuses vectors %j', async (lines, reason) => {
    const text = lines
      .split('\n')
      .map((vector, i) => `{"title":"Paper ${i} of two","vector":${vector}}`)
      .join('\n');
    const { vectors, report } = await read(text);
    expect(vectors).toBeNull();
    expect(report.vectors).toMatchObject({ state: 'refused', reason });
  });

  it('takes the vectors of a .npy beside the file, row by record, refused ones counted', async () => {
    const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }\n";
    const head = new Uint8Array(10 + header.length);
    head.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length, 0]);
    head.set(strToU8(header), 10);
    const npy = new Blob([head, new Float32Array([1, 0, 5, 5, 0, 1])]);
    const table = file('title,year\nFirst of the papers,1\n,2\nThird of the papers,3\n', 'p.csv');
    const good = await importFiles([table, { name: 'p.npy', blob: npy }]);
    expect([...(good.vectors?.data ?? [])]).toEqual([1, 0, 0, 1]);
    const bad = await importFiles([
      file('title\nA single paper here\n', 'p.csv'),
      { name: 'p.npy', blob: npy },
    ]);
    expect(bad.vectors).toBeNull();
    expect(bad.report.files[1]?.failure?.message).toBe('p.npy has 3 rows, but p.csv has 1 papers.');
  });
});
