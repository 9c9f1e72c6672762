/** The columns every CSV file written here begins with, by which it is known when it comes back. */
export const ownColumns = [
  'id',
  'title',
  'abstract',
  'authors',
  'year',
  'venue',
  'categories',
  'doi',
  'arxiv',
  'links',
] as const;
