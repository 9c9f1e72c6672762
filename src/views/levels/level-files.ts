/** The topics in levels as files, with sizes and papers. */
import Papa from 'papaparse';
import { leavesOf, type Dendrogram } from '../../clustering/dendrogram';
import type { Levels, LevelTopic } from '../../clustering/levels';
import type { Paper } from '../../corpus/paper';
import { guarded } from '../../corpus/spreadsheet-cells';
import { markdownAddress, markdownText } from '../../corpus/writers/markdown';

export interface LevelContents {
  /** What the whole is called. */
  readonly title: string;
  readonly levels: Levels;
  readonly tree: Dendrogram;
  /** Paper of each leaf. */
  readonly papers: readonly Paper[];
  readonly nameOf: (node: number) => string;
}

export interface LevelFormat {
  readonly id: 'markdown' | 'csv' | 'json';
  readonly label: string;
  readonly extension: string;
  readonly mediaType: string;
  readonly write: (contents: LevelContents) => string;
}

export const levelFormats: readonly LevelFormat[] = [
  {
    id: 'markdown',
    label: 'Markdown',
    extension: 'levels.md',
    mediaType: 'text/markdown',
    write: markdownOf,
  },
  { id: 'csv', label: 'CSV', extension: 'levels.csv', mediaType: 'text/csv', write: csvOf },
  {
    id: 'json',
    label: 'JSON',
    extension: 'levels.json',
    mediaType: 'application/json',
    write: jsonOf,
  },
];

/** A heading for each topic, and under those that are not divided further their papers. */
function markdownOf({ title, levels, tree, papers, nameOf }: LevelContents): string {
  const lines = [`# ${markdownText(title)}`, '', `${papers.length} papers`];
  const write = ({ node, level, parts }: LevelTopic): void => {
    const size = tree.size[node] ?? 1;
    const heading = '#'.repeat(level + 2);
    lines.push('', `${heading} ${markdownText(nameOf(node))} (${size})`);
    parts.forEach(write);
    if (parts.length > 0) return;
    lines.push('');
    for (const { title: name, year, doi } of papersOf(tree, papers, node))
      lines.push(
        `- ${markdownText(name)}${year === null ? '' : ` (${year})`}${doi === null ? '' : `, ${markdownAddress(`https://doi.org/${doi}`)}`}`,
      );
  };
  levels.topics.forEach(write);
  return `${lines.join('\n')}\n`;
}

/** One row for each paper, with its topic and how many papers that has on every level. */
function csvOf({ levels, tree, papers, nameOf }: LevelContents): string {
  const numbers = levels.counts.map((_, level) => level + 1);
  const fields = [
    ...numbers.flatMap((number) => [`level ${number}`, `papers ${number}`]),
    'id',
    'title',
    'authors',
    'year',
    'doi',
  ];
  const data: string[][] = [];
  const write = ({ node, parts }: LevelTopic, above: readonly number[], level: number): void => {
    const path = [...above, node];
    for (const part of parts)
      // A topic that a level does not divide stands on that level as well.
      write(
        part,
        [...path, ...Array.from({ length: part.level - level - 1 }, () => node)],
        part.level,
      );
    if (parts.length > 0) return;
    const whole = numbers.map((_, at) => path[at] ?? node);
    const topics = whole.flatMap((each) => [nameOf(each), String(tree.size[each] ?? 1)]);
    for (const { id, title, authors, year, doi } of papersOf(tree, papers, node))
      data.push(
        [...topics, id, title, authors.join('; '), String(year ?? ''), doi ?? ''].map(guarded),
      );
  };
  for (const topic of levels.topics) write(topic, [], 0);
  return `\uFEFF${Papa.unparse({ fields, data }, { newline: '\r\n', quotes: true })}`;
}

/** Nested topics, as d3.hierarchy reads them; papers stand in those that are not divided further. */
function jsonOf({ title, levels, tree, papers, nameOf }: LevelContents): string {
  const write = ({ node, level, parts }: LevelTopic): object => ({
    name: nameOf(node),
    level: level + 1,
    size: tree.size[node] ?? 1,
    ...(parts.length > 0
      ? { children: parts.map(write) }
      : {
          papers: papersOf(tree, papers, node).map(({ id, title: name, authors, year, doi }) => ({
            id,
            title: name,
            authors,
            year,
            doi,
          })),
        }),
  });
  const whole = {
    format: 'papergrove-levels',
    version: 1,
    name: title,
    size: papers.length,
    levels: levels.counts,
    children: levels.topics.map(write),
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

function papersOf(tree: Dendrogram, papers: readonly Paper[], node: number): Paper[] {
  return Array.from(leavesOf(tree, node)).flatMap((leaf) => papers[leaf] ?? []);
}
