/** A row of a table as a record, once it is known which column is which field. */
import { asText, authorsIn, listIn, vectorIn } from './cell-values';
import type { Field } from './column-names';
import type { ColumnUse } from './columns';
import { blankRecord, longestField, type RawRecord } from './reading';
import { clip } from '../text/clip';

/** Longest value kept of a column that is no field. */
const longestExtra = 2000;

/** A row of a table as a record. */
export function recordOf(
  uses: readonly ColumnUse[],
  valueOf: (column: string, index: number) => unknown,
  line: number | null,
): RawRecord {
  const record: { -readonly [K in keyof RawRecord]: RawRecord[K] } = { ...blankRecord, line };
  const urls: string[] = [];
  const categories: string[] = [];
  const extra: [string, string][] = [];
  const instead: (readonly [Field, unknown])[] = [];
  for (const [index, { column, field, instead: filled }] of uses.entries()) {
    const value = valueOf(column, index);
    if (value === null || value === undefined || value === '') continue;
    if (filled !== undefined) instead.push([filled, value]);
    if (field === 'authors') record.authors = authorsIn(value);
    else if (field === 'categories') categories.push(...listIn(value));
    else if (field === 'url') urls.push(...addressesIn(value));
    else if (field === 'vector') {
      const vector = vectorIn(value);
      if (vector !== null) record.vector = vector;
    } else if (field === 'extra') {
      const text = clip(asText(value).trim(), longestExtra);
      if (text !== '') extra.push([column, text]);
    } else record[field] = clip(asText(value), longestField);
  }
  for (const [field, value] of instead) {
    if (field === 'authors') {
      if (record.authors.length === 0) record.authors = authorsIn(value);
    } else if (field === 'abstract' || field === 'date' || field === 'doi') {
      record[field] ||= clip(asText(value), longestField);
    }
  }
  return { ...record, urls, categories, extra };
}

function addressesIn(value: unknown): string[] {
  return (
    Array.isArray(value) ? value.map(asText) : asText(value).split(/\s+|[;|]+(?=\s|https?:|$)/u)
  ).filter((address) => address !== '');
}
