/** The thesaurus that searches use, fetched when the meaning of a corpus is made. */
import { loadThesaurus, noThesaurus, type Thesaurus } from '../search/thesaurus';

/**
 * Gives the thesaurus, fetched once; one of no words while it cannot be had, and the next call tries
 * again.
 *
 * @param base the address of the page's own files, ending with a slash
 */
export function thesaurusSource(base: string): () => Promise<Thesaurus> {
  let fetching: Promise<Thesaurus | null> | undefined;
  return async () => {
    fetching ??= fetchThesaurus(base);
    const thesaurus = await fetching;
    if (thesaurus !== null) return thesaurus;
    fetching = undefined;
    return noThesaurus;
  };
}

async function fetchThesaurus(base: string): Promise<Thesaurus | null> {
  const read = await loadThesaurus(async (path) => {
    const response = await fetch(new URL(path, base));
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  });
  if (read.ok) return read.value;
  console.warn(read.error.message);
  return null;
}
