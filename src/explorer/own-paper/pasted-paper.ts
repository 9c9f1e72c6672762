import type { EncoderText } from '../../embedding/encoder';
import { sentences } from '../../text/sentences';

/** Words that a title hardly exceeds. */
const longestTitle = 30;

/**
 * Title and abstract of a paper out of one text: the first line, where there are several, or a first
 * sentence that is short; "Title:" and "Abstract:" before them are left out. All is the abstract where
 * nothing looks like a title.
 */
export function splitPasted(text: string): EncoderText {
  const lines = text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const marked = /^(.+?)\s(?:Abstract|ABSTRACT)\s*[:.\n—–-]\s*(.+)$/su.exec(lines.join('\n'));
  const [, before = '', after = ''] = marked ?? [];
  if (before !== '' && isTitle(before)) return cleaned(before, after);
  const [first = '', ...rest] = lines.length > 1 ? lines : sentences(lines[0] ?? '');
  if (rest.length > 0 && isTitle(first)) return cleaned(first, rest.join(' '));
  return cleaned('', lines.join(' '));
}

function isTitle(text: string): boolean {
  return text.split(/\s+/u).length <= longestTitle;
}

function cleaned(title: string, abstract: string): EncoderText {
  const without = (text: string, name: RegExp): string => text.replace(name, '').trim();
  return {
    title: without(title.replace(/\s+/gu, ' '), /^title\s*[:.—–-]\s*/iu),
    abstract: without(abstract, /^abstract\s*[:.—–-]?\s+/iu),
  };
}
