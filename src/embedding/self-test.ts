/**
 * Whether a device computes what the model says: GPUs and their drivers do return wrong numbers
 * without an error. A few fixed sentences are embedded and looked at before anything is believed.
 */
import reference from './self-test-reference.json';
import { selfTestTexts } from './self-test-texts';

export type SelfTestOutcome =
  | { readonly ok: true }
  /** `reason` completes "because it …". */
  | { readonly ok: false; readonly reason: string };

/** 8-bit arithmetic keeps a cosine of 0.998 to the reference; a broken kernel is nowhere near. */
const LEAST_AGREEMENT = 0.99;

/**
 * Compares with the bundled model's stored vectors.
 *
 * @param rows a vector for each of {@link selfTestTexts}, `null` where there was none
 */
export function testAgainstReference(rows: readonly (Float32Array | null)[]): SelfTestOutcome {
  const sane = testSanity(rows);
  if (!sane.ok) return sane;
  const agreements = reference.vectors.map((stored, i) => cosine(rows[i], decodeVector(stored)));
  return agreements.every((agreement) => agreement >= LEAST_AGREEMENT)
    ? { ok: true }
    : { ok: false, reason: 'gave other vectors than the model should' };
}

/** For models without stored vectors: finite unit rows, and a paraphrase nearer than a stranger. */
export function testSanity(rows: readonly (Float32Array | null)[]): SelfTestOutcome {
  for (const index of selfTestTexts.keys()) {
    const row = rows[index];
    if (!row || row.some((value) => !Number.isFinite(value))) {
      return { ok: false, reason: 'gave vectors that are not numbers' };
    }
    if (Math.abs(Math.hypot(...row) - 1) > 1e-3) {
      return { ok: false, reason: 'gave vectors of wrong length' };
    }
  }
  const [one, paraphrase, stranger] = rows;
  return cosine(one, paraphrase) > cosine(one, stranger)
    ? { ok: true }
    : { ok: false, reason: 'takes a stranger to be nearer than a paraphrase' };
}

function cosine(a: Float32Array | null | undefined, b: Float32Array | null | undefined): number {
  if (!a || !b || a.length !== b.length) return NaN;
  const dot = a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
  return dot / (Math.hypot(...a) * Math.hypot(...b));
}

/** Components as 16-bit fractions of 1, little-endian, in base 64. */
export function decodeVector(base64: string): Float32Array {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  return Float32Array.from(
    { length: bytes.length / 2 },
    (_, i) => view.getInt16(2 * i, true) / 32767,
  );
}
