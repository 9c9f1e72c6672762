/** What the fields of a paper are called. */
import type { Field } from '../../corpus/column-names';

export const fieldNames: Readonly<Record<Field | 'extra', string>> = {
  title: 'Title',
  abstract: 'Abstract',
  authors: 'Authors',
  date: 'Year or date',
  venue: 'Venue',
  categories: 'Categories or keywords',
  doi: 'DOI',
  arxivId: 'arXiv id',
  pubmedId: 'PubMed id',
  url: 'Link',
  vector: 'Vector',
  extra: 'Kept as it is',
};
