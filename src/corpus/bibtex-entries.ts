/**
 * A BibTeX file cut into its entries. An entry ends where it closes, or where the next begins at a
 * line's start; what stands between entries, lines with a per cent sign among them, is comment.
 */
import { readFields, type BibtexValue } from './bibtex-fields';

/** One `@type{…}` of a file. */
export interface BibtexEntry {
  /** Lower case: `article`, `string`, … */
  readonly type: string;
  /** The citation key, spaces and all; empty if there is none. */
  readonly key: string;
  /** Values by the lower-case names of their fields, as they are written; of a repeated field, the first. */
  readonly fields: ReadonlyMap<string, BibtexValue>;
  /** Where it begins, counted from 1. */
  readonly line: number;
  /** Length in UTF-16 units. */
  readonly length: number;
  /** What is broken in it, as one sentence; null for a whole entry. */
  readonly damage: string | null;
}

const lineStart = /^[ \t]*@[ \t]*[A-Za-z][\w-]*\s*[{(]/gmu;
const opening = /@[ \t]*([A-Za-z][\w-]*)\s*([{(])/gu;

/** Entries that hold no fields. */
const without = new Set(['comment', 'preamble']);

/** End of an entry whose content is not looked at; the end of its line if it is never closed. */
function endOfOther(text: string, open: number): number {
  const parenthesis = text.charAt(open) === '(';
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '{') depth++;
    else if (char === '}') depth--;
    if (depth === 0 && (parenthesis ? char === ')' : char === '}')) return at + 1;
  }
  const end = text.indexOf('\n', open);
  return end === -1 ? text.length : end;
}

/** Whether an entry may begin here: nothing but blanks stands between it and a line's start or an entry's end. */
function mayBegin(text: string, at: number, covered: number): boolean {
  for (let before = at - 1; before >= covered; before--) {
    const char = text.charAt(before);
    if (char === '\n' || char === '\r') return true;
    if (char !== ' ' && char !== '\t' && char !== ',' && char !== '\uFEFF') return false;
  }
  return true;
}

/** The entries of a BibTeX text, in order, with their lines; comments and preambles are left out. */
export function* bibtexEntries(text: string): Generator<BibtexEntry> {
  const starts = Array.from(text.matchAll(lineStart), (match) => match.index);
  let next = 0;
  let covered = 0;
  let line = 1;
  let counted = 0;
  for (const match of text.matchAll(opening)) {
    const at = match.index;
    if (at < covered || !mayBegin(text, at, covered)) continue;
    const type = (match[1] ?? '').toLowerCase();
    const open = at + match[0].length - 1;
    if (without.has(type)) {
      covered = endOfOther(text, open);
      continue;
    }
    while (next < starts.length && (starts[next] ?? 0) <= at) next++;
    const { end, ...read } = readFields(text, open, starts[next] ?? text.length);
    for (let i = text.indexOf('\n', counted); i !== -1 && i < at; i = text.indexOf('\n', counted)) {
      line++;
      counted = i + 1;
    }
    covered = end;
    yield { type, ...read, line, length: end - at };
  }
}
