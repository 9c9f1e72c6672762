/** The plan for papers that bring their own vectors: nothing is embedded. */
import type { Corpus } from '../corpus/paper';
import type { Encoder, Vectors } from '../embedding/encoder';
import { contentKey } from '../foundation/hash';
import { success, type Result } from '../foundation/result';
import type { VectorPlan } from './stages';

/** FNV-1a over the bits of the numbers, so that other vectors for the same papers are other results. */
function bitsHash(data: Float32Array): string {
  const bits = new Uint32Array(data.buffer, data.byteOffset, data.length);
  let hash = 0x811c9dc5;
  for (const word of bits) hash = Math.imul(hash ^ word, 0x01000193) >>> 0;
  return hash.toString(16);
}

/** Some rows of vectors, in the order asked for. */
export function rowsOf({ d, data }: Vectors, rows: Uint32Array): Vectors {
  const picked = new Float32Array(rows.length * d);
  rows.forEach((row, i) => picked.set(data.subarray(row * d, (row + 1) * d), i * d));
  return { n: rows.length, d, data: picked };
}

/**
 * @param rows papers to map, where not all are
 * @returns undefined if the corpus brings no vectors, or not one for every paper
 */
export function broughtPlan(
  { papers, vectors: brought }: Corpus,
  rows: Uint32Array | null = null,
): Result<VectorPlan> | undefined {
  if (brought === undefined || brought.n !== papers.length) return undefined;
  const vectors = rows === null ? brought : rowsOf(brought, rows);
  const encoder: Encoder = {
    fingerprint: `brought:${contentKey(`${vectors.n}×${vectors.d}`, bitsHash(vectors.data))}`,
    dimension: vectors.d,
    scope: 'corpus',
    encode: (texts, options) => {
      options?.signal?.throwIfAborted();
      options?.onProgress?.(texts.length, texts.length);
      return Promise.resolve(vectors);
    },
  };
  return success({ corpusParts: [{ encoder, weight: 1 }], textPart: null });
}
