import { describe, expect, it } from 'vitest';
import { read } from './testing/read-one';

async function failureOf(
  content: BlobPart,
): Promise<{ code: string; message: string; remedy: string }> {
  const { report } = await read(content, 'odd');
  expect(report.kept).toBe(0);
  const failure = report.files[0]?.failure;
  if (failure === null || failure === undefined) throw new Error('nothing failed');
  return failure;
}

describe('what is not read is named', () => {
  it.each([
    ['%PDF-1.7 …', 'file-pdf', 'a PDF'],
    ['SQLite format 3\0 …', 'file-database', 'a database'],
    ['{\\rtf1\\ansi Roe, A. (2019)', 'file-rtf', 'RTF'],
    ['ARROW1\0\0', 'file-data-frame', 'Arrow'],
    ['<!-- x --><rss version="2.0"><channel/></rss>', 'format-unread', 'RSS'],
    ['<?xml version="1.0"?>\n<!DOCTYPE html>\n<html><body/></html>', 'file-web-page', 'web page'],
    [
      '<pmc-articleset><article article-type="research-article"/></pmc-articleset>',
      'format-unread',
      'JATS',
    ],
    ['\\begin{thebibliography}{9}\\bibitem{a} A. Roe, Widgets, 2019.', 'format-unread', '.bbl'],
    [
      'RT Journal Article\nSR Electronic\nT1 Widgets\nA1 Roe, Ann\nYR 2019\n',
      'format-unread',
      'RefWorks',
    ],
    [
      '1. Ann Gears. 2019 May;1(2):3-4.\n\nWidgets in gears.\n\nRoe A.\n\nPMID: 12345678 [Indexed]\n',
      'format-unread',
      'PubMed',
    ],
  ])('%j is %s', async (content, code, is) => {
    const failure = await failureOf(content);
    expect(failure.code).toBe(code);
    expect(failure.message).toContain(is);
    expect(failure.remedy).not.toBe('');
  });

  it.each([
    ['10.1234/a1\n10.1234/a2\n', 'DOIs'],
    ['https://doi.org/10.1234/a1, https://doi.org/10.1234/a2', 'DOIs'],
    ['["10.1234/a1", "10.1234/a2"]', 'DOIs'],
    ['doi\n10.1234/a1\n', 'DOIs'],
    ['2101.00001\narXiv:2101.00002v3\nhep-th/9901001\n', 'arXiv ids'],
    ['PMID\n12345678\n23456789\n', 'PubMed ids'],
    ['PMC1234567 PMC1234568', 'PubMed Central ids'],
    ['978-3-16-148410-0\n', 'ISBNs'],
    ['W2741809807\nhttps://openalex.org/W2741809808\n', 'OpenAlex ids'],
  ])('a list %j says what is missing', async (content, name) => {
    const failure = await failureOf(content);
    expect(failure.code).toBe('file-identifiers');
    expect(failure.message).toBe(
      `odd holds ${name} and nothing else: titles and abstracts are missing.`,
    );
    expect(failure.remedy).toMatch(/^To get them, .* open /u);
  });

  it('a table with identifiers and titles is a table', async () => {
    const { report } = await read('doi,title\n10.1234/a1,Widgets in gears\n');
    expect(report.kept).toBe(1);
  });
});
