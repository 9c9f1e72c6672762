/** LaTeX read character by character into Unicode text. */
import { addressPattern, readableAddress } from './latex-address';
import { firstSilent, fontSwitch, fractions, isCommand, quoting, silent } from './latex-commands';
import { closingDollar, isMathematics } from './latex-mathematics';
import { accents, doubleStruck, script, symbols } from './latex-symbols';

const commandPattern = /\\(?:([A-Za-z]+)\*?|([^A-Za-z]))/y;

/** Longest formula, in UTF-16 units: dollar signs farther apart belong to no pair. */
const longestMathematics = 2000;

/** Groups and commands may be nested this deep; deeper ones are data, not text. */
const deepest = 40;

/** Characters by the names of their commands. */
export type Symbols = (command: string) => string | undefined;

/** Reads one text from its beginning to its end. */
export class LatexReader {
  #at = 0;
  readonly #text: string;
  readonly #further: Symbols | undefined;
  #math = false;

  /** @param further characters of commands beside those that are always known */
  constructor(text: string, further?: Symbols) {
    this.#text = text;
    this.#further = further;
  }

  read(): string {
    let out = '';
    while (this.#at < this.#text.length) out += this.#piece(0) ?? this.#literal();
    return out;
  }

  /** The next character as it is. */
  #literal(): string {
    return this.#text.charAt(this.#at++);
  }

