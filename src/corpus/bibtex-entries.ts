/**
 * A BibTeX file cut into its entries before they are parsed, so that a broken entry costs only
 * itself: an entry ends where its braces close, or where the next begins at a line's start.
 */

/** One `@type{…}` of a file. */
export interface BibtexEntry {
  /** Lower case: `article`, `string`, `comment`, … */
  readonly type: string;
  /** The citation key; empty if there is none. */
  readonly key: string;
  readonly text: string;
  readonly line: number;
  /** Braces that are never closed; 0 for a whole entry. */
  readonly unclosed: number;
}

/** How far the end of an entry is looked for, in UTF-16 units. */
const longestEntry = 1_000_000;

const opening = /(?:^|[\n\r])[ \t]*@[ \t]*([A-Za-z][\w-]*)[ \t]*([{(])[ \t]*([^\s,{}()="#%]*)/gu;

/** End of the entry that opens at `open`, and how many braces it leaves unclosed. */
function endOfEntry(
  text: string,
  open: number,
  limit: number,
): { readonly end: number; readonly unclosed: number } {
  const parenthesis = text.charAt(open) === '(';
  let depth = parenthesis ? 0 : 1;
  for (let at = open + 1; at < limit; at++) {
    const char = text.charCodeAt(at);
    if (char === 0x5c) at++;
    else if (char === 0x7b) depth++;
    else if (char === 0x7d) {
      depth--;
      if (depth === 0 && !parenthesis) return { end: at + 1, unclosed: 0 };
    } else if (char === 0x29 && parenthesis && depth === 0) return { end: at + 1, unclosed: 0 };
  }
  return { end: limit, unclosed: Math.max(1, depth) };
}

/** The entries of a BibTeX text, in order, with their lines. */
export function* bibtexEntries(text: string): Generator<BibtexEntry> {
  const starts = [...text.matchAll(opening)];
  let line = 1;
  let counted = 0;
  let covered = 0;
  for (const [index, match] of starts.entries()) {
    if (match.index < covered) continue;
    const [whole, type = '', , key = ''] = match;
    const at = match.index + whole.indexOf('@');
    const open = at + text.slice(at).search(/[{(]/u);
    // An entry whose braces close behind the next one's beginning holds it only if nothing is lost
    // by it: text that merely looks like an entry, in an abstract say, is balanced there.
    const horizon = Math.min(text.length, open + longestEntry);
    let { end, unclosed } = endOfEntry(text, open, horizon);
    const next = starts[index + 1];
    if (
      unclosed > 0 ||
      (next !== undefined && end > next.index && type.toLowerCase() !== 'comment')
    ) {
      ({ end, unclosed } = endOfEntry(text, open, next?.index ?? text.length));
    }
    for (let i = text.indexOf('\n', counted); i !== -1 && i < at; i = text.indexOf('\n', counted)) {
      line++;
      counted = i + 1;
    }
    covered = end;
    yield { type: type.toLowerCase(), key, text: text.slice(at, end), line, unclosed };
  }
}

/** A field cut out of an entry. */
export interface LiftedField {
  /** The entry with the field's value left empty. */
  readonly rest: string;
  /** The value without its delimiters. */
  readonly value: string;
}

/**
 * The value of a field taken out of an entry; null if the entry has no such field or its value is
 * not one delimited string.
 */
export function liftField(entry: string, field: string): LiftedField | null {
  const found = new RegExp(`[,{(\\s]${field}\\s*=\\s*(["{])`, 'iu').exec(entry);
  if (found === null) return null;
  const start = found.index + found[0].length;
  const quoted = found[1] === '"';
  let depth = quoted ? 0 : 1;
  for (let at = start; at < entry.length; at++) {
    const char = entry.charAt(at);
    if (char === '\\') at++;
    else if (char === '{') depth++;
    else if (char === '}') depth--;
    if ((char === '}' && depth === 0 && !quoted) || (char === '"' && depth === 0 && quoted)) {
      return { value: entry.slice(start, at), rest: entry.slice(0, start) + entry.slice(at) };
    }
    if (depth < 0) return null;
  }
  return null;
}
