/**
 * The fields of one BibTeX entry. A brace or a quotation mark too many or too few costs at most the
 * rest of its own field: the field then ends where the next one plainly begins.
 */

/** A piece of a value: as it is written, or the name of an `@string`. */
export type BibtexPart = { readonly text: string } | { readonly name: string };

/** What stands behind a field's equals sign: pieces that `#` joins. */
export type BibtexValue = readonly BibtexPart[];

/** What was read of an entry. */
export interface ReadEntry {
  readonly key: string;
  readonly fields: ReadonlyMap<string, BibtexValue>;
  readonly damage: string | null;
  /** Index behind the entry. */
  readonly end: number;
}

/** How far the end of a value is looked for, in UTF-16 units. */
const longestValue = 200_000;
/** Characters within which a value ends, attached files written as text among them: else it is broken. */
const longestSearched = 4_000_000;

/** Names that begin a field even in the middle of a line. */
const usual =
  'title|subtitle|booktitle|author|editor|year|date|month|journal|journaltitle|abstract|doi|url|urldate|volume|number|pages|publisher|keywords|note|eprint|eprinttype|archiveprefix|primaryclass|issn|isbn|series|address|location|school|institution|organization|file|language|crossref';
const anyName = '[^\\s=,{}()"#%\'\\\\@]{1,60}';
const begins = `(?:\\s*\\n\\s*${anyName}|\\s*(?:${usual}))\\s*=\\s*`;
/** The end of a broken value: its own delimiter, or none, before the beginning of the next field. */
const nextField = new RegExp(`["}][\\s"}]*,(?=${begins}[\\w"{])|[\\s"}]*,(?=${begins}["{])`, 'iu');
const fieldName = new RegExp(`(${anyName})\\s*=`, 'yu');
const strayBeforeValue = /[})]\s*(?=["{])/uy;
const brokenName = /([\w-]+\s?[{}"]{1,2}[\w-]*)\s*=/uy;
const fieldBehind = new RegExp(`,?${begins}(?:["{]|\\w+\\s*[,}])`, 'iyu');
const strayDelimiters = new RegExp(`[{"()][\\s{"()]*(?=${anyName}\\s*=)`, 'yu');
/** An entry with its first field, rather than text that looks like the beginning of one. */
const wholeBeginning = new RegExp(
  `\\s*@\\s*[A-Za-z][\\w-]*\\s*[{(][^{}=]{0,200},\\s*${anyName}\\s*=`,
  'yu',
);
const blanks = /(?:\s|%[^\n]*(?:\n|$))*/uy;
const separators = /(?:[\s,]|%[^\n]*(?:\n|$))*/uy;
const bare = /[^\s,{}()"#%=]+/uy;

/** Reads the fields of one entry. */
class FieldScanner {
  readonly #text: string;
  /** Where the next entry begins. */
  #limit: number;
  readonly #close: string;
  readonly #fields = new Map<string, BibtexValue>();
  #at: number;
  #last = '';
  #damage: string | null = null;

  constructor(text: string, open: number, limit: number) {
    this.#text = text;
    this.#limit = limit;
    this.#close = text.charAt(open) === '(' ? ')' : '}';
    this.#at = open + 1;
  }

  read(): ReadEntry {
    const key = this.#key();
    while (this.#field());
    return { key, fields: this.#fields, damage: this.#damage, end: this.#at };
  }

  #skip(pattern: RegExp): void {
    pattern.lastIndex = this.#at;
    pattern.test(this.#text);
    this.#at = Math.min(Math.max(this.#at, pattern.lastIndex), Math.max(this.#at, this.#limit));
  }

  #matches(pattern: RegExp, at: number): RegExpExecArray | null {
    pattern.lastIndex = at;
    return pattern.exec(this.#text);
  }

  /** The key; none where a field stands in its place. */
  #key(): string {
    this.#skip(blanks);
    const start = this.#at;
    let at = start;
    while (at < this.#limit && !/[,={}]/u.test(this.#text.charAt(at))) at++;
    const text = this.#text.slice(start, at);
    if (this.#text.charAt(at) !== '=') {
      this.#at = at;
      return text.trim().replaceAll(/\s+/gu, ' ');
    }
    const [, key = '', name = ''] = /^(.*?)(\S*\s*)$/su.exec(text) ?? [];
    this.#at = at - name.length;
    return key.trim().replaceAll(/\s+/gu, ' ');
  }

  /** Reads the next field; false at the entry's end. */
  #field(): boolean {
    this.#skip(separators);
    if (this.#at >= this.#limit) {
      this.#damage ??= 'Its last brace is never closed.';
      return false;
    }
    const char = this.#text.charAt(this.#at);
    if (char === this.#close || char === '}') {
      this.#at++;
      const behind = this.#matches(fieldBehind, this.#at);
      if (behind === null || behind.index + behind[0].length > this.#limit) return false;
      this.#broken();
      return true;
    }
    const stray = this.#matches(strayDelimiters, this.#at)?.[0].length ?? 0;
    if (stray > 0) {
      this.#at += stray;
      this.#broken();
      return true;
    }
    const name = this.#name();
    if (name === null) return this.#noField();
    this.#last = name.toLowerCase();
    const value = this.#value();
    if (!this.#fields.has(this.#last)) this.#fields.set(this.#last, value);
    return true;
  }

  /** The name of a field, its equals sign passed; null where none stands here. */
  #name(): string | null {
    const found = this.#matches(fieldName, this.#at) ?? this.#matches(brokenName, this.#at);
    if (found === null) return null;
    this.#at += found[0].length;
    const [, written = ''] = found;
    const name = written.replaceAll(/[\s{}"]/gu, '');
    this.#last = name;
    if (name !== written) this.#broken();
    return name;
  }

  /** Notes that a delimiter of the field read last has no counterpart. */
  #broken(): void {
    const where = this.#last === '' ? 'it' : `its field “${this.#last}”`;
    this.#damage ??= `A brace or quotation mark in ${where} has no counterpart; the field is read as far as the next one.`;
  }

  /** What stands where a field should: the end of a value that closed too early, or nothing to be kept. */
  #noField(): boolean {
    const rest = this.#rest();
    const kept = this.#fields.get(this.#last);
    if (kept !== undefined && rest.closed) {
      const [first] = kept;
      const before = first !== undefined && 'text' in first ? first.text : '';
      this.#fields.set(this.#last, [{ text: `${before}, ${rest.text}` }]);
      this.#broken();
    } else this.#damage ??= 'Text between its fields is passed over.';
    return this.#at < this.#limit;
  }

  #value(): BibtexValue {
    const parts: BibtexPart[] = [];
    this.#skip(blanks);
    const stray = this.#matches(strayBeforeValue, this.#at)?.[0].length ?? 0;
    if (stray > 0) {
      this.#at += stray;
      this.#broken();
    }
    for (;;) {
      this.#skip(blanks);
      const char = this.#text.charAt(this.#at);
      const delimited = char === '{' || char === '"';
      if (this.#at >= this.#limit) return parts;
      if (delimited) parts.push({ text: this.#delimited(char) });
      else {
        const word = this.#bare();
        if (word === '') return parts;
        const last = parts.at(-1);
        // "Unquoted words here": only single words are names of strings.
        if (last !== undefined && 'name' in last && !this.#joins) {
          parts[parts.length - 1] = { text: `${last.name} ${word}` };
        } else if (last !== undefined && 'text' in last && !this.#joins) {
          parts[parts.length - 1] = { text: `${last.text} ${word}` };
        } else parts.push(/^\d+$/u.test(word) ? { text: word } : { name: word });
      }
      this.#skip(blanks);
      this.#joins = this.#text.charAt(this.#at) === '#';
      if (this.#joins) this.#at++;
      else if (delimited || !this.#isBareAhead()) return parts;
    }
  }

  #joins = false;

  #isBareAhead(): boolean {
    return this.#matches(bare, this.#at) !== null && this.#matches(fieldName, this.#at) === null;
  }

  #bare(): string {
    const word = this.#matches(bare, this.#at)?.[0] ?? '';
    this.#at += word.length;
    return word;
  }

  /** A value in braces or quotation marks, from its first delimiter. */
  #delimited(mark: string): string {
    const open = this.#at;
    const isText = this.#matches(wholeBeginning, this.#limit) === null;
    const near = Math.min(this.#limit, open + longestSearched);
    const far = isText ? Math.min(this.#text.length, open + longestValue) : 0;
    for (const [limit, escapes] of [
      [near, true],
      [near, false],
      [far, true],
    ] as const) {
      const end = endOfValue(this.#text, open, limit, escapes);
      if (end === -1 || !this.#isFollowed(end + 1)) continue;
      const value = this.#text.slice(open + 1, end);
      if (end > this.#limit) {
        // What looks like an entry at a line's start may be text; other fields within are none.
        if (nextField.test(value)) continue;
        this.#limit = nextStart(this.#text, end);
      }
      this.#at = end + 1;
      return value;
    }
    this.#at = open + 1;
    const { text } = this.#rest();
    this.#broken();
    return mark === '"' ? text.replace(/"\s*$/u, '') : text;
  }

  /** Whether what a field may be followed by stands here. */
  #isFollowed(at: number): boolean {
    const behind = at + (this.#matches(blanks, at)?.[0].length ?? 0);
    if (behind >= this.#text.length) return false;
    const char = this.#text.charAt(behind);
    if (char === ',' || char === '#' || char === this.#close || char === '}') return true;
    return this.#matches(fieldName, behind) !== null;
  }

  /** The rest of a broken value: up to the next field, or to the entry's end. */
  #rest(): { readonly text: string; readonly closed: boolean } {
    const rest = this.#text.slice(this.#at, this.#limit);
    const found = nextField.exec(rest);
    if (found !== null) {
      this.#at += found.index + found[0].length - 1;
      return { text: rest.slice(0, found.index), closed: /["}]/u.test(found[0]) };
    }
    // The entry's own end: a brace alone on its line, else the last one before the next entry.
    const alone = /\n[ \t]*[})][ \t]*(?=\r|\n|$)/u.exec(rest);
    const length = alone === null ? rest.length : alone.index + alone[0].length;
    this.#at += length;
    const [whole = '', text = '', end = ''] =
      /^(.*?)([\s"})]*)$/su.exec(rest.slice(0, length)) ?? [];
    const closed = end.replaceAll(/\s/gu, '').length > 1;
    return { text: text === '' ? whole.trim() : text, closed };
  }
}

/** The index of the delimiter that closes the value opened at `open`; -1 if none does before `limit`. */
function endOfValue(text: string, open: number, limit: number, escapes: boolean): number {
  const quoted = text.charAt(open) === '"';
  let depth = quoted ? 0 : 1;
  for (let at = open + 1; at < limit; at++) {
    const char = text.charCodeAt(at);
    if (char === 0x5c && escapes) at++;
    else if (char === 0x7b) depth++;
    else if (char === 0x7d) {
      depth--;
      if (depth === 0 && !quoted) return at;
      if (depth < 0) return -1;
    } else if (char === 0x22 && quoted && depth === 0) return at;
  }
  return -1;
}

/** Where the next entry begins, by all appearances. */
function nextStart(text: string, from: number): number {
  const start = /[\r\n][ \t]*@[ \t]*[A-Za-z][\w-]*\s*[{(]/gu;
  start.lastIndex = from;
  return start.exec(text)?.index ?? text.length;
}

/**
 * Reads the fields of an entry.
 *
 * @param open index of the brace or parenthesis that opens it
 * @param limit index at which the next entry of the file begins, or the text's length
 */
export function readFields(text: string, open: number, limit: number): ReadEntry {
  return new FieldScanner(text, open, limit).read();
}
