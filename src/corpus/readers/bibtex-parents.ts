/** What a paper takes from the entries it refers to: `crossref` and BibLaTeX's `xdata`. */
import type { ResolvedEntry } from './bibtex-record';

/** Fields that a paper takes from its volume, and what they are called there. */
const inherited: readonly (readonly [field: string, from: string])[] = [
  ['booktitle', 'booktitle'],
  ['booktitle', 'title'],
  ['eventtitle', 'eventtitle'],
  ['journal', 'journal'],
  ['journaltitle', 'journaltitle'],
  ['publisher', 'publisher'],
];

/** Parents of parents are followed this far: an entry may also be its own. */
const deepest = 5;

/**
 * The entries of a file with what they inherit, by their index. An entry without a key is nobody's
 * parent; of entries with the same key the first is.
 */
export function inheriting(entries: readonly ResolvedEntry[]): (index: number) => ResolvedEntry {
  const byKey = new Map<string, ResolvedEntry>();
  for (const entry of entries) {
    const key = entry.key.toLowerCase();
    if (key !== '' && !byKey.has(key)) byKey.set(key, entry);
  }
  const parentsOf = (entry: ResolvedEntry, field: string): ResolvedEntry[] =>
    (entry.fields.get(field) ?? '')
      .split(',')
      .flatMap((key) => byKey.get(key.trim().toLowerCase()) ?? [])
      .filter((parent) => parent !== entry);
  const complete = (entry: ResolvedEntry, depth: number): ResolvedEntry => {
    if (depth === deepest || !(entry.fields.has('crossref') || entry.fields.has('xdata')))
      return entry;
    const fields = new Map(entry.fields);
    const add = (name: string, value: string | undefined): void => {
      if (value !== undefined && (fields.get(name) ?? '') === '') fields.set(name, value);
    };
    for (const parent of parentsOf(entry, 'xdata')) {
      for (const [name, value] of complete(parent, depth + 1).fields) add(name, value);
    }
    for (const parent of parentsOf(entry, 'crossref')) {
      const from = complete(parent, depth + 1).fields;
      for (const [name, source] of inherited) add(name, from.get(source));
      // A paper with a date of its own takes no year from its volume, nor the other way round.
      if (!fields.has('year') && !fields.has('date')) {
        add('year', from.get('year'));
        add('date', from.get('date'));
      }
    }
    return { ...entry, fields };
  };
  return (index) => {
    const entry = entries[index];
    return entry === undefined ? { type: '', key: '', fields: new Map() } : complete(entry, 0);
  };
}
