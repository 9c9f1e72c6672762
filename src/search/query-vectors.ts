/**
 * A query among the vectors of a map. Every part of the map's vectors embeds it in its own columns;
 * there it is centred as the papers were, and the parts are set side by side with the map's weights.
 */
import type { QueryEncoder, Vectors } from '../embedding/encoder';
import { rowNorm } from '../embedding/rows';
import { centreAndConcatenate, meanRow } from '../embedding/vectors';
import type { OtherWords } from './expansion';
import { noThesaurus, type Thesaurus } from './thesaurus';

export interface QueryPart {
  /** Rows of the part as its encoder gave them. */
  readonly vectors: Vectors;
  readonly weight: number;
  readonly queries: QueryEncoder;
}

/** Papers and queries in the same columns. */
export interface Meaning {
  /** n×d row-major, unit rows. */
  readonly vectors: Vectors;
  /** To be awaited before a query is embedded: some parts need a model for it. */
  prepare(query: string): Promise<void>;
  /** Unit length, `vectors.d` long; null when no word of the query is known. */
  embed(query: string): Float32Array | null;
  /** Whether any text can be embedded in microseconds, without a model. */
  readonly isQuick: boolean;
  /** Words for others: by the first part that has vectors of words, and the thesaurus. */
  readonly otherWords: OtherWords;
  /** Words of many subjects, of which most are not the corpus's; none without vectors of words. */
  readonly generalWords: readonly string[];
}

/** @throws if there are no parts, or they differ in their number of rows */
export function meaningOf(
  parts: readonly QueryPart[],
  thesaurus: Thesaurus = noThesaurus,
): Meaning {
  const vectors = centreAndConcatenate(parts);
  const centred = parts.map(({ vectors, weight, queries }) => {
    const { mean, counted } = meanRow(vectors);
    return { mean: counted < 2 ? null : mean, d: vectors.d, weight, queries };
  });
  return {
    vectors,
    async prepare(query) {
      for (const { queries } of parts) await queries.prepare?.(query);
    },
    embed(query) {
      const row = new Float32Array(vectors.d);
      let offset = 0;
      for (const { mean, d, weight, queries } of centred) {
        const raw = queries.embed(query);
        if (raw) {
          const own = mean ? raw.map((value, k) => value - (mean[k] ?? 0)) : raw;
          const length = rowNorm(own, 0, d);
          if (length > 1e-6)
            own.forEach((value, k) => (row[offset + k] = (weight * value) / length));
        }
        offset += d;
      }
      const length = rowNorm(row, 0, vectors.d);
      return length === 0 ? null : row.map((value) => value / length);
    },
    isQuick: parts.every(({ queries }) => queries.prepare === undefined),
    otherWords: {
      near: (word) =>
        parts.find(({ queries }) => queries.nearWords)?.queries.nearWords?.(word) ?? [],
      thesaurus,
    },
    generalWords: parts.find(({ queries }) => queries.generalWords)?.queries.generalWords ?? [],
  };
}
