import Papa from 'papaparse';
import { expect, it } from 'vitest';
import { balancedTree } from '../../clustering/labels/testing/balanced-tree';
import { levelsOf } from '../../clustering/levels';
import { blankPaper } from '../../corpus/paper';
import { levelFormats, type LevelContents } from './level-files';

const tree = balancedTree(64);
const papers = Array.from({ length: 64 }, (_, i) => ({
  ...blankPaper(`p${i}`, i === 3 ? '=SUM(1) *bold*' : `Paper ${i}`),
  doi: i === 5 ? '10.1/x' : null,
  year: i === 5 ? 2001 : null,
}));
const contents: LevelContents = {
  title: 'All of it',
  levels: levelsOf(tree),
  tree,
  papers,
  nameOf: (node) => (node < 64 ? (papers[node]?.title ?? '') : `Topic ${node}`),
};
const written = (id: string): string =>
  levelFormats.find((format) => format.id === id)?.write(contents) ?? '';

it('Markdown has a heading for each topic and every paper once', () => {
  const lines = written('markdown').split('\n');
  expect(lines[0]).toBe('# All of it');
  expect(lines.filter((line) => line.startsWith('## '))).toHaveLength(4);
  expect(lines.filter((line) => line.startsWith('- '))).toHaveLength(64);
  expect(lines).toContain('- Paper 5 (2001), <https://doi.org/10.1/x>');
  expect(lines).toContain('- \\=SUM(1) \\*bold\\*');
});

it('CSV has a row for each paper with its topic and size on every level', () => {
  const { data } = Papa.parse<Record<string, string>>(written('csv').slice(1), { header: true });
  expect(data).toHaveLength(64);
  expect(new Set(data.map((row) => row['id'])).size).toBe(64);
  for (const level of [1, 2, 3]) {
    const sizes = new Map<string, number>();
    for (const row of data) {
      const topic = row[`level ${level}`] ?? '';
      expect(topic).not.toBe('');
      sizes.set(topic, (sizes.get(topic) ?? 0) + 1);
      expect(Number(row[`papers ${level}`])).toBeGreaterThan(0);
    }
    expect(sizes.size).toBe(contents.levels.counts[level - 1]);
    for (const row of data)
      expect(Number(row[`papers ${level}`])).toBe(sizes.get(row[`level ${level}`] ?? ''));
  }
  // No spreadsheet runs it.
  expect(data.find((row) => row['id'] === 'p3')?.['title']).toBe("'=SUM(1) *bold*");
});

it('JSON nests the topics and holds every paper once', () => {
  interface Node {
    readonly size: number;
    readonly children?: readonly Node[];
    readonly papers?: readonly object[];
  }
  const root: Node & { readonly levels: readonly number[] } = JSON.parse(written('json'));
  expect(root.levels).toEqual([4, 12, 21]);
  const count = (node: Node): number => {
    const below = node.children
      ? node.children.reduce((sum, child) => sum + count(child), 0)
      : (node.papers?.length ?? 0);
    expect(below).toBe(node.size);
    return below;
  };
  expect(count(root)).toBe(64);
});
