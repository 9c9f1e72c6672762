/** The people of a BibTeX field: names apart by "and", outside of braces. */
import { inMedline, peopleIn } from '../people';
import { nameInMedline, type WrittenName } from '../person-name';

/** The text cut at the separators that stand outside of braces. */
function cutOutside(text: string, separator: RegExp): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\\') at++;
    else if (char === '{') depth++;
    else if (char === '}') depth = Math.max(0, depth - 1);
    else if (depth === 0) {
      separator.lastIndex = at;
      const found = separator.exec(text);
      if (found === null) continue;
      parts.push(text.slice(start, at));
      at += found[0].length - 1;
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}

/** Whether a name is one group: the name of a body. */
function isOneGroup(name: string): boolean {
  return /^\{[^\\]/u.test(name) && name.endsWith('}') && cutOutside(name, /[^]/uy).length === 1;
}

/** BibLaTeX's `family=Roe, given=Ann, prefix=van der` as "van der Roe, Ann". */
function ofNamedParts(parts: readonly string[]): string | null {
  const named = new Map(
    parts.map((part) => {
      const [name = '', ...value] = part.split('=');
      return [name.trim().toLowerCase(), value.join('=').trim()];
    }),
  );
  const family = named.get('family');
  if (family === undefined) return null;
  const last = [named.get('prefix') ?? '', family].join(' ').trim();
  return [last, named.get('given') ?? '', named.get('suffix') ?? '']
    .filter((part) => part !== '')
    .join(', ');
}

function nameOf(name: string, read: (written: string) => string): WrittenName {
  const parts = cutOutside(name, /,/uy).map((part) => part.trim());
  const named = ofNamedParts(parts);
  if (named !== null) return read(named);
  const texts = parts.map((part) => read(part).trim()).filter((part) => part !== '');
  // A comma that braces protect belongs to the name itself.
  const isWhole = isOneGroup(name) || texts.some((text) => text.includes(','));
  return isWhole ? { whole: texts.join(', ') } : texts.join(', ');
}

/**
 * The names in an author field.
 *
 * @param written the field as it stands in the file: it is cut before any macro is read, so that one
 *   at the end of a name does not swallow the "and" behind it
 * @param read makes text of LaTeX
 */
export function namesIn(written: string, read: (written: string) => string): WrittenName[] {
  const names = cutOutside(written, /\s+and(?=\s)/iuy)
    .map((name) => name.trim())
    .filter((name) => name !== '' && name.toLowerCase() !== 'others');
  const [only = ''] = names;
  // Not BibTeX's grammar, but found in files: semicolons, or a list with commas.
  const isList = names.length === 1 && !only.includes('{') && /;|(?:,[^,]*){3}/u.test(only);
  // “Ann Roe, Ben Poe, and Cid Doe”: no name ends with a comma.
  const isEnumeration = names.length > 1 && names.slice(0, -1).some((name) => /[^,],$/u.test(name));
  if (isEnumeration && !written.includes('{')) return peopleIn(read(written));
  if (isList) return peopleIn(read(only));
  const people = names.map((name) => nameOf(name, read));
  const texts = people.filter((name) => typeof name === 'string');
  // Nor this: "Roe A and Poe B", as MEDLINE has names. One alone may be "Malcolm X".
  return people.length > 1 && texts.length === people.length && inMedline(texts)
    ? texts.map(nameInMedline)
    : people;
}
