/**
 * Papers like a paper, like several, or like a text that is none of them: by their vectors, fused with
 * the words they share. Vectors find what is said in other words, words the method or the data set that
 * only two papers speak of (docs/quality.md).
 */
import type { EncoderText, Vectors } from '../embedding/encoder';
import { rowNorm } from '../embedding/rows';
import { fuse } from './fuse';
import type { LexicalIndex } from './lexical-index';
import type { RankedPaper } from './ranked';

/** Papers taken from each ranking. */
const rankedLimit = 100;
/** Chosen on pairs that are known to belong together, see docs/quality.md. */
const weights = { meaning: 2, words: 1 };

/** What others are to be like. */
export interface Model {
  /** Unit row among the vectors; null where only the words count. */
  readonly row: Float32Array | null;
  readonly text: EncoderText;
  /** Papers that are not to be given. */
  readonly except: ReadonlySet<number>;
}

/** Papers like others, best first. */
export interface Alike {
  readonly ranking: readonly RankedPaper[];
  /** Cosine of each of them to the model, in the same order; 0 where there is no row. */
  readonly similarities: Float32Array;
}

/**
 * @param vectors unit rows, one per paper; null to go by words alone
 * @param most papers given at most
 */
export function alike(
  index: LexicalIndex,
  vectors: Vectors | null,
  { row, text, except }: Model,
  most: number,
): Alike {
  const cosines = row && vectors ? cosinesTo(vectors, row) : null;
  const byMeaning: RankedPaper[] = Array.from(cosines ?? [], (score, paper) => ({ paper, score }))
    .filter(({ paper, score }) => !except.has(paper) && score > 0)
    .sort((a, b) => b.score - a.score || a.paper - b.paper)
    .slice(0, rankedLimit);
  const byWords = index
    .rankAlike(`${text.title} ${text.abstract}`)
    .filter(({ paper }) => !except.has(paper))
    .slice(0, rankedLimit);
  const ranking = fuse([
    { ranking: byMeaning, weight: weights.meaning },
    { ranking: byWords, weight: weights.words },
  ]).slice(0, most);
  return {
    ranking,
    similarities: Float32Array.from(ranking, ({ paper }) => cosines?.[paper] ?? 0),
  };
}

/** Some papers of the corpus as one model: the direction of their rows together, and all their words. */
export function modelOf(
  papers: readonly EncoderText[],
  vectors: Vectors | null,
  of: readonly number[],
): Model {
  const texts = of.map((paper) => papers[paper]).filter((paper) => paper !== undefined);
  return {
    row: vectors && meanRow(vectors, of),
    text: {
      title: texts.map(({ title }) => title).join(' '),
      abstract: texts.map(({ abstract }) => abstract).join(' '),
    },
    except: new Set(of),
  };
}

function meanRow({ d, data }: Vectors, of: readonly number[]): Float32Array {
  const sum = new Float32Array(d);
  for (const paper of of)
    for (let k = 0; k < d; k++) sum[k] = (sum[k] ?? 0) + (data[paper * d + k] ?? 0);
  const length = rowNorm(sum, 0, d);
  return length === 0 ? sum : sum.map((value) => value / length);
}

function cosinesTo({ n, d, data }: Vectors, row: Float32Array): Float32Array {
  return Float32Array.from({ length: n }, (_, other) => {
    let sum = 0;
    for (let k = 0, at = other * d; k < d; k++, at++) sum += (row[k] ?? 0) * (data[at] ?? 0);
    return sum;
  });
}
