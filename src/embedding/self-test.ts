/**
 * Whether a device computes what the model says: GPUs and their drivers do return wrong numbers
 * without an error. A few fixed sentences are embedded and looked at before anything is believed.
 */
import { selfTestTexts } from './self-test-texts';

export type SelfTestOutcome =
  | { readonly ok: true }
  /** `reason` completes "because it …". */
  | { readonly ok: false; readonly reason: string };

/**
 * Compares with vectors computed in script. Whole numbers leave no room for rounding, so every number
 * must be equal.
 *
 * @param expected a row for each of {@link selfTestTexts}
 */
export function testAgainst(
  expected: readonly Float32Array[],
): (rows: readonly (Float32Array | null)[]) => SelfTestOutcome {
  return (rows) =>
    expected.every((row, i) => row.every((value, k) => value === rows[i]?.[k]))
      ? { ok: true }
      : { ok: false, reason: 'gave other vectors than script does' };
}

/** For models of whom no vector is known: finite unit rows, and a paraphrase nearer than a stranger. */
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
