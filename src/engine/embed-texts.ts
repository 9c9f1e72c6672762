import type { Encoder, EncoderText, Vectors } from '../embedding/encoder';
import type { ComputedStore } from '../storage/computed';
import { textKey } from './stages';

/** Time between two savings: what a crash can cost, and short enough for progress to move. */
const targetMilliseconds = 1000;
const smallestBatch = 4;
const largestBatch = 256;

export interface EmbedRequest {
  readonly texts: readonly EncoderText[];
  readonly corpusId: string;
  readonly encoder: Encoder;
  readonly store: ComputedStore;
  readonly signal: AbortSignal;
  /** Texts that have a vector, out of all; the first call tells how many were kept before. */
  readonly onProgress: (done: number, total: number) => void;
}

/** Whether there is anything to embed; an encoder would give an empty text a valid-looking vector. */
export function hasText({ title, abstract }: EncoderText): boolean {
  return /\S/.test(title) || /\S/.test(abstract);
}

/** The keys texts have under an encoder, undefined for texts without content. */
export function keysOf(
  fingerprint: string,
  texts: readonly EncoderText[],
): readonly (string | undefined)[] {
  return texts.map((text) => (hasText(text) ? textKey(fingerprint, text) : undefined));
}

/** Whether every text with content has a vector kept under this fingerprint. */
export async function allKept(
  store: ComputedStore,
  fingerprint: string,
  texts: readonly EncoderText[],
): Promise<boolean> {
  const keys = [...new Set(keysOf(fingerprint, texts))].filter((key) => key !== undefined);
  return (await store.presentVectors(keys)).every(Boolean);
}

/**
 * Embeds the texts that have no kept vector, in batches of similar length that are kept one by one:
 * stopped at any point, it continues with the first batch that was not kept.
 *
 * @throws the signal's reason, what the encoder throws, or an Error when a vector is not finite
 */
export async function embedMissing(request: EmbedRequest): Promise<void> {
  const { texts, encoder, store, signal, onProgress, corpusId } = request;
  const positions = new Map<string, EncoderText>();
  keysOf(encoder.fingerprint, texts).forEach((key, i) => {
    const text = texts[i];
    if (key !== undefined && text !== undefined) positions.set(key, text);
  });
  const keys = [...positions.keys()];
  const bytes = encoder.dimension * Float32Array.BYTES_PER_ELEMENT;
  await store.hold(
    corpusId,
    'vectors',
    keys,
    keys.map(() => bytes),
  );
  const present = await store.presentVectors(keys);
  const missing = [...positions].filter((_entry, i) => !present[i]);
  missing.sort(([keyA, a], [keyB, b]) => lengthOf(a) - lengthOf(b) || (keyA < keyB ? -1 : 1));

  const total = keys.length;
  let done = total - missing.length;
  onProgress(done, total);
  let saving: Promise<void> = Promise.resolve();
  let size = smallestBatch;
  try {
    for (let from = 0; from < missing.length;) {
      signal.throwIfAborted();
      const batch = missing.slice(from, from + size);
      const started = performance.now();
      const before = done;
      const vectors = await encoder.encode(
        batch.map(([, text]) => text),
        { signal, onProgress: (within) => onProgress(before + within, total) },
      );
      const rows = rowsOf(vectors, batch);
      // The next batch is computed while this one is written.
      await saving;
      saving = store.putVectors(rows);
      from += batch.length;
      done += batch.length;
      onProgress(done, total);
      size = nextSize(size, performance.now() - started);
    }
  } finally {
    await saving;
  }
}

/** Vectors that were there are not, or were spoilt; those left of them are embedded again. */
export class MissingVectors extends Error {
  constructor(missing: number, all: number) {
    super(`${missing} of ${all} vectors are not in storage.`);
    this.name = 'MissingVectors';
  }
}

/** Vectors read from storage at a time, so that there is never a second copy of all. */
const rowsRead = 2000;

/** All rows in the order of the texts; rows of texts without content are zero. */
export async function loadRows(
  store: ComputedStore,
  fingerprint: string,
  texts: readonly EncoderText[],
): Promise<Vectors> {
  const n = texts.length;
  let data = new Float32Array(0);
  let d = 0;
  let missing = 0;
  for (let from = 0; from < n; from += rowsRead) {
    const keys = keysOf(fingerprint, texts.slice(from, from + rowsRead));
    const known = keys.filter((key) => key !== undefined);
    const found = (await store.vectors(known)).values();
    for (const [at, key] of keys.entries()) {
      if (key === undefined) continue;
      const row = found.next().value;
      if (row === undefined) {
        missing++;
        continue;
      }
      if (d === 0) {
        d = row.length;
        data = new Float32Array(n * d);
      }
      data.set(row, (from + at) * d);
    }
  }
  if (missing > 0) throw new MissingVectors(missing, n);
  return { n, d, data };
}

function lengthOf({ title, abstract }: EncoderText): number {
  return title.length + abstract.length;
}

function nextSize(size: number, milliseconds: number): number {
  if (milliseconds < targetMilliseconds / 2) return Math.min(largestBatch, size * 2);
  if (milliseconds > targetMilliseconds * 2) return Math.max(smallestBatch, size / 2);
  return size;
}

function rowsOf(
  { n, d, data }: Vectors,
  batch: readonly (readonly [string, EncoderText])[],
): { key: string; vector: Float32Array }[] {
  if (n !== batch.length || data.length !== n * d)
    throw new Error(`The encoder gave ${n} vectors for ${batch.length} texts.`);
  return batch.map(([key, text], i) => {
    const vector = data.subarray(i * d, (i + 1) * d);
    if (!vector.every(Number.isFinite))
      throw new Error(`The encoder gave a vector that is not finite for “${text.title}”.`);
    return { key, vector };
  });
}
