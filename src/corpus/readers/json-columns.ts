/**
 * Tables written as JSON by columns rather than by records, as pandas and other tools for data do:
 * `{"title": ["…", …], …}`, `{"title": {"0": "…", …}, …}`, `{"columns": […], "data": [[…], …]}`.
 */
import { hasTitle, mapColumns } from '../columns';
import { isJsonObject, type JsonObject } from './json-fields';

function isNames(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.length > 1 &&
    value.every((name) => typeof name === 'string') &&
    hasTitle(mapColumns(value))
  );
}

function rowsUnder(names: readonly string[], rows: readonly unknown[]): JsonObject[] | null {
  const isTable = rows.length > 0 && rows.every((row) => Array.isArray(row));
  if (!isTable) return null;
  return rows.map((row) =>
    Object.fromEntries(names.map((name, index) => [name, Array.isArray(row) ? row[index] : null])),
  );
}

/** The values of a column that is a list, or an object of which every key is the number of a row. */
function valuesOf(column: unknown): ReadonlyMap<string, unknown> | null {
  if (!Array.isArray(column) && !isJsonObject(column)) return null;
  const entries = Object.entries(column);
  return entries.length > 0 && entries.every(([key]) => /^\d+$/u.test(key))
    ? new Map(entries)
    : null;
}

/** The records of a table of columns; null if the value is none, so a paper with lists in its fields. */
function rowsAcross(value: JsonObject): JsonObject[] | null {
  // Most records end here: this is asked of each.
  for (const column of Object.values(value)) {
    if (typeof column !== 'object' || column === null) return null;
  }
  const names = Object.keys(value);
  const title = mapColumns(names).find(({ field }) => field === 'title')?.column;
  const titles = title === undefined ? null : valuesOf(value[title]);
  if (names.length < 2 || titles === null) return null;
  if (Array.isArray(value[title ?? '']) && titles.size < 2) return null;
  const columns = names.map((name) => [name, valuesOf(value[name])] as const);
  const isTable = columns.every(([, values]) => values !== null && values.size === titles.size);
  if (!isTable || ![...titles.values()].every((one) => one === null || typeof one === 'string'))
    return null;
  return [...titles.keys()].map((row) =>
    Object.fromEntries(columns.map(([name, values]) => [name, values?.get(row)])),
  );
}

/** The records of a table; null if a value is something else. */
export function rowsOfTable(value: unknown): readonly JsonObject[] | null {
  if (!isJsonObject(value)) return null;
  const { columns, data } = value;
  if (isNames(columns) && Array.isArray(data)) return rowsUnder(columns, data);
  return rowsAcross(value);
}
