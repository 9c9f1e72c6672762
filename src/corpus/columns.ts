/**
 * Columns of tables (CSV, flat JSON, Parquet) recognised by name, in the spellings of the exports
 * that people have: Zotero, Scopus, Web of Science, IEEE Xplore, PubMed, Covidence, Rayyan,
 * OpenAlex, Dimensions, Hugging Face and arXiv data sets.
 */
import { columnNames, fields, type Field } from './column-names';

/** The user's choice: a field for some columns; all others become extra columns. */
export type ColumnMapping = Readonly<Record<string, Field>>;

/** What became of one column. */
export interface ColumnUse {
  readonly column: string;
  readonly field: Field | 'extra';
  /** The field it fills in records where the column that is that field is empty. */
  readonly instead?: Field;
}

/** Fields of which several columns may be read; of the others the best name wins. */
const several: ReadonlySet<Field> = new Set(['url', 'categories']);

/** Fields that another column may fill. */
const replaceable: ReadonlySet<Field> = new Set(['abstract', 'authors', 'date', 'doi']);

/** Days on which a record was made or changed: never in place of a missing year. */
const ofTheRecord = new Set(['createdate', 'updatedate']);

/** A column's name reduced to its letters and digits. */
export function nameKey(column: string): string {
  return column
    .normalize('NFC')
    .toLowerCase()
    .replace(/^(?:dc|dcterms|prism|bib|bibo|schema):/u, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

const fieldsByName = new Map<string, { readonly field: Field; readonly rank: number }>(
  fields.flatMap((field) =>
    columnNames[field].map((name, rank): [string, { field: Field; rank: number }] => [
      name,
      { field, rank },
    ]),
  ),
);

/** The two-letter headings of Web of Science mean other things elsewhere. */
function knownName(column: string, isWebOfScience: boolean): { field: Field; rank: number } | null {
  const key = nameKey(column);
  const known = fieldsByName.get(isWebOfScience && key === 'id' ? 'keywordsplus' : key);
  if (known === undefined || (/^[a-z][a-z\d]$/u.test(key) && key !== 'id' && !isWebOfScience))
    return null;
  return known;
}

/**
 * Which field each column is, by name or as the user chose. Of several names for a field that has
 * room for one, the best wins and the others become extra columns.
 */
export function mapColumns(columns: readonly string[], mapping?: ColumnMapping): ColumnUse[] {
  if (mapping !== undefined) {
    return columns.map((column) => ({
      column,
      field: Object.hasOwn(mapping, column) ? (mapping[column] ?? 'extra') : 'extra',
    }));
  }
  const keys = new Set(columns.map(nameKey));
  const isWebOfScience = keys.has('ti') && keys.has('au') && keys.has('so');
  const known = columns.map((column) => knownName(column, isWebOfScience));
  const best = new Map<Field, number>();
  for (const match of known) {
    if (match !== null)
      best.set(match.field, Math.min(best.get(match.field) ?? Infinity, match.rank));
  }
  const taken = new Set<Field>();
  return columns.map((column, index) => {
    const match = known[index];
    if (match === null || match === undefined) return { column, field: 'extra' };
    const { field, rank } = match;
    if (several.has(field)) return { column, field };
    if (rank !== best.get(field) || taken.has(field)) {
      const fills = replaceable.has(field) && !ofTheRecord.has(nameKey(column));
      return { column, field: 'extra', ...(fills && { instead: field }) };
    }
    taken.add(field);
    return { column, field };
  });
}

/** Whether a table with these columns can be read without asking. */
export function hasTitle(uses: readonly ColumnUse[]): boolean {
  return uses.some((use) => use.field === 'title');
}
