/** A first guess at the columns of a table whose names say nothing, from what stands in them. */
import { vectorIn } from './cell-values';
import type { Field } from './column-names';
import { mapColumns, type ColumnMapping } from './columns';
import { doiIn } from './links';
import { parseWebAddress } from './web-address';

interface Sample {
  readonly columns: readonly string[];
  readonly sample: readonly (readonly string[])[];
}

function fieldOf(cells: readonly string[]): Field | null {
  if (cells.length === 0) return null;
  if (cells.every((cell) => (vectorIn(cell)?.length ?? 0) > 3)) return 'vector';
  if (cells.every((cell) => /^(?:1[5-9]|20)\d{2}(?:-\d{2}(?:-\d{2})?)?$/u.test(cell)))
    return 'date';
  if (cells.every((cell) => cell.length < 300 && doiIn(cell) !== null)) return 'doi';
  if (cells.every((cell) => parseWebAddress(cell) !== null)) return 'url';
  return null;
}

function meanLength(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + cell.length, 0) / Math.max(1, cells.length);
}

/**
 * Suggests a field for some columns: those known by name, those known by their form, then the
 * longest text as the abstract and the next that reads like one as the title.
 */
export function suggestMapping({ columns, sample }: Sample): ColumnMapping {
  const mapping: Record<string, Field> = {};
  const open: { column: string; length: number }[] = [];
  for (const [index, { column, field }] of mapColumns(columns).entries()) {
    const cells = sample.map((row) => (row[index] ?? '').trim()).filter((cell) => cell !== '');
    const guess = field === 'extra' ? fieldOf(cells) : field;
    if (guess !== null) mapping[column] = guess;
    else if (cells.some((cell) => /\p{L}{3}/u.test(cell)))
      open.push({ column, length: meanLength(cells) });
  }
  open.sort((a, b) => b.length - a.length);
  const taken = new Set(Object.values(mapping));
  const [longest] = open;
  if (!taken.has('abstract') && longest !== undefined && longest.length > 200) {
    mapping[longest.column] = 'abstract';
    open.shift();
  }
  const title = open.find(({ length }) => length >= 8 && length <= 300);
  if (!taken.has('title') && title !== undefined) mapping[title.column] = 'title';
  return mapping;
}
