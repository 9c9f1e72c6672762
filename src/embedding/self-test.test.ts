import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtModel } from './built-model';
import { bundledModel } from './model';
import { openModelFile } from './model-files';
import { NeuralEncoder } from './neural';
import { nodeRuntime } from './node-runtime';
import { testAgainstReference, testSanity } from './self-test';
import { selfTestTexts } from './self-test-texts';

const device = { rung: 'wasm', threads: 1 } as const;
let encoder: NeuralEncoder;
let honest: Float32Array[];

beforeAll(async () => {
  const location = builtModel();
  encoder = await NeuralEncoder.load(await nodeRuntime(device), bundledModel, device, (path) =>
    openModelFile(location, path),
  );
  const { data } = await encoder.encode(selfTestTexts);
  honest = selfTestTexts.map((_, i) => data.slice(i * 512, (i + 1) * 512));
});

afterAll(() => encoder.dispose());

/** The honest vectors with a fault put into one of them. */
function faulty(change: (row: Float32Array) => Float32Array): Float32Array[] {
  return honest.map((row, i) => (i === 3 ? change(row.slice()) : row));
}

describe('the self-test', () => {
  test('passes the bundled encoder on a device that works', () => {
    expect(testAgainstReference(honest)).toEqual({ ok: true });
    expect(testSanity(honest)).toEqual({ ok: true });
  });

  test('catches vectors of another model, of unit length though they are', () => {
    const swapped = faulty((row) => row.reverse());
    expect(testSanity(swapped)).toEqual({ ok: true });
    expect(testAgainstReference(swapped)).toEqual({
      ok: false,
      reason: 'gave other vectors than the model should',
    });
  });

  test('catches a small systematic error', () => {
    const biased = faulty((row) => {
      const moved = row.map((value, i) => value + (i % 8 === 0 ? 0.03 : 0));
      const norm = Math.hypot(...moved);
      return moved.map((value) => value / norm);
    });
    expect(testAgainstReference(biased).ok).toBe(false);
  });

  test.each([
    ['NaN', (row: Float32Array) => row.fill(NaN), 'gave vectors that are not numbers'],
    ['zeros', (row: Float32Array) => row.fill(0), 'gave vectors of wrong length'],
    [
      'numbers too large',
      (row: Float32Array) => row.map((value) => 2 * value),
      'gave vectors of wrong length',
    ],
  ])('catches %s', (_, change, reason) => {
    expect(testSanity(faulty(change))).toEqual({ ok: false, reason });
  });

  test('catches a device that gives every text the same vector', () => {
    const constant = honest.map(() => honest[0] ?? null);
    expect(testSanity(constant).ok).toBe(false);
  });

  test('catches missing vectors', () => {
    expect(testSanity([]).ok).toBe(false);
  });
});
