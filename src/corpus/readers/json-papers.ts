/**
 * Which objects of a JSON value are papers: told by what the objects are, wherever they lie. A paper
 * is an object of a known shape, or one whose fields have the names of a paper's; what holds papers
 * is gone through; what a paper holds (its references, its authors) belongs to the paper.
 */
import { nameKey, type ColumnUse } from '../columns';
import { isJsonObject, objectsAt, textAt, type FieldsByName, type JsonObject } from './json-fields';
import { jsonShapeOf } from './json-shapes';

/** Keys under which an item keeps the paper that it is about, beside a title of its own or none. */
const envelopes = ['paper', 'citingPaper', 'citedPaper'];
/** Keys of lists of other papers that belong to a paper. */
const relations = ['citations', 'references'];
/** Names of lists that hold papers even beside a title, which is then that of the list. */
const lists = new Set([
  'papers',
  'data',
  'results',
  'items',
  'works',
  'records',
  'entries',
  'docs',
  'hits',
  'hit',
  'articles',
  'publications',
  'documents',
  'notes',
  'value',
  'entry',
]);
/** Names that a paper shares with people, topics and journals. */
const vagueTitles = new Set(['name', 'displayname', 'headline']);

/** How deep a list of papers may lie. */
export const deepest = 8;

function isFilled(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  if (Array.isArray(value)) return value.some(isFilled);
  return isJsonObject(value) && isFilled(value['value']);
}

/** The paper that an object is about: what is in its envelope, or the object itself. */
export function withoutEnvelope(value: JsonObject): JsonObject {
  for (const key of envelopes) {
    const inner = Object.hasOwn(value, key) ? value[key] : undefined;
    if (isJsonObject(inner) && textAt(inner, 'title') !== '') return inner;
  }
  return value;
}

/** Finds papers, given how fields are named. */
export class PaperFinder {
  readonly #byName: FieldsByName;
  readonly #mapped: boolean;

  /** @param mapped whether the user has said which field is which: only the names count then */
  constructor(byName: FieldsByName, mapped: boolean) {
    this.#byName = byName;
    this.#mapped = mapped;
  }

  /** Whether an object is a paper rather than something that may hold papers. */
  isPaper(value: JsonObject): boolean {
    if (!this.#mapped && (withoutEnvelope(value) !== value || jsonShapeOf(value) !== null)) {
      return !this.#isList(value, false);
    }
    const uses = this.#byName.usesOf(value);
    const title = uses.find((use) => use.field === 'title' && isFilled(value[use.column]));
    if (title === undefined) return false;
    if (this.#mapped) return true;
    const more = this.#saysMore(value, uses);
    return (more || !vagueTitles.has(nameKey(title.column))) && !this.#isList(value, !more);
  }

  /** Whether there are papers in a value, at any depth; the value itself counts. */
  holdsPapers(value: unknown, depth = 0): boolean {
    if (depth > deepest) return false;
    if (Array.isArray(value)) return value.some((item) => this.holdsPapers(item, depth + 1));
    if (!isJsonObject(value)) return false;
    if (this.isPaper(value)) return true;
    return Object.values(value).some((inner) => this.holdsPapers(inner, depth + 1));
  }

  /** The papers that a paper cites or is cited by, where the file brings them along. */
  related(paper: JsonObject): JsonObject[] {
    return relations.flatMap((key) =>
      objectsAt(paper, key)
        .map(withoutEnvelope)
        .filter((one) => this.isPaper(one)),
    );
  }

  #saysMore(value: JsonObject, uses: readonly ColumnUse[]): boolean {
    return uses.some(
      ({ column, field }) =>
        (field === 'abstract' || field === 'authors' || field === 'doi' || field === 'date') &&
        value[column] !== null &&
        value[column] !== '',
    );
  }

  /** Whether an item is a paper or has one inside it. */
  #isAbout(item: JsonObject): boolean {
    return (
      this.isPaper(item) ||
      Object.values(item).some((inner) => isJsonObject(inner) && this.isPaper(inner))
    );
  }

  /** Whether an object with a title is a list of papers that has a title. */
  #isList(value: JsonObject, anyName: boolean): boolean {
    for (const [key, inner] of Object.entries(value)) {
      if (!Array.isArray(inner) || !(anyName || lists.has(key)) || relations.includes(key))
        continue;
      if (inner.some((item) => isJsonObject(item) && this.#isAbout(item))) return true;
    }
    return false;
  }
}

/**
 * The list of records in a value that holds no paper we know: under a name that such lists have,
 * else the longest list of objects. Null if it has none.
 */
export function unknownRecords(value: JsonObject, depth = 0): readonly JsonObject[] | null {
  let best: readonly JsonObject[] | null = null;
  for (const [key, inner] of Object.entries(value)) {
    if (Array.isArray(inner)) {
      const objects = inner.filter(isJsonObject);
      if (lists.has(key) || relations.includes(key)) return objects;
      if (objects.length > 1 && objects.length > (best?.length ?? 0)) best = objects;
    } else if (isJsonObject(inner) && depth < 3) {
      const inside = unknownRecords(inner, depth + 1);
      if (inside !== null && (best === null || inside.length > best.length)) best = inside;
    }
  }
  return best;
}
