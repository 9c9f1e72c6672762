/**
 * Which words of a corpus mean nearly the same as a word: the nearest by the lexicon's own vectors. They
 * were learnt from company within twenty words, so that they hold subjects together ("photo",
 * "illumination") as much as synonyms ("photo", "photograph").
 */
import { stemmer } from 'stemmer';
import type { NearWord } from './encoder';
import type { Lexicon } from './lexicon-file';
import { dotProduct, rowNorm } from './rows';

/** Words given at most, and the least cosine of one: farther ones lead away from the question. */
const most = 12;
const leastCosine = 0.45;
/** Answers remembered, so that typing on asks for one word at a time. */
const mostRemembered = 500;

/**
 * @param terms the words of the corpus, in their counted form
 * @param rows row of each of the lexicon's words
 */
export function nearWordsIn(
  terms: readonly string[],
  lexicon: Lexicon,
  rows: ReadonlyMap<string, number>,
): (word: string) => readonly NearWord[] {
  const { dimension: d, vectors } = lexicon;
  const known = terms.filter((term) => rows.has(term));
  const rowOf = Uint32Array.from(known, (term) => rows.get(term) ?? 0);
  const lengths = Float32Array.from(rowOf, (row) => rowNorm(vectors, row * d, d));
  const remembered = new Map<string, readonly NearWord[]>();
  let rowOfStem: Map<string, number> | undefined;

  /** Row of the word, or of one with its stem: the lexicon holds "pretraining" and no "pretrain". */
  function rowFor(word: string): number | undefined {
    const own = rows.get(word);
    if (own !== undefined) return own;
    if (!rowOfStem) {
      rowOfStem = new Map();
      for (const [term, row] of rows) {
        const stem = stemmer(term);
        if (!rowOfStem.has(stem)) rowOfStem.set(stem, row);
      }
    }
    return rowOfStem.get(stemmer(word));
  }

  function nearest(word: string): readonly NearWord[] {
    const row = rowFor(word);
    if (row === undefined) return [];
    const own = rowNorm(vectors, row * d, d);
    if (own === 0) return [];
    const asked = vectors.subarray(row * d, (row + 1) * d);
    const found: NearWord[] = [];
    for (let at = 0; at < known.length; at++) {
      const other = rowOf[at] ?? 0;
      if (other === row) continue;
      const dot = dotProduct(asked, 0, vectors, other * d, d);
      const cosine = dot / (own * (lengths[at] ?? 0) || 1);
      if (cosine >= leastCosine) found.push([known[at] ?? '', cosine]);
    }
    return found.sort((one, other) => other[1] - one[1]).slice(0, most);
  }

  return (word) => {
    const before = remembered.get(word);
    if (before) return before;
    const found = nearest(word);
    const [oldest] = remembered.keys();
    if (remembered.size >= mostRemembered && oldest !== undefined) remembered.delete(oldest);
    remembered.set(word, found);
    return found;
  };
}
