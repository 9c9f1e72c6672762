/** What stands in one cell of a table: text, a list, names, or a vector, however it is written. */
import { listOf, peopleIn } from './people';
import { longestField } from './reading';

/** A value of a table as text: lists are joined, objects written out if they are short. */
export function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') {
    return String(value);
  }
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
  if (Array.isArray(value))
    return value
      .map(asText)
      .filter((text) => text !== '')
      .join('; ');
  if (ArrayBuffer.isView(value)) return '';
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'bigint' ? String(inner) : inner,
  );
}

/** The parts of a list in one cell. */
export function listIn(value: unknown): string[] {
  const parts = Array.isArray(value) ? value.map(asNameOrText) : splitList(asText(value));
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function asNameOrText(value: unknown): string {
  if (Array.isArray(value))
    return value
      .map(asText)
      .filter((text) => text !== '')
      .reverse()
      .join(' ');
  if (typeof value === 'object' && value !== null) {
    const record: Readonly<Record<string, unknown>> = { ...value };
    for (const key of ['name', 'display_name', 'full_name', 'category', 'tag', 'term', 'label']) {
      if (typeof record[key] === 'string') return record[key];
    }
  }
  return asText(value);
}

function splitList(text: string): string[] {
  const trimmed = text.trim();
  if (/^\[.*\]$/su.test(trimmed)) {
    const inner = parsedArray(trimmed);
    if (inner !== null) return inner.map(asNameOrText);
  }
  if (/[;|]|\s\/\/\s/u.test(trimmed)) return trimmed.split(/[;|]+|\s\/\/\s/u);
  // arXiv writes its categories apart by spaces: "cs.LG stat.ML".
  if (/^[a-z-]+(?:\.[A-Za-z-]{2,})?(?: [a-z-]+\.[A-Za-z-]{2,})+$/u.test(trimmed))
    return trimmed.split(' ');
  return trimmed.split(',');
}

/** A list written as JSON, or as Python writes it. */
function parsedArray(text: string): unknown[] | null {
  for (const candidate of [text, text.replaceAll("'", '"')]) {
    try {
      const value: unknown = JSON.parse(candidate);
      if (Array.isArray(value)) return value;
    } catch {
      continue;
    }
  }
  return null;
}

/** The people in one cell: a list, or a text in any notation of {@link peopleIn}. */
export function authorsIn(value: unknown): string[] {
  const isList = Array.isArray(value) || /^\[.*\]$/su.test(asText(value).trim());
  return isList ? listOf(listIn(value)) : peopleIn(asText(value));
}

/** A list of numbers in a cell; null if it holds anything else. */
export function vectorIn(value: unknown): ArrayLike<number> | null {
  if (value instanceof Float32Array || value instanceof Float64Array) return value;
  if (typeof value === 'string') {
    const text = value.trim();
    if (!text.startsWith('[') || text.length > longestField) return null;
    const parsed = parsedArray(
      text.includes(',') ? text : text.replaceAll(/(?<=\S)\s+(?=[\d.+-])/gu, ','),
    );
    return parsed === null ? null : vectorIn(parsed);
  }
  if (!Array.isArray(value)) {
    if (typeof value !== 'object' || value === null) return null;
    return 'vector' in value && Array.isArray(value.vector) ? vectorIn(value.vector) : null;
  }
  const numbers: number[] = [];
  for (const item of value) {
    if (typeof item !== 'number') return null;
    numbers.push(item);
  }
  return numbers.length > 0 ? numbers : null;
}
