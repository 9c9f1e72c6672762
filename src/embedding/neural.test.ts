import { describe, expect, test, beforeAll, afterAll } from 'vitest';
import { bundledModel } from './model';
import type { EmbeddedBatch } from './neural-service';
import { NeuralService } from './neural-service';
import { nodeRuntime } from './node-runtime';
import { builtModel } from './built-model';

const service = new NeuralService(nodeRuntime);

beforeAll(async () => {
  const loaded = await service.load({
    model: bundledModel,
    location: builtModel(),
    device: { rung: 'wasm', threads: 1 },
  });
  expect(loaded).toMatchObject({ ok: true, value: { dimension: 512 } });
});

afterAll(() => service.dispose());

async function embed(texts: readonly { title: string; abstract: string }[]) {
  const batches: EmbeddedBatch[] = [];
  const result = await service.encode(texts, (batch) => void batches.push(batch));
  if (!result.ok) throw new Error(result.error.message);
  const rows = batches.flatMap(({ count, rows }) =>
    Array.from({ length: count }, (_, i) => rows.slice(i * 512, (i + 1) * 512)),
  );
  return { rows, batches, summary: result.value };
}

const long = 'We study the zeta functions of graphs and their bounds. '.repeat(30);
const papers = [
  { title: 'Attention is all you need', abstract: 'A network built on attention alone.' },
  { title: 'On graphs', abstract: long },
  { title: 'Odd: 😀 مرحبا 你好 \uD800 \u0007 <s>', abstract: '' },
];

describe('the neural encoder', () => {
  test('gives unit rows', async () => {
    const { rows } = await embed(papers);
    for (const row of rows) expect(Math.hypot(...row)).toBeCloseTo(1, 5);
  });

  test('gives a text the same bytes whatever its company and order', async () => {
    const together = await embed(papers);
    const reversed = await embed([...papers].reverse());
    expect(reversed.rows.reverse()).toEqual(together.rows);
    for (const [i, paper] of papers.entries()) {
      const alone = await embed([paper]);
      expect(alone.rows[0]).toEqual(together.rows[i]);
    }
  });
});
