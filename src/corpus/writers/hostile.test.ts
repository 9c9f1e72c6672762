/** Papers that want to run, or to be more than they are, in every field and through every format. */
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { cases } from '../../foundation/testing/cases';
import { importFiles } from '../import-run';
import type { Paper } from '../paper';
import { evilPapers } from '../testing/hostile-papers';
import { paperFormats } from './write-papers';

function written(id: string, made: readonly Paper[]): string {
  const format = paperFormats.find((one) => one.id === id);
  if (format === undefined) throw new Error(id);
  return format.write(made);
}

function holds(check: (made: readonly Paper[]) => void | Promise<void>): Promise<void> {
  return fc.assert(
    fc.asyncProperty(evilPapers, async (made) => check(made)),
    { numRuns: cases(500) },
  );
}

describe('hostile papers', () => {
  it('have links that lead to web pages, and years in which papers were written', () =>
    holds((made) => {
      for (const { links, year } of made) {
        for (const link of links) {
          expect(link.url).toMatch(/^https?:\/\//iu);
          expect(link.url).not.toMatch(/[\s<>]/u);
        }
        if (year !== null) expect(year > 1400 && year < 2200).toBe(true);
      }
    }));

  it('in CSV are one row each, and no cell is a formula, however it is cut', () =>
    holds((made) => {
      const csv = written('csv', made).replace(/^\uFEFF/u, '');
      const rows = Papa.parse<string[]>(csv).data;
      expect(rows).toHaveLength(made.length + 1);
      for (const row of rows) {
        expect(row).toHaveLength(rows[0]?.length ?? 0);
        for (const cell of row)
          expect(/^[=+\-@\t\r\n＝＋－＠]/u.test(cell) && !/^[+-]?[\d.,e+-]+%?$/iu.test(cell)).toBe(
            false,
          );
      }
      // Nor what a spreadsheet that is set to other separators takes for the beginning of a cell.
      expect(csv).not.toMatch(/[;\t\r\n](?:"")*[=@＝＋－＠]/u);
    }));

  it('in BibTeX are one entry each, of which no field ends before its time', () =>
    holds((made) => {
      const bibtex = written('bibtex', made);
      expect([...bibtex.matchAll(/^@\w+\{/gmu)]).toHaveLength(made.length);
      let depth = 0;
      for (const [sign] of bibtex.replace(/\\[{}]/gu, '').matchAll(/[{}]/gu)) {
        depth += sign === '{' ? 1 : -1;
        expect(depth).toBeGreaterThanOrEqual(0);
      }
      expect(depth).toBe(0);
      expect(bibtex).not.toMatch(/\\(?:input|write|immediate)/u);
    }));

  it('in RIS are one record each', () =>
    holds((made) => {
      const lines = written('ris', made).split(/[\r\n\v\f\x85\u2028\u2029]+/u);
      for (const tag of ['TY', 'ER'])
        expect(lines.filter((line) => line.startsWith(`${tag}  - `))).toHaveLength(made.length);
    }));

  it('in Markdown have no markup of their own', () =>
    holds((made) => {
      const markdown = written('markdown', made);
      expect(markdown.split('\n').filter((line) => line.startsWith('- **'))).toHaveLength(
        made.length,
      );
      for (const line of markdown.split('\n'))
        expect(line === '' || /^(?:- \*\*| {2}- \w+: | {2}> ?)/u.test(line)).toBe(true);
      const bare = markdown.replace(/\\[\s\S]/gu, '').replace(/\]\(<https?:[^<>\s]*>\)/giu, ']');
      expect(bare.replace(/^ {2}>/gmu, '')).not.toMatch(/[<>`]|\]\(/u);
    }));

  it('in JSON Lines come back as they are', () =>
    holds(async (made) => {
      const lines = written('jsonl', made).split('\n').slice(0, -1);
      expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(
        JSON.parse(JSON.stringify(made)),
      );
    }));

  it('are read back from every format as no more papers than there were', async () => {
    await fc.assert(
      fc.asyncProperty(evilPapers, fc.constantFrom(...paperFormats), async (made, format) => {
        const blob = new Blob([format.write(made)], { type: format.mediaType });
        const { corpus } = await importFiles([{ name: `papers.${format.extension}`, blob }]);
        expect(corpus.papers.length).toBeLessThanOrEqual(made.length);
        expect('polluted' in {}).toBe(false);
        for (const { links } of corpus.papers)
          for (const link of links) expect(link.url).toMatch(/^https?:\/\//iu);
      }),
      { numRuns: cases(200) },
    );
  });
});
