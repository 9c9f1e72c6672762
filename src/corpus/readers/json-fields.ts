/**
 * Fields of JSON objects from elsewhere: own properties only, of whatever type they turn out to be.
 * An object of no known shape is read by the names of its fields, like the row of a table.
 */
import { asText } from '../cell-values';
import { mapColumns, type ColumnMapping, type ColumnUse } from '../columns';
import { longestField, type RawRecord } from '../reading';
import { recordOf } from '../table-record';

/** What `JSON.parse` makes of an object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** A shape by its name and by how to tell and read it. */
export interface JsonShape {
  readonly name: string;
  readonly fits: (value: JsonObject) => boolean;
  readonly read: (value: JsonObject) => RawRecord;
  /** Why a value of this shape is no paper, as one sentence; null if it is one. */
  readonly refusal?: (value: JsonObject) => string | null;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object at a key; an empty one where there is none. */
export function objectAt(value: JsonObject, key: string): JsonObject {
  const inner = Object.hasOwn(value, key) ? value[key] : undefined;
  return isJsonObject(inner) ? inner : {};
}

/** The objects of the list at a key. */
export function objectsAt(value: JsonObject, key: string): JsonObject[] {
  const inner = Object.hasOwn(value, key) ? value[key] : undefined;
  return Array.isArray(inner) ? inner.filter(isJsonObject) : [];
}

/** The text at a key; of a list, its first text. */
export function textAt(value: JsonObject, key: string): string {
  const inner = Object.hasOwn(value, key) ? value[key] : undefined;
  return asText(Array.isArray(inner) ? inner[0] : inner);
}

/** Those of the texts that say something. */
export function textsOf(...texts: readonly string[]): string[] {
  return texts.filter((text) => text !== '');
}

/** Numbers, texts and flags among the keys not yet used, for facets. */
export function scalars(value: JsonObject, used: readonly string[]): [string, string][] {
  return Object.entries(value)
    .filter(
      ([key, inner]) => !used.includes(key) && /^(?:string|number|boolean)$/u.test(typeof inner),
    )
    .map(([key, inner]): [string, string] => [key, asText(inner).slice(0, 2000)])
    .filter(([, text]) => text !== '');
}

/** Most words of an inverted abstract: a wrong position must not ask for all memory. */
const mostWords = 100_000;

/** The text of an OpenAlex `abstract_inverted_index`, which lists the positions of each word. */
export function textOfInvertedIndex(index: JsonObject): string {
  const words: string[] = [];
  let count = 0;
  for (const [word, positions] of Object.entries(index)) {
    if (!Array.isArray(positions)) continue;
    for (const position of positions) {
      if (typeof position !== 'number' || !Number.isInteger(position)) continue;
      if (position < 0 || position >= mostWords || ++count > mostWords) continue;
      words[position] = word;
    }
  }
  return words
    .filter((word) => word !== undefined)
    .join(' ')
    .slice(0, longestField);
}

/** Keys under which an object that stands where a text is expected says what it is. */
const sayings = ['value', 'name', 'display_name', 'full_name', 'fullname', 'title', 'text', 'url'];

/** A person or thing written as an object, as a text; everything else as it is. */
function plain(value: unknown, depth = 0): unknown {
  if (Array.isArray(value)) {
    return value.some((item) => typeof item === 'object') && depth < 2
      ? value.map((item) => plain(item, depth + 1))
      : value;
  }
  if (!isJsonObject(value)) return value;
  for (const key of sayings) {
    const said = Object.hasOwn(value, key) ? value[key] : undefined;
    if (typeof said === 'string') return said;
    if (key === 'value' && Array.isArray(said)) return plain(said, depth + 1);
  }
  const given = ['given', 'first', 'first_name', 'firstName', 'forename', 'given_name'];
  const family = ['family', 'last', 'last_name', 'lastName', 'surname', 'family_name'];
  const name = [given, family].flatMap((keys) =>
    textsOf(...keys.map((key) => textAt(value, key))).slice(0, 1),
  );
  if (name.length > 0) return name.join(' ');
  // A list in an object of its own: `{ "authors": [ … ] }`.
  const [only, ...others] = Object.values(value);
  return Array.isArray(only) && others.length === 0 ? plain(only, depth + 1) : value;
}

/** Reads objects by the names of their fields, remembering the names it has seen. */
export class FieldsByName {
  readonly #uses = new Map<string, readonly ColumnUse[]>();
  readonly #mapping: ColumnMapping | undefined;

  constructor(mapping: ColumnMapping | undefined) {
    this.#mapping = mapping;
  }

  read(value: JsonObject, line: number | null): RawRecord {
    return recordOf(this.usesOf(value), (column) => plain(value[column]), line);
  }

  usesOf(value: JsonObject): readonly ColumnUse[] {
    const keys = Object.keys(value);
    const signature = keys.join('\u0000');
    const known = this.#uses.get(signature);
    if (known !== undefined) return known;
    const uses = mapColumns(keys, this.#mapping);
    // Objects with ever new keys are data, not papers: remembering them all would fill the memory.
    if (this.#uses.size < 1000) this.#uses.set(signature, uses);
    return uses;
  }
}

/** What is at a key as a list: XML turned into JSON writes a list of one as the thing itself. */
export function listAt(value: JsonObject, key: string): readonly unknown[] {
  const inner = Object.hasOwn(value, key) ? value[key] : undefined;
  if (inner === undefined || inner === null) return [];
  return Array.isArray(inner) ? inner : [inner];
}

/** Texts at a key, or inside the objects of a list there. */
export function textsAt(value: JsonObject, key: string, inside: string): string[] {
  return textsOf(
    ...listAt(value, key).map((item) => (isJsonObject(item) ? textAt(item, inside) : asText(item))),
  );
}
