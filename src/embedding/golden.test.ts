/** The bundled encoder against the reference implementation, by a file that `scripts/make-encoder-golden.ts` made. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { builtModel } from './built-model';
import type { ModelPrecision, ModelSpec } from './model';
import { bundledModel } from './model';
import { openModelFile } from './model-files';
import { NeuralEncoder } from './neural';
import { nodeRuntime } from './node-runtime';
import { TokenWindows } from './token-windows';
import type { Transformers } from './runtime';
import { serveModel } from './runtime';

const golden = v.parse(
  v.object({
    texts: v.array(v.object({ text: v.string(), ids: v.array(v.number()), vector: v.string() })),
  }),
  JSON.parse(readFileSync(new URL('./fixtures/encoder-golden.json', import.meta.url), 'utf8')),
);

const device = { rung: 'wasm', threads: 1 } as const;
const location = builtModel();
const open = (path: string) => openModelFile(location, path);
let library: Transformers;

beforeAll(async () => {
  library = await nodeRuntime(device);
});

function decodeVector(base64: string): Float32Array {
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
  return Float32Array.from(new Int16Array(bytes.buffer), (value) => value / 32767);
}

function cosine(a: Float32Array, b: Float32Array): number {
  const dot = a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
  return dot / (Math.hypot(...a) * Math.hypot(...b));
}

/** Cosine to the reference of every golden text that survives text preparation unchanged. */
async function cosines(precision: ModelPrecision): Promise<number[]> {
  const spec: ModelSpec = { ...bundledModel, precision: { webgpu: precision, wasm: precision } };
  const encoder = await NeuralEncoder.load(library, spec, device, open);
  const found: number[] = [];
  for (const { text, vector } of golden.texts) {
    const row = await encoder.encodeOne({ title: text, abstract: '' });
    if (!row) throw new Error(`Refused: ${text}`);
    found.push(cosine(row, decodeVector(vector)));
  }
  await encoder.dispose();
  return found;
}

describe('the bundled encoder', () => {
  test('tokenises as the reference does', async () => {
    const served = serveModel(library, bundledModel.id, open);
    const tokenizer = await library.AutoTokenizer.from_pretrained(bundledModel.id);
    served.forget();
    const windows = new TokenWindows(tokenizer, bundledModel.maxTokens, '');
    for (const { text, ids } of golden.texts) {
      const found = windows.of(text).flatMap((window) => Array.from(window.ids, Number));
      expect(found, text).toEqual(ids);
    }
  });

  test.each([
    ['fp32', 0.9999],
    ['int8', 0.9985],
    ['q8', 0.998],
  ] as const)(
    'gives the vectors of the reference (%s: cosine at least %d)',
    async (precision, least) => {
      expect(Math.min(...(await cosines(precision)))).toBeGreaterThan(least);
    },
  );
});
