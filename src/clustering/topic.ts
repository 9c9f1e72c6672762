/** What people read about a node of the dendrogram. Made by the labeller, shown by every view. */

/** Stands between the phrases of a name. */
export const nameSeparator = ' · ';
/** Stands between the parts of a mixed topic, behind which " +2" counts those it does not name. */
export const partSeparator = ', ';

/** Phrases of a name one by one, each but the first with what stands before it; joined, the name. */
export function piecesOf(name: string): string[] {
  const [, listed, count] = countedList.exec(name) ?? [];
  if (listed === undefined) return split(name, nameSeparator);
  const pieces = split(listed, partSeparator);
  return [...pieces.slice(0, -1), `${pieces.at(-1) ?? ''} +${count ?? ''}`];
}

/** The phrases of a name alone, without what stands between or behind them. */
export function phrasesOf(name: string): string[] {
  const [, listed] = countedList.exec(name) ?? [];
  return listed === undefined ? name.split(nameSeparator) : listed.split(partSeparator);
}

/**
 * A name and its shorter forms, longest first: each without one more of its last phrases. What a
 * mixed topic no longer names is added to the count behind it.
 */
export function shorterNames(name: string): string[] {
  const [, listed, count] = countedList.exec(name) ?? [];
  if (listed === undefined) {
    const phrases = name.split(nameSeparator);
    return phrases.map((_, left) => phrases.slice(0, phrases.length - left).join(nameSeparator));
  }
  const parts = listed.split(partSeparator);
  return parts.map((_, left) => {
    const named = parts.slice(0, parts.length - left).join(partSeparator);
    return `${named} +${Number(count) + left}`;
  });
}

const countedList = /^(.+) \+(\d+)$/su;

function split(text: string, separator: string): string[] {
  return text.split(separator).map((piece, at) => (at === 0 ? piece : `${separator}${piece}`));
}

/** A phrase with its weight in the node's class-based score, largest first. */
export interface WeightedTerm {
  readonly term: string;
  readonly weight: number;
}

export interface Topic {
  /** The dendrogram node. */
  readonly node: number;
  /** The name shown, one or two phrases joined by " · ", or a list of a mixed topic's parts. */
  readonly name: string;
  /** The phrases behind the name, best first, more of them than the name shows. */
  readonly terms: readonly WeightedTerm[];
  /** The paper nearest to the node's centroid. */
  readonly medoid: number;
  /** Mean cosine similarity of the node's papers to its centroid, 0 to 1. */
  readonly cohesion: number;
}
