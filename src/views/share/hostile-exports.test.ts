/** Exports of the map, its topics and its citation, where every name and paper wants to be more than text. */
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { balancedTree } from '../../clustering/labels/testing/balanced-tree';
import { levelsOf } from '../../clustering/levels';
import { readNewick } from '../../clustering/trees/read-newick';
import { bibtexEntries } from '../../corpus/bibtex-entries';
import { readPaper } from '../../corpus/corpus-file';
import type { Paper } from '../../corpus/paper';
import { evilText } from '../../corpus/testing/hostile-papers';
import { defaultSettings, type Provenance } from '../../engine/map';
import { cases } from '../../foundation/testing/cases';
import { levelFormats } from '../levels/level-files';
import { citationBibtex, citationText } from './cite';
import { fileStem } from './save-file';
import { treeFormats } from './tree-formats';

const tree = balancedTree(16);
/** Texts for all titles, topics and other fields of one map. */
const texts = fc.array(evilText, { minLength: 16, maxLength: 16 });

function papersOf(said: readonly string[]): Paper[] {
  return said.map((text, i) => {
    const read = readPaper({
      ...{ id: `${i} ${text}`, title: `Paper ${text}`, abstract: text, authors: [text, text] },
      ...{ doi: text, venue: text, categories: [text], extra: { [text]: text } },
    });
    if (!read.ok) throw new Error(read.error.message);
    return read.value;
  });
}

function holds(check: (said: readonly string[]) => void): void {
  fc.assert(fc.property(texts, check), { numRuns: cases(100) });
}

const nameFrom = (said: readonly string[]) => (node: number) => said[node % said.length] ?? '';
const treeOf = (id: string, said: readonly string[]): string => {
  const format = treeFormats.find((one) => one.id === id);
  const about = { Corpus: said[0] ?? '' };
  return format?.write(tree, nameFrom(said), { papers: papersOf(said), about }) ?? '';
};
const levelsAs = (id: string, said: readonly string[]): string =>
  levelFormats
    .find((format) => format.id === id)
    ?.write({
      ...{ title: said[0] ?? '', levels: levelsOf(tree), tree },
      ...{ papers: papersOf(said), nameOf: nameFrom(said) },
    }) ?? '';

describe('the tree of topics, where names want to be more than text', () => {
  it('in Newick has as many papers as there are, whatever they are called', () =>
    holds((said) => {
      const read = readNewick(treeOf('newick', said), 'tree.nwk');
      expect(read.ok && read.value.names.length).toBe(31);
    }));

  it('in JSON is one object with every name as it is', () =>
    holds((said) => {
      const file: unknown = JSON.parse(treeOf('json', said));
      expect(file).toMatchObject({ name: said[30 % 16], size: 16, about: { Corpus: said[0] } });
      expect('polluted' in {}).toBe(false);
    }));
});

describe('topics in levels, where names want to be more than text', () => {
  it('in Markdown are one line each, and none has markup of its own', () =>
    holds((said) => {
      const lines = levelsAs('markdown', said).split('\n');
      expect(lines.filter((line) => line.startsWith('- '))).toHaveLength(16);
      for (const line of lines) expect(line).toMatch(/^(?:$|#{1,4} |- |16 papers$)/u);
      const bare = lines
        .join('\n')
        .replaceAll(/\\[\s\S]/gu, '')
        .replaceAll(/<https:\/\/doi\.org\/[^<>\s]*>/gu, '');
      expect(bare).not.toMatch(/[<>`]|\]\(/u);
    }));

  it('in CSV are one row for each paper, of which no cell is a formula', () =>
    holds((said) => {
      const csv = levelsAs('csv', said).replace(/^\uFEFF/u, '');
      const rows = Papa.parse<string[]>(csv).data;
      expect(rows).toHaveLength(17);
      for (const cell of rows.flat())
        expect(/^[=+\-@\t\r\n＝＋－＠]/u.test(cell) && !/^[+-]?[\d.,]+%?$/u.test(cell)).toBe(false);
      expect(csv).not.toMatch(/[;\t\r\n](?:"")*[=@＝＋－＠]/u);
    }));

  it('in JSON are one object', () =>
    holds((said) => {
      expect(JSON.parse(levelsAs('json', said))).toMatchObject({ name: said[0], size: 16 });
    }));
});

describe('a citation, where names want to be more than text', () => {
  const made = (text: string): Provenance => ({
    ...{ encoder: text, dimension: 384, milliseconds: {}, version: text, commit: text },
    ...{ device: { rung: 'wasm', threads: 1, reason: text }, tree: text },
    ...{ madeAt: '2026-03-04T23:59:00.000Z', settings: defaultSettings },
  });

  it('is one entry of BibTeX that runs nothing, and no sentence without its date', () => {
    fc.assert(
      fc.property(evilText, evilText, (title, text) => {
        const link = new URL(`https://example.org/#q=${text}`).href;
        const map = { title, papers: 3, link, made: made(text) };
        const bibtex = citationBibtex(map);
        const entries = [...bibtexEntries(bibtex)];
        expect(entries.map(({ type, key, damage }) => ({ type, key, damage }))).toEqual([
          { type: 'misc', key: 'papergrove-2026-03-04', damage: null },
        ]);
        expect(bibtex).not.toMatch(/\\(?:input|write|immediate)/u);
        expect(citationText(map)).toContain('2026-03-04');
      }),
      { numRuns: cases(200) },
    );
  });
});

it('a file is named so that every system takes it, whatever is in it', () => {
  fc.assert(
    fc.property(evilText, (name) => {
      const stem = fileStem(name);
      expect(stem).toMatch(/^[\p{L}\p{N}-]+$/u);
      expect(stem.length).toBeLessThanOrEqual(60);
    }),
    { numRuns: cases(200) },
  );
});
