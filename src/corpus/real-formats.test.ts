import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importFiles } from './import-run';
import { checkOutcome } from './testing/check-outcome';
import { damaged, mutation } from './testing/mutations';
import { read } from './testing/read-one';

/** Real export files, which belong to their publishers and are not part of this repository. */
const folder = join(resolve(process.env['PAPERGROVE_DATA'] ?? '../shared/data'), 'formats');
const present = existsSync(folder);
if (!present)
  console.warn(`Skipped: real export files are not at ${folder} (set PAPERGROVE_DATA).`);

/** Characters of a file that are damaged and read, again and again. */
const mostDamaged = 40_000;

/** [file, format, records, records with an abstract; copies are counted before they are merged] */
const files: readonly (readonly [string, string, number, number])[] = [
  ['acl-naacl2024.bib', 'BibTeX', 911, 911],
  ['bbt-mendeley-512.bib', 'BibTeX', 512, 313],
  ['bbt-chinese-2361.bib', 'BibTeX', 1, 1],
  ['zotero.ris', 'RIS', 10, 8],
  ['mendeley.ris', 'RIS', 10, 8],
  ['endnote.ris', 'RIS', 10, 8],
  ['webofscience.ris', 'RIS', 10, 7],
  ['scopus.ris', 'RIS', 10, 10],
  ['litstudy-example.ris', 'RIS', 25, 25],
  ['zotero.csv', 'CSV', 10, 8],
  ['scopus.csv', 'CSV', 10, 10],
  ['openalex.csv', 'CSV', 9, 9],
  ['pubmed.csv', 'CSV', 10, 0],
  ['covidence.csv', 'CSV', 10, 8],
  ['Nagtegaal_2019.csv', 'CSV', 2019, 1850],
  ['litstudy-springer-noabstract.csv', 'CSV', 18, 0],
  ['arxiv-api-rag-50.xml', 'Atom', 50, 50],
  ['works-response-donners2021.json', 'JSON', 258, 250],
  ['search-response-derived.json', 'JSON', 1000, 774],
  ['asreview-pubmed.nbib', 'MEDLINE', 50, 49],
];

describe.skipIf(!present)('real export files', () => {
  it.each(files)('%s is %s with %i records', async (name, format, records, withAbstract) => {
    const { report, corpus } = await importFiles([
      { name, blob: new Blob([readFileSync(join(folder, name))]) },
    ]);
    expect(report.files).toHaveLength(1);
    expect(report.files[0]).toMatchObject({
      format,
      encoding: 'utf-8',
      found: records,
      failure: null,
    });
    expect(report.found).toBe(report.kept + report.merged + report.refused);
    // The only record refused is one that OpenAlex itself gives without a title.
    expect(report.refused).toBe(name === 'works-response-donners2021.json' ? 1 : 0);
    const kept = report.kept - report.withoutAbstract;
    expect(kept).toBeLessThanOrEqual(withAbstract);
    expect(kept).toBeGreaterThanOrEqual(withAbstract - report.merged - report.refused);
    for (const { title, abstract } of corpus.papers) {
      expect(title).not.toMatch(/&[a-z]{2,8};|<\/?[ib]>|\\[a-z]+\{/u);
      expect(abstract).not.toMatch(/^abstract:|&lt;|<\/?jats/iu);
    }
  });

  it.each([
    ['zotero.csv', ['title', 'abstract', 'authors', 'date', 'doi', 'url']],
    ['scopus.csv', ['title', 'abstract', 'authors', 'date', 'venue', 'doi', 'categories']],
    ['openalex.csv', ['title', 'abstract', 'authors', 'date', 'doi']],
    ['pubmed.csv', ['title', 'authors', 'date', 'venue', 'doi', 'pubmedId']],
    ['covidence.csv', ['title', 'abstract', 'authors', 'date', 'venue', 'doi']],
    ['Nagtegaal_2019.csv', ['title', 'abstract']],
  ])('the columns of %s become the right fields', async (name, wanted) => {
    const { report } = await read(await content(name), name);
    const fields = report.files[0]?.columns.map(({ field }) => field) ?? [];
    expect(fields).toEqual(expect.arrayContaining(wanted));
  });

  it('links are found in the exports that have them', async () => {
    const counts: Record<string, number> = {};
    for (const [name] of files) {
      const { corpus } = await read(await content(name), name);
      counts[name] = corpus.papers.filter(({ links }) => links.length > 0).length;
    }
    for (const name of ['arxiv-api-rag-50.xml', 'acl-naacl2024.bib', 'asreview-pubmed.nbib'])
      expect(counts[name]).toBe(files.find(([file]) => file === name)?.[2]);
    for (const name of ['zotero.ris', 'scopus.csv', 'openalex.csv', 'pubmed.csv'])
      expect(counts[name]).toBeGreaterThanOrEqual(8);
  });

  it.each(files)('%s bears damage', async (name) => {
    const whole = (await content(name)).slice(0, mostDamaged);
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 8 }), async (steps) => {
        checkOutcome(await read(steps.reduce(damaged, whole), name));
        expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
      }),
      { numRuns: 8 },
    );
  });
});

function content(name: string): Promise<string> {
  return readFile(join(folder, name), 'utf8');
}
