/**
 * JSON of any size cut into the values that are papers, without holding the whole: one object per
 * line, an array of objects, or an object that holds such an array. Each value is parsed by itself,
 * so that one broken paper, or a file cut short, costs only what is broken.
 */
import { firstJsonError } from './json-syntax';
import { longestRecord } from './reading';

/** Where the papers lie in a JSON text. */
export type JsonLayout =
  | { readonly kind: 'lines' }
  /** Values from `start` (characters), up to the bracket that closes their array. */
  | { readonly kind: 'values'; readonly start: number };

/** Names of the arrays that hold papers, in the answers of the services that people save. */
const arrayNames = new Set([
  'papers',
  'data',
  'results',
  'items',
  'works',
  'records',
  'entries',
  'docs',
  'hits',
  'references',
  'articles',
  'publications',
  'documents',
  'value',
]);
/** Names of the objects that hold those arrays. */
const holderNames = new Set(['message', 'response', 'result', 'data', 'hits', 'search-results']);

const token = /"(?:[^"\\]|\\.){0,4096}"|[{}[\],:]|[^\s{}[\],:"]+|\s+|"/gsu;

/** Where the papers lie, from the beginning of the text. */
export function jsonLayout(beginning: string): JsonLayout {
  const text = beginning.replace(/^\uFEFF/u, ' ');
  const first = text.search(/\S/u);
  if (text.charAt(first) === '[') return { kind: 'values', start: first + 1 };
  const line = text.slice(first).split('\n', 1)[0] ?? '';
  if (firstJsonError(line) === null && text.slice(first + line.length).trim() !== '')
    return { kind: 'lines' };
  const start = heldArray(text, first);
  if (start !== null) return { kind: 'values', start };
  // An object in one line that is longer than the sample, or the only one: by what follows it.
  return text.length > first + line.length + 1 || firstJsonError(line) === null
    ? { kind: 'values', start: first }
    : { kind: 'lines' };
}

/** Position behind the bracket of the array of papers in the object at `from`, or null. */
function heldArray(text: string, from: number): number | null {
  token.lastIndex = from;
  const names: string[] = [];
  let last = '';
  let key = '';
  let arrays = 0;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    const [piece] = found;
    if (piece === ':') key = last;
    else if (piece === '{') {
      if (names.length > 0 && (arrays > 0 || !holderNames.has(key))) names.push('');
      else names.push(key === '' ? 'top' : key);
      key = '';
    } else if (piece === '}') {
      names.pop();
      if (names.length === 0) return null;
    } else if (piece === '[') {
      if (arrays === 0 && names.every((name) => name !== '') && arrayNames.has(key)) {
        return token.lastIndex;
      }
      arrays++;
    } else if (piece === ']') arrays--;
    else if (piece.startsWith('"')) last = piece.slice(1, -1);
  }
  return null;
}

/** One value of the text, whole or not. */
export interface JsonValueText {
  /** Line at which it begins, counted from 1. */
  readonly line: number;
  readonly text: string;
  readonly state: 'whole' | 'cut short' | 'too long';
}

const quote = 0x22;
const backslash = 0x5c;

/** Cuts a text that comes in pieces into its values. */
export class JsonScanner {
  #rest = '';
  #at = 0;
  #line = 1;
  #depth = 0;
  #inString = false;
  #start = -1;
  #startLine = 1;
  #done = false;
  #skip: number;

  /** @param skip characters before the first value */
  constructor(skip: number) {
    this.#skip = skip;
  }

  /** The values that are whole with this piece. */
  push(piece: string): JsonValueText[] {
    const values: JsonValueText[] = [];
    if (this.#done) return values;
    this.#rest += piece;
    while (this.#at < this.#rest.length && !this.#done) this.#step(values);
    if (this.#start === -1) {
      this.#rest = this.#rest.slice(this.#at);
      this.#at = 0;
    } else if (this.#start > 0) {
      this.#rest = this.#rest.slice(this.#start);
      this.#at -= this.#start;
      this.#start = 0;
    }
    if (this.#rest.length > longestRecord) {
      values.push({ line: this.#startLine, text: '', state: 'too long' });
      this.#done = true;
      this.#rest = '';
    }
    return values;
  }

  /** What is left at the end of the text. */
  end(): JsonValueText[] {
    if (this.#done || this.#start === -1) return [];
    const text = this.#rest.slice(this.#start).trim();
    return [{ line: this.#startLine, text, state: this.#depth > 0 ? 'cut short' : 'whole' }];
  }

  #step(values: JsonValueText[]): void {
    const code = this.#rest.charCodeAt(this.#at);
    if (code === 10) this.#line++;
    if (this.#skip > 0) {
      this.#skip--;
      this.#at++;
    } else if (this.#inString) this.#stepInString(code);
    else if (this.#depth === 0) this.#stepBetween(code, values);
    else {
      if (code === quote) this.#inString = true;
      else if (code === 0x7b || code === 0x5b) this.#depth++;
      else if (code === 0x7d || code === 0x5d) this.#depth--;
      this.#at++;
      if (this.#depth === 0) this.#finish(values);
    }
  }

  #stepInString(code: number): void {
    if (code === backslash) {
      if (this.#rest.charCodeAt(this.#at + 1) === 10) this.#line++;
      this.#at += 2;
      return;
    }
    this.#at++;
    if (code === quote) this.#inString = false;
  }

  /** Between values, or inside one that is neither an object nor an array. */
  #stepBetween(code: number, values: JsonValueText[]): void {
    const separates = code === 0x2c || code <= 0x20 || code === 0xfeff;
    if (separates || code === 0x5d || code === 0x7d) {
      if (this.#start !== -1) this.#finish(values);
      if (!separates) this.#done = true;
      this.#at++;
      return;
    }
    if (this.#start === -1) {
      this.#start = this.#at;
      this.#startLine = this.#line;
    }
    if (code === 0x7b || code === 0x5b) this.#depth++;
    else if (code === quote) this.#inString = true;
    this.#at++;
  }

  #finish(values: JsonValueText[]): void {
    values.push({
      line: this.#startLine,
      text: this.#rest.slice(this.#start, this.#at),
      state: 'whole',
    });
    this.#start = -1;
  }
}
