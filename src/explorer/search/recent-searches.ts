/** What was searched for last in each corpus, on this device alone: no workspace and no link holds it. */

const storageKey = 'papergrove:searches';
const mostKept = 8;
const mostCorpora = 30;

/** Where it is kept; null where the browser keeps nothing. */
type PreferenceStore = Pick<Storage, 'getItem' | 'setItem'> | null;

type Kept = Readonly<Record<string, readonly string[]>>;

/** @param store null where the browser keeps nothing: then nothing is remembered */
export class RecentSearches {
  readonly #store: PreferenceStore;

  constructor(store: PreferenceStore) {
    this.#store = store;
  }

  /** Latest first. */
  of(corpusId: string): readonly string[] {
    return this.#read()[corpusId] ?? [];
  }

  /** Remembers a search; one of the past that it only finished is forgotten for it. */
  add(corpusId: string, query: string): void {
    const asked = query.trim();
    if (asked === '') return;
    const { [corpusId]: before = [], ...others } = this.#read();
    const kept = before.filter((old) => !asked.toLowerCase().startsWith(old.toLowerCase()));
    const entries = Object.entries(others).slice(0, mostCorpora - 1);
    this.#write({
      [corpusId]: [asked, ...kept].slice(0, mostKept),
      ...Object.fromEntries(entries),
    });
  }

  /** Forgets all of a corpus. */
  clear(corpusId: string): void {
    const { [corpusId]: gone, ...others } = this.#read();
    if (gone) this.#write(others);
  }

  /** Forgets those of corpora that are not here any more. */
  keepOnly(corpora: readonly string[]): void {
    const all = this.#read();
    const kept = Object.entries(all).filter(([id]) => corpora.includes(id));
    if (kept.length < Object.keys(all).length) this.#write(Object.fromEntries(kept));
  }

  #read(): Kept {
    try {
      const read: unknown = JSON.parse(this.#store?.getItem(storageKey) ?? '{}');
      if (typeof read !== 'object' || read === null) return {};
      return Object.fromEntries(
        Object.entries(read).map(([id, queries]: [string, unknown]) => [
          id,
          Array.isArray(queries) ? queries.filter((query) => typeof query === 'string') : [],
        ]),
      );
    } catch {
      return {};
    }
  }

  #write(kept: Kept): void {
    try {
      this.#store?.setItem(storageKey, JSON.stringify(kept));
    } catch {
      // A full or forbidden storage only means that nothing is remembered.
    }
  }
}
