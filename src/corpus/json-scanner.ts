/**
 * JSON of any size cut into its values without holding the whole: the elements of an array, or
 * whatever stands one after the other. An object is held until it ends; one that is longer than any
 * record can be is opened, and its members come instead. Nothing here depends on names, on what
 * comes first, or on where the pieces of the text end.
 */
import { longestRecord } from './reading';

/** One value of the text, whole or not. */
export interface JsonPiece {
  /** Line at which it begins, counted from 1. */
  readonly line: number;
  readonly text: string;
  readonly state: 'whole' | 'cut short' | 'too long';
  /** What it is part of, of those containers that were opened. */
  readonly within: 'text' | 'array' | 'object';
  /** Its key in the object. */
  readonly key: string | null;
}

type Container = '{' | '[';

/** What ends a run of characters without meaning, outside strings and inside. */
const meaningful = /["{}[\]\n]/gu;
const inString = /["\\\n]/gu;
/** A line that can only follow the end of a string: a line break inside a string is no JSON. */
const structure = /\n\s*(?:["{}[\],]|$)/uy;

/** Cuts a text that comes in pieces into its values. */
export class JsonScanner {
  /** Containers whose insides are given out one by one, outermost first. */
  readonly #opened: Container[] = [];
  readonly #longest: number;
  #openNext: boolean;
  #rest = '';
  #at = 0;
  #line: number;
  #depth = 0;
  #inString = false;
  #start = -1;
  #startLine = 1;
  #key: string | null = null;
  /** A value too long to be held is passed over. */
  #skipping = false;
  #final = false;

  /**
   * @param options.open whether to open the first value, even if it is an object
   * @param options.line line at which the text begins
   */
  constructor({ open = false, line = 1, longest = longestRecord } = {}) {
    this.#openNext = open;
    this.#line = line;
    this.#longest = longest;
  }

  /** The values that are whole with this piece. */
  push(piece: string): JsonPiece[] {
    const values: JsonPiece[] = [];
    this.#rest += piece;
    for (;;) {
      while (this.#at < this.#rest.length && this.#step(values));
      if (this.#start === -1 || this.#rest.length - this.#start <= this.#longest) break;
      if (!this.#openTooLong()) break;
    }
    this.#forget();
    return values;
  }

  /** What is left at the end of the text. */
  end(): JsonPiece[] {
    this.#final = true;
    const values = this.push('');
    if (this.#start === -1) return values;
    const text = this.#rest.slice(this.#start).trim();
    const state = this.#skipping
      ? 'too long'
      : this.#depth > 0 || this.#inString
        ? 'cut short'
        : 'whole';
    values.push(this.#piece(text, state));
    this.#start = -1;
    return values;
  }

  #piece(text: string, state: JsonPiece['state']): JsonPiece {
    const outer = this.#opened.at(-1);
    const within = outer === undefined ? 'text' : outer === '[' ? 'array' : 'object';
    return { line: this.#startLine, text, state, within, key: this.#key };
  }

  /** Lets go of the text before the value that is being read. */
  #forget(): void {
    const from = this.#skipping || this.#start === -1 ? this.#at : this.#start;
    this.#rest = this.#rest.slice(from);
    this.#at -= from;
    if (this.#start !== -1) this.#start = 0;
  }

  /**
   * A value that is longer than any record: an array, or an object that is no element of an array,
   * is gone through again from inside; anything else is passed over. False if it is passed over.
   */
  #openTooLong(): boolean {
    const first = this.#rest.charAt(this.#start);
    const isElement = this.#opened.at(-1) === '[';
    if (this.#skipping || isElement || (first !== '{' && first !== '[')) {
      this.#skipping = true;
      return false;
    }
    this.#opened.push(first);
    this.#at = this.#start + 1;
    this.#line = this.#startLine;
    this.#start = -1;
    this.#depth = 0;
    this.#inString = false;
    this.#key = null;
    return true;
  }

  /** Goes on to the next character that matters; false if more text is needed to tell. */
  #step(values: JsonPiece[]): boolean {
    if (this.#inString) return this.#stepInString(values);
    if (this.#start === -1 || this.#depth === 0) {
      this.#stepBetween(values);
      return true;
    }
    meaningful.lastIndex = this.#at;
    const found = meaningful.exec(this.#rest);
    if (found === null) {
      this.#at = this.#rest.length;
      return true;
    }
    this.#at = found.index + 1;
    const [character] = found;
    if (character === '\n') this.#line++;
    else if (character === '"') this.#inString = true;
    else if (character === '{' || character === '[') this.#depth++;
    else if (--this.#depth === 0) this.#finish(values);
    return true;
  }

  #stepInString(values: JsonPiece[]): boolean {
    inString.lastIndex = this.#at;
    const found = inString.exec(this.#rest);
    if (found === null) {
      this.#at = this.#rest.length;
      return true;
    }
    if (found[0] === '\\') {
      if (found.index + 1 >= this.#rest.length && !this.#final) {
        this.#at = found.index;
        return false;
      }
      if (this.#rest.charAt(found.index + 1) === '\n') this.#line++;
      this.#at = found.index + 2;
      return true;
    }
    if (found[0] === '\n') {
      structure.lastIndex = found.index;
      const ends = structure.exec(this.#rest);
      if (ends !== null && structure.lastIndex === this.#rest.length && !this.#final) {
        this.#at = found.index;
        return false;
      }
      this.#line++;
      this.#at = found.index + 1;
      if (ends !== null) this.#endString(values);
      return true;
    }
    this.#at = found.index + 1;
    this.#endString(values);
    return true;
  }

  #endString(values: JsonPiece[]): void {
    this.#inString = false;
    if (this.#depth === 0) this.#finish(values);
  }

  /** Between values, or inside one that is neither an object, an array nor a string. */
  #stepBetween(values: JsonPiece[]): void {
    const character = this.#rest.charAt(this.#at);
    const code = character.charCodeAt(0);
    const separates = code === 0x2c || code === 0x3a || code <= 0x20 || code === 0xfeff;
    if (separates || character === ']' || character === '}') {
      if (this.#start !== -1) this.#finish(values);
      if (code === 10) this.#line++;
      if (!separates) this.#opened.pop();
      this.#at++;
      return;
    }
    if (this.#start === -1) {
      const atTop = this.#opened.length === 0;
      if (
        (character === '[' && atTop) ||
        (this.#openNext && (character === '[' || character === '{'))
      ) {
        this.#openNext = false;
        this.#opened.push(character);
        this.#at++;
        return;
      }
      this.#start = this.#at;
      this.#startLine = this.#line;
    }
    this.#at++;
    if (character === '{' || character === '[') this.#depth++;
    else if (character === '"') this.#inString = true;
  }

  #finish(values: JsonPiece[]): void {
    if (this.#at - this.#start > this.#longest && this.#openTooLong()) return;
    const text = this.#skipping ? '' : this.#rest.slice(this.#start, this.#at);
    const inObject = this.#opened.at(-1) === '{';
    this.#start = -1;
    if (inObject && this.#key === null) {
      this.#key = text.replace(/^"|"$/gu, '');
      return;
    }
    values.push(this.#piece(text, this.#skipping ? 'too long' : 'whole'));
    this.#skipping = false;
    this.#key = null;
  }
}

/** The members of an object's text, or the elements of an array's; also of one that is broken. */
export function piecesWithin({ text, line }: Pick<JsonPiece, 'text' | 'line'>): JsonPiece[] {
  const scanner = new JsonScanner({ open: true, line, longest: Infinity });
  return [...scanner.push(text), ...scanner.end()];
}
