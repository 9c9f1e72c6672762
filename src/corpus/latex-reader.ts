/** LaTeX read character by character into Unicode text. */
import { accents, doubleStruck, script, symbols } from './latex-symbols';

/** Commands whose argument is not text to read. */
const silent = new Set([
  'cite',
  'citep',
  'citet',
  'citealp',
  'ref',
  'eqref',
  'label',
  'footnote',
  'footnotetext',
  'vspace',
  'hspace',
  'begin',
  'end',
  'thanks',
  'index',
]);

/** Commands with two arguments. */
const fractions = new Set(['frac', 'tfrac', 'dfrac', 'nicefrac', 'sfrac', 'binom']);

const commandPattern = /\\(?:([A-Za-z]+)\*?|([^A-Za-z]))/y;

/** Groups and commands may be nested this deep; deeper ones are data, not text. */
const deepest = 40;

/** Reads one text from its beginning to its end. */
export class LatexReader {
  #at = 0;
  readonly #text: string;
  #math = false;

  constructor(text: string) {
    this.#text = text;
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
      return ' ';
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

  #endOfPlain(): number {
    const special = this.#math ? /[{}\\$~^_']/gu : /[{}\\$~]/gu;
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
    const close = this.#text.indexOf('$', this.#at + length);
    if (close === -1 || !isMathematics(this.#text.slice(this.#at + length, close))) {
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
    while (this.#text.charAt(this.#at) === ' ') this.#at++;
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
    if (accent !== undefined) return accented(this.#argument(depth), accent);
    if (sign === '(' || sign === '[' || sign === ')' || sign === ']') {
      this.#math = sign === '(' || sign === '[';
      return '';
    }
    if (sign === ',' || sign === ';' || sign === ':' || sign === ' ' || sign === '\\') return ' ';
    if (sign === '!' || sign === '/' || sign === '-') return '';
    return sign === '|' ? '‖' : sign;
  }

  #word(word: string, depth: number): string {
    const symbol = symbols.get(word);
    if (symbol !== undefined) {
      const spaced = this.#skipSpace();
      if (word === 'sqrt' && this.#text.charAt(this.#at) === '{')
        return `√${bracketed(this.#argument(depth))}`;
      if (this.#text.startsWith('{}', this.#at)) this.#at += 2;
      return spaced && this.#math ? `${symbol} ` : symbol;
    }
    const next = this.#text.charAt(this.#at);
    const accent = word.length > 1 || next === '{' || next === ' ' ? accents[word] : undefined;
    if (accent !== undefined) return accented(this.#argument(depth), accent);
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
    if (word === 'href') this.#argument(depth);
    if (next === '{' && depth < deepest) return this.#group(depth);
    // A command without an argument: a font switch says nothing, an operator (`\log`) is its name.
    this.#skipSpace();
    return this.#math && !/^(?:math|text)?(?:bf|it|rm|cal|sf|tt|sc)(?:series)?$|^em$/u.test(word)
      ? `${word} `
      : fontSwitch.test(word)
        ? ''
        : word;
  }

  #skipSpace(): boolean {
    const start = this.#at;
    while (this.#text.charAt(this.#at) === ' ') this.#at++;
    return this.#at > start;
  }
}

const fontSwitch =
  /^(?:bf|it|rm|sf|tt|sc|sl|em|bfseries|itshape|scshape|noindent|xspace|small|large|protect)$/u;

function accented(text: string, accent: string): string {
  const [first = '', ...rest] = text;
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

/** Whether what stands between two dollar signs is mathematics rather than prose about money. */
function isMathematics(inside: string): boolean {
  if (inside === '' || inside.length > 2000) return false;
  if (/[\\^_{}]/u.test(inside)) return true;
  if (/^\s|\s$/u.test(inside)) return /^\s*[A-Za-z]\s*$/u.test(inside);
  return inside.length <= 40 && !/[A-Za-z]{3,}/u.test(inside);
}
