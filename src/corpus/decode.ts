/** Bytes to text: the encoding is told by the bytes themselves, unless the user has named it. */
import { legacyEncoding } from './legacy-encoding';
import { decoded, isDecodable, type LegacyEncoding, type TextEncoding } from './text-encodings';

/** What is in bytes read as UTF-8: characters beyond ASCII, and bytes that belong to none. */
interface Utf8Count {
  readonly characters: number;
  readonly broken: number;
  /** Bytes at the end that may be the beginning of a character. */
  readonly open: number;
}

function trailing(first: number): number {
  if (first >= 0xc2 && first <= 0xdf) return 1;
  if (first >= 0xe0 && first <= 0xef) return 2;
  return first >= 0xf0 && first <= 0xf4 ? 3 : 0;
}

function countUtf8(bytes: Uint8Array): Utf8Count {
  let characters = 0;
  let broken = 0;
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at] ?? 0;
    if (first < 0x80) {
      at++;
      continue;
    }
    const more = trailing(first);
    let found = 0;
    while (found < more && ((bytes[at + 1 + found] ?? 0) & 0xc0) === 0x80) found++;
    if (more > 0 && found === more) characters++;
    else if (more > 0 && at + 1 + found === bytes.length) {
      return { characters, broken, open: bytes.length - at };
    } else broken++;
    at += found === more ? more + 1 : 1;
  }
  return { characters, broken, open: 0 };
}

/** Whether bytes with damage in them are UTF-8 all the same. */
function isDamagedUtf8({ characters, broken }: Utf8Count): boolean {
  return characters > 2 * broken;
}

/**
 * The encoding of a text from its first bytes: by byte order mark, then by where the zero bytes lie
 * (what is ASCII in UTF-16 has one in every pair, and nothing else has any), then by whether it is
 * UTF-8, then by which encoding it reads best in.
 */
export function detectEncoding(bytes: Uint8Array): TextEncoding {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const zeros: [number, number] = [0, 0];
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0) zeros[i % 2 === 0 ? 0 : 1]++;
  const some = bytes.length / 200;
  if (zeros[1] > some && zeros[0] < zeros[1] * 0.05) return 'utf-16le';
  if (zeros[0] > some && zeros[1] < zeros[0] * 0.05) return 'utf-16be';
  const escape = bytes.indexOf(0x1b);
  if (escape !== -1 && bytes[escape + 1] === 0x24 && isDecodable('iso-2022-jp'))
    return 'iso-2022-jp';
  const count = countUtf8(bytes);
  if (count.broken === 0 || isDamagedUtf8(count) || hasUtf8Lines(bytes)) return 'utf-8';
  return legacyEncoding(bytes);
}

/** Whether there are lines that are UTF-8 and hardly anything else, in a file of mixed encodings. */
function hasUtf8Lines(bytes: Uint8Array): boolean {
  let characters = 0;
  for (const line of linesOf(bytes)) {
    const count = countUtf8(line);
    if (count.broken === 0) characters += count.characters;
  }
  return characters >= 3;
}

function* linesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length;) {
    const newline = bytes.indexOf(10, start);
    const end = newline === -1 ? bytes.length : newline + 1;
    yield bytes.subarray(start, end);
    start = end;
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** Longest part of a line that is decoded at once where the encoding may change. */
const longestLine = 1 << 20;

/**
 * Decodes a stream of bytes piece by piece. What begins as UTF-8 and is not stays readable: lines
 * that are no UTF-8 are read in the encoding in which they read best.
 */
export class StreamDecoder {
  readonly #encoding: TextEncoding;
  readonly #fixed: boolean;
  readonly #decoder: TextDecoder;
  /** Bytes that wait for those after them. */
  #held: Uint8Array = new Uint8Array(0);
  /** Whether a byte beyond ASCII was read as UTF-8. */
  #isUtf8 = false;
  /** Encoding of the lines that are not UTF-8, once there was one. */
  #other: LegacyEncoding | null = null;
  #byLine = false;

  /** @param fixed whether the user has named the encoding, so that nothing else is tried */
  constructor(encoding: TextEncoding, fixed = false) {
    this.#encoding = encoding;
    this.#fixed = fixed;
    this.#decoder = new TextDecoder(encoding, { fatal: encoding === 'utf-8' && !fixed });
  }

  /** The encoding in use. */
  get encoding(): TextEncoding {
    return this.#other !== null && !this.#isUtf8 ? this.#other : this.#encoding;
  }

  /** The encoding of single lines in a file that is mostly UTF-8; null if all is in one. */
  get mixedWith(): LegacyEncoding | null {
    return this.#isUtf8 ? this.#other : null;
  }

  /** The text of the next bytes; call without bytes at the end. */
  decode(bytes?: Uint8Array): string {
    if (this.#encoding !== 'utf-8' || this.#fixed) {
      return this.#decoder.decode(bytes, { stream: bytes !== undefined });
    }
    const atEnd = bytes === undefined;
    const all = joined(this.#held, bytes ?? new Uint8Array(0));
    if (!this.#byLine) {
      const open = atEnd ? 0 : openAtEnd(all);
      const whole = all.subarray(0, all.length - open);
      try {
        const text = this.#decoder.decode(whole, { stream: !atEnd });
        this.#held = all.slice(all.length - open);
        // Every character beyond ASCII takes more bytes than UTF-16 units.
        if (text.length !== whole.length) this.#isUtf8 = true;
        return text;
      } catch {
        this.#byLine = true;
      }
    }
    const end = atEnd || all.length > longestLine ? all.length : all.lastIndexOf(10) + 1;
    this.#held = all.slice(end);
    const lines = [...linesOf(all.subarray(0, end))];
    this.#other ??= otherEncoding(lines);
    return lines.map((line) => this.#line(line)).join('');
  }

  #line(line: Uint8Array): string {
    if (this.#other !== null && isOther(line)) return decoded(line, this.#other);
    this.#isUtf8 ||= countUtf8(line).characters > 0;
    return new TextDecoder().decode(line);
  }
}

/** Whether a line is in another encoding than UTF-8, rather than in damaged UTF-8. */
function isOther(line: Uint8Array): boolean {
  const count = countUtf8(line);
  return (count.broken > 0 || count.open > 0) && !isDamagedUtf8(count);
}

/** The encoding of those lines that are not UTF-8; null if there are none. */
function otherEncoding(lines: readonly Uint8Array[]): LegacyEncoding | null {
  const others = lines.filter(isOther);
  return others.length === 0 ? null : legacyEncoding(others.reduce(joined));
}

/** Bytes at the end that begin a character of UTF-8 and wait for the rest of it. */
function openAtEnd(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return trailing(byte) >= back ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

/** Bytes of a preview. */
const previewBytes = 400;

/**
 * A piece of a text by which a person can tell whether its encoding is right: the first bytes beyond
 * ASCII with what stands around them. Null if there are none.
 */
export function tellingBytes(beginning: Uint8Array, encoding: TextEncoding): Uint8Array | null {
  if (encoding.startsWith('utf-16')) return beginning.slice(0, previewBytes);
  if (encoding === 'iso-2022-jp') return beginning.slice(0, 2 * previewBytes);
  const first = beginning.findIndex((byte) => byte >= 0x80);
  if (first === -1) return null;
  let from = first;
  while (from > 0 && first - from < 100 && beginning[from - 1] !== 10) from--;
  return beginning.slice(from, from + previewBytes);
}
