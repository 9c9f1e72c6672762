/** The columns of the table of papers: what each says of a paper, and what rows are sorted by. */
import { facetValues, type Facet } from '../../corpus/facets';
import type { Paper } from '../../corpus/paper';
import { shortVenue } from '../../corpus/venue-names';
import type { Mark, Marks } from '../../explorer/personal/personal.svelte';
import { foldForSearch } from '../../search/filters';
import { authorLine } from '../shared/wording';

export interface TableColumn {
  /** `title`, `topic`, `score`, `reason`, a {@link Mark}, or the key of a facet. */
  readonly key: string;
  readonly name: string;
  /** Pixels below which it cannot be read. */
  readonly width: number;
  /** Its share of the room that is left; 0 keeps it at `width`. */
  readonly grow: number;
  readonly isNumber: boolean;
  /** Shown until the user chooses otherwise. */
  readonly usual: boolean;
  /** What the cell says; empty for nothing. */
  readonly text: (leaf: number) => string;
  /** The whole of what the cell says in short; absent where it says it whole. */
  readonly whole?: (leaf: number) => string;
  /** What rows are sorted by; null comes last in either direction. */
  readonly sortBy: (leaf: number) => string | number | null;
}

/** What the columns read from. The functions are asked for the rows in sight only, and to sort. */
export interface TableSource {
  readonly papers: readonly Paper[];
  readonly facets: readonly Facet[];
  /** Name of the topic on show that holds a paper; null while there is no map. */
  readonly topicOf: ((leaf: number) => string) | null;
  /** Score of a paper found by the search; null while nothing is asked. */
  readonly scoreOf: ((leaf: number) => number | null) | null;
  readonly marksOf: (leaf: number) => Marks;
  /** Why a paper was found by meaning: how near it is, and its sentence; null for any other. */
  readonly reasonOf?: ((leaf: number) => string | null) | null;
}

const marks: readonly { readonly key: Mark; readonly name: string; readonly usual: boolean }[] = [
  { key: 'starred', name: 'Star', usual: true },
  { key: 'read', name: 'Read', usual: true },
  { key: 'listed', name: 'Read later', usual: false },
];

/** Facets that stand beside the title at once; the others are for the user to choose. */
const usualFacets: ReadonlySet<string> = new Set([
  'authors',
  'year',
  'venue',
  'categories',
  'code',
]);
const shortNames: ReadonlyMap<string, string> = new Map([
  ['authors', 'Authors'],
  ['code', 'Code'],
  ['abstract', 'Abstract'],
]);

/** Every column that these papers have something for, in the order in which they are shown. */
export function tableColumns(source: TableSource): TableColumn[] {
  const { papers, facets, topicOf, scoreOf, marksOf, reasonOf } = source;
  const titleOf = (leaf: number) => papers[leaf]?.title ?? '';
  const columns: TableColumn[] = [
    {
      ...words('title', 'Title', { width: 220, grow: 3, usual: true }, titleOf),
      ...(reasonOf && {
        whole: (leaf: number) =>
          [titleOf(leaf), reasonOf(leaf) ?? ''].filter((line) => line !== '').join('\n'),
      }),
    },
    ...facets.map((facet) => facetColumn(facet, papers)),
  ];
  if (topicOf) columns.push(words('topic', 'Topic', { width: 110, grow: 1, usual: true }, topicOf));
  if (scoreOf) {
    columns.push({
      key: 'score',
      name: 'Score',
      width: 60,
      grow: 0,
      isNumber: true,
      usual: true,
      text: (leaf) => scoreOf(leaf)?.toFixed(3) ?? '',
      sortBy: scoreOf,
    });
  }
  if (reasonOf)
    columns.push(
      words(
        'reason',
        'Why found',
        { width: 200, grow: 2, usual: true },
        (leaf) => reasonOf(leaf) ?? '',
      ),
    );
  for (const { key, name, usual } of marks)
    columns.push({
      key,
      name,
      width: key === 'listed' ? 76 : 48,
      grow: 0,
      isNumber: false,
      usual,
      text: (leaf) => (marksOf(leaf)[key] ? 'yes' : ''),
      sortBy: (leaf) => (marksOf(leaf)[key] ? 1 : 0),
    });
  return columns;
}

/** Whether a column is a mark that its cells set. */
export function isMark(key: string): key is Mark {
  return marks.some((mark) => mark.key === key);
}

function words(
  key: string,
  name: string,
  room: Pick<TableColumn, 'width' | 'grow' | 'usual'>,
  text: (leaf: number) => string,
): TableColumn {
  return { key, name, ...room, isNumber: false, text, sortBy: (leaf) => sortWords(text(leaf)) };
}

function facetColumn({ key, name, values }: Facet, papers: readonly Paper[]): TableColumn {
  const valuesOf = (leaf: number): readonly string[] => {
    const paper = papers[leaf];
    return paper === undefined ? [] : facetValues(paper, key);
  };
  const joined = (leaf: number): string => valuesOf(leaf).join(', ');
  const isNumber = values.every(({ value }) => value !== '' && Number.isFinite(Number(value)));
  return {
    key,
    name: shortNames.get(key) ?? name,
    width: isNumber ? 56 : key === 'authors' ? 110 : 76,
    grow: isNumber ? 0 : 1,
    isNumber,
    usual: usualFacets.has(key),
    text: (leaf) =>
      key === 'code'
        ? joined(leaf).replace(/^no$/u, '')
        : key === 'authors'
          ? authorLine(valuesOf(leaf))
          : key === 'venue'
            ? shortVenue(joined(leaf))
            : joined(leaf),
    ...(key === 'venue' && { whole: joined }),
    sortBy: (leaf) => {
      const all = valuesOf(leaf);
      if (isNumber) return all[0] === undefined ? null : Number(all[0]);
      return sortWords(key === 'venue' ? shortVenue(all.join(', ')) : all.join(', '));
    },
  };
}

/** Printable ASCII, which has no accents to take off. */
const ascii = /^[\x20-\x7e]*$/u;

/** Case, accents and leading punctuation do not count when rows are sorted. */
function sortWords(text: string): string | null {
  const folded = ascii.test(text) ? text.toLowerCase() : foldForSearch(text);
  const words = folded.replace(/^[^\p{L}\p{N}]+/u, '');
  return words === '' ? null : words;
}
