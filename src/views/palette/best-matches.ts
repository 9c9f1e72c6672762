/** Which of many entries a few typed letters mean, for the list that finds anything on the page. */

export type EntryKind = 'action' | 'topic' | 'paper';

export interface Entry {
  readonly kind: EntryKind;
  readonly label: string;
  /** A word at the end of its line; empty for none. */
  readonly note: string;
  readonly act: () => void;
}

/** At most so many of a kind are shown. */
const mostOfKind: Readonly<Record<EntryKind, number>> = { action: 8, topic: 6, paper: 10 };
const kinds: readonly EntryKind[] = ['action', 'topic', 'paper'];

/** Lower case without accents. */
export function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Entries with their labels made ready once, so that each key costs one pass over them. */
export class EntryList {
  readonly #entries: readonly { readonly entry: Entry; readonly text: string }[];

  constructor(entries: readonly Entry[]) {
    this.#entries = entries.map((entry) => ({ entry, text: folded(entry.label) }));
  }

  /**
   * The entries that hold every word typed, actions before topics before papers, those that begin with
   * what was typed first; the first of each kind where nothing was typed, papers left out.
   */
  find(typed: string): Entry[] {
    const words = folded(typed).split(/\s+/u).filter(Boolean);
    const begun = words.join(' ');
    const found = this.#entries
      .filter(({ entry, text }) =>
        words.length === 0 ? entry.kind !== 'paper' : words.every((word) => text.includes(word)),
      )
      .map(({ entry, text }, at) => ({ entry, at, rank: rankOf(text, begun, words) }))
      .sort((one, other) => one.rank - other.rank || one.at - other.at);
    return kinds.flatMap((kind) =>
      found
        .filter(({ entry }) => entry.kind === kind)
        .slice(0, mostOfKind[kind])
        .map(({ entry }) => entry),
    );
  }
}

/** 0 where the text begins so, 1 where words in it do, 2 elsewhere. */
function rankOf(text: string, begun: string, words: readonly string[]): number {
  if (text.startsWith(begun)) return 0;
  return words.every((word) => text.startsWith(word) || text.includes(` ${word}`)) ? 1 : 2;
}
