import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openModelFile } from './model-files';
import { NeuralEncoder } from './neural';
import { nodeRuntime } from './node-runtime';
import { testAgainst, testSanity } from './self-test';
import { selfTestTexts } from './self-test-texts';
import { standInLocation } from './testing/stand-in-model';
import { standInModel } from './testing/stand-in-spec';

const device = { rung: 'wasm', threads: 1 } as const;
const d = standInModel.dimension;
let encoder: NeuralEncoder;
let honest: Float32Array[];

beforeAll(async () => {
  const location = standInLocation();
  encoder = await NeuralEncoder.load(await nodeRuntime(device), standInModel, device, (path) =>
    openModelFile(location, path),
  );
  const { data } = await encoder.encode(selfTestTexts);
  honest = selfTestTexts.map((_, i) => data.slice(i * d, (i + 1) * d));
});

afterAll(() => encoder.dispose());

/** The honest vectors with a fault put into one of them. */
function faulty(change: (row: Float32Array) => Float32Array): Float32Array[] {
  return honest.map((row, i) => (i === 3 ? change(row.slice()) : row));
}

describe('the self-test', () => {
  test('passes a model on a device that works', () => {
    expect(testSanity(honest)).toEqual({ ok: true });
  });

  test('catches a paraphrase that is no nearer than a stranger', () => {
    const [one, paraphrase, stranger, long] = honest;
    const swapped = [one, stranger, paraphrase, long].map((row) => row ?? null);
    expect(testSanity(swapped)).toEqual({
      ok: false,
      reason: 'takes a stranger to be nearer than a paraphrase',
    });
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
});

describe('the self-test against script', () => {
  const expected = [Float32Array.of(3, -0.5), Float32Array.of(0, 2)];
  const judge = testAgainst(expected);

  test('passes equal numbers', () => {
    expect(judge(expected.map((row) => row.slice()))).toEqual({ ok: true });
  });

  test.each([
    ['the last bit of one number', [Float32Array.of(3, -0.5), Float32Array.of(0, 2.0000002)]],
    ['a row that is missing', [Float32Array.of(3, -0.5), null]],
    ['what is not a number', [Float32Array.of(NaN, -0.5), Float32Array.of(0, 2)]],
    ['swapped rows', [...expected].reverse()],
  ])('catches %s', (_, rows) => {
    expect(judge(rows)).toEqual({ ok: false, reason: 'gave other vectors than script does' });
  });
});
