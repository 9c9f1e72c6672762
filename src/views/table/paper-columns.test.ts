import { describe, expect, it } from 'vitest';
import { findFacets } from '../../corpus/facets';
import { blankPaper, type Paper } from '../../corpus/paper';
import { tableColumns, type TableSource } from './paper-columns';

const papers: readonly Paper[] = [
  {
    ...blankPaper('a', '“Émile” learns'),
    authors: ['A One', 'B Two', 'C Three', 'D Four'],
    year: 2020,
    extra: { grade: '10' },
  },
  { ...blankPaper('b', 'Adam'), year: 2019, extra: { grade: '9' } },
  { ...blankPaper('c', 'Zoo'), authors: ['A One'], extra: { grade: '9' } },
];
const source: TableSource = {
  papers,
  facets: findFacets(papers),
  topicOf: null,
  scoreOf: null,
  marksOf: (leaf) => ({ starred: leaf === 1, read: false, listed: false, noted: false }),
};
const columnOf = (key: string, changes: Partial<TableSource> = {}) =>
  tableColumns({ ...source, ...changes }).find((column) => column.key === key);

describe('the columns of the table', () => {
  it('are those the papers have something for', () => {
    expect(tableColumns(source).map(({ key }) => key)).toEqual([
      'title',
      'year',
      'authors',
      'extra:grade',
      'starred',
      'read',
      'listed',
    ]);
    expect(columnOf('topic', { topicOf: () => 'T' })?.text(0)).toBe('T');
    expect(columnOf('score', { scoreOf: () => 0.25 })?.text(0)).toBe('0.250');
  });

  it('shorten authors and say nothing of what is not known', () => {
    expect(columnOf('authors')?.text(0)).toBe('A One et al.');
    expect(columnOf('year')?.text(2)).toBe('');
    expect(columnOf('year')?.sortBy(2)).toBeNull();
  });

  it('sort words without quotation marks, accents and case, and numbers as numbers', () => {
    const title = columnOf('title');
    expect(title?.sortBy(0)).toBe('emile” learns');
    expect(columnOf('extra:grade')?.sortBy(0)).toBe(10);
    expect(columnOf('starred')?.sortBy(1)).toBe(1);
  });
});