  /** The next piece of text, or null at the end of the group it is in. */
  #piece(depth: number): string | null {
    const char = this.#text.charAt(this.#at);
    if (char === '}') return null;
    if (char === '{') return depth < deepest ? this.#group(depth) : this.#literal();
    if (char === '\\') return this.#command(depth);
    if (char === '$') return this.#dollar();
    if (char === '~') {
      this.#at++;
      return this.#math || this.#isTie() ? ' ' : '~';
    }
    if (char === 'h' && !this.#math) {
      addressPattern.lastIndex = this.#at;
      const address = addressPattern.exec(this.#text)?.[0];
      if (address !== undefined) {
        this.#at += address.length;
        return readableAddress(address);
      }
    }
    if (this.#math && (char === '^' || char === '_')) {
      this.#at++;
      return script(this.#argument(depth), char);
    }
    if (this.#math && char === "'") {
      this.#at++;
      return '′';
    }
    const end = this.#endOfPlain();
    const plain = this.#text.slice(this.#at, end);
    this.#at = end;
    return this.#math ? plain : dashesAndQuotes(plain);
  }

  /** Whether the tilde just passed ties two words: one before a number or a gap means "about". */
  #isTie(): boolean {
    const before = this.#text.slice(Math.max(0, this.#at - 2), this.#at - 1);
    const behind = this.#text.slice(this.#at, this.#at + 4);
    if (!/[\p{L}\p{M}\p{N}.,;:)}\]'"’”%$]/u.test(before) || !/^[^\s~]/u.test(behind)) return false;
    return !/\d/u.test(before) || !/^\d/u.test(behind) || /^\d{3}(?!\d)/u.test(behind);
  }

  #endOfPlain(): number {
    const special = this.#math ? /[{}\\$~^_']/gu : /[{}\\$~]|https?:\/\//gu;
    special.lastIndex = this.#at + 1;
    const found = special.exec(this.#text);
    return found === null ? this.#text.length : found.index;
  }

  /** Dollar signs turn mathematics on and off only in pairs that hold mathematics. */
  #dollar(): string {
    const length = this.#text.startsWith('$$', this.#at) ? 2 : 1;
    if (this.#math) {
      this.#math = false;
      this.#at += length;
      return '';
    }
    const start = this.#at + length;
    const close = closingDollar(this.#text, start);
    const inside = this.#text.slice(start, Math.min(close, start + longestMathematics));
    const behind = this.#text.charAt(close + 1);
    if (
      close === this.#text.length ||
      start + inside.length < close ||
      !isMathematics(inside, behind)
    ) {
      return this.#literal();
    }
    this.#math = true;
    this.#at += length;
    return '';
  }

  #group(depth: number): string {
    this.#at++;
    let out = '';
    while (this.#at < this.#text.length) {
      const piece = this.#piece(depth + 1);
      if (piece === null) {
        this.#at++;
        break;
      }
      out += piece;
    }
    return out;
  }

  /** What follows a command: a group, or the next single character or command. */
  #argument(depth: number): string {
    while (/\s/u.test(this.#text.charAt(this.#at))) this.#at++;
    const char = this.#text.charAt(this.#at);
    if (char === '' || char === '}' || char === '$') return '';
    if (char === '{' && depth < deepest) return this.#group(depth);
    if (char === '\\' && depth < deepest) return this.#command(depth + 1);
    const [first = ''] = this.#text.slice(this.#at, this.#at + 2);
    this.#at += first.length;
    return first;
  }

  #command(depth: number): string {
    commandPattern.lastIndex = this.#at;
    const found = commandPattern.exec(this.#text);
    if (found === null) return this.#literal();
    this.#at = commandPattern.lastIndex;
    const [, word, sign] = found;
    return word === undefined ? this.#sign(sign ?? '', depth) : this.#word(word, depth);
  }

  #sign(sign: string, depth: number): string {
    const accent = accents[sign];
    if (accent !== undefined) return accented(this.#argument(depth), accent, sign);
    if (sign === '(' || sign === '[' || sign === ')' || sign === ']') {
      this.#math = sign === '(' || sign === '[';
      return '';
    }
    if (sign === ',' || sign === ';' || sign === ':' || sign === ' ' || sign === '\\') return ' ';
    if (sign === '!' || sign === '/' || sign === '-') return '';
    return sign === '|' ? '‖' : sign;
  }

  #word(word: string, depth: number): string {
    const symbol = symbols.get(word) ?? this.#rarer(word);
    if (symbol !== undefined) {
      const spaced = this.#skipSpace();
      if (word === 'sqrt' && this.#text.charAt(this.#at) === '{')
        return `√${bracketed(this.#argument(depth))}`;
      if (this.#text.startsWith('{}', this.#at)) this.#at += 2;
      return spaced && this.#math ? `${symbol} ` : symbol;
    }
    const next = this.#text.charAt(this.#at);
    const accent = word.length > 1 || /[{\s]/u.test(next) ? accents[word] : undefined;
    if (accent !== undefined) return accented(this.#argument(depth), accent, '');
    if (silent.has(word)) {
      this.#argument(depth);
      return '';
    }
    if (fractions.has(word)) {
      return `${bracketed(this.#argument(depth))}/${bracketed(this.#argument(depth))}`;
    }
    if (word === 'mathbb') {
      const letters = this.#argument(depth);
      return [...letters].map((letter) => doubleStruck.get(letter) ?? letter).join('');
    }
    if (word === 'textsuperscript') return script(this.#argument(depth), '^');
    if (word === 'textsubscript') return script(this.#argument(depth), '_');
    if (word === 'left' || word === 'right' || word === 'big' || word === 'displaystyle') return '';
    if (word === 'quad' || word === 'qquad' || word === 'newline' || word === 'par') return ' ';
    if (word === 'url' || word === 'nolinkurl' || word === 'path') return this.#address();
    if (word === 'href') return this.#reference(depth);
    if (firstSilent.has(word)) this.#argument(depth);
    this.#skipOptions();
    if (quoting.has(word)) return `“${this.#argument(depth)}”`;
    if (this.#text.charAt(this.#at) === '{' && depth < deepest) return this.#group(depth);
    // A command without an argument: a font switch says nothing, an operator (`\log`) is its name.
    this.#skipSpace();
    return this.#math && !/^(?:math|text)?(?:bf|it|rm|cal|sf|tt|sc)(?:series)?$|^em$/u.test(word)
      ? `${word} `
      : fontSwitch.test(word)
        ? ''
        : word;
  }

  /** The character of a command that has no meaning here; an accent without its letter is none. */
  #rarer(word: string): string | undefined {
    if (Object.hasOwn(accents, word) || isCommand(word)) return undefined;
    const symbol = this.#further?.(word);
    return symbol === undefined || /^\p{M}/u.test(symbol) ? undefined : symbol;
  }

  /** `[options]` in front of an argument; brackets without one behind are text. */
  #skipOptions(): void {
    const options = /(?:\[[^[\]{}]{0,200}\])+(?=\{)/uy;
    options.lastIndex = this.#at;
    if (options.test(this.#text)) this.#at = options.lastIndex;
  }

  /** An argument that is an address: nothing in it is a command but what escapes a sign. */
  #address(): string {
    const braced = /\{((?:[^{}\\]|\\.|\{[^{}]*\})*)\}/uy;
    braced.lastIndex = this.#at;
    const found = braced.exec(this.#text);
    if (found === null) return '';
    this.#at = braced.lastIndex;
    return readableAddress(found[1] ?? '');
  }

  /** `\\href{address}{text}`: both, where the text is not the address itself. */
  #reference(depth: number): string {
    const address = this.#address();
    const text = this.#argument(depth);
    const isShown = address === '' || /^(?:https?:|www\.)/iu.test(text) || address.endsWith(text);
    return isShown ? text : `${text} (${address})`;
  }

  #skipSpace(): boolean {
    const start = this.#at;
    while (/[ \t\n]/u.test(this.#text.charAt(this.#at))) this.#at++;
    return this.#at > start;
  }
}

/** @param alone what the command writes where it has nothing to stand on */
function accented(text: string, accent: string, alone: string): string {
  const [first = '', ...rest] = text;
  if (first.trim() === '') return alone + text;
  const base = first === 'ı' ? 'i' : first === 'ȷ' ? 'j' : first;
  return (base + accent).normalize('NFC') + rest.join('');
}

function bracketed(text: string): string {
  return [...text].length <= 1 || /^[\p{L}\p{N}.]+$/u.test(text) ? text : `(${text})`;
}

function dashesAndQuotes(text: string): string {
  return text
    .replaceAll('---', '—')
    .replaceAll('--', '–')
    .replaceAll('``', '“')
    .replaceAll("''", '”');
}
