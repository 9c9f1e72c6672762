/** The thesaurus that searches use, fetched when the meaning of a corpus is made. */
import { loadThesaurus, noThesaurus, type Thesaurus } from '../search/thesaurus';
import type { ReadOwnFile } from './own-files';

/**
 * Gives the thesaurus, fetched once; one of no words while it cannot be had, and the next call tries
 * again.
 *
 * @param read reads one of the page's own files by its path
 */
export function thesaurusSource(read: ReadOwnFile): () => Promise<Thesaurus> {
  let fetching: Promise<Thesaurus | null> | undefined;
  return async () => {
    fetching ??= fetchThesaurus(read);
    const thesaurus = await fetching;
    if (thesaurus !== null) return thesaurus;
    fetching = undefined;
    return noThesaurus;
  };
}

async function fetchThesaurus(readFile: ReadOwnFile): Promise<Thesaurus | null> {
  const read = await loadThesaurus(readFile);
  if (read.ok) return read.value;
  console.warn(read.error.message);
  return null;
}
