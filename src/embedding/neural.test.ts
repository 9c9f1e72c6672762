import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { EmbeddedBatch } from './embedding-service';
import { EmbeddingService } from './embedding-service';
import { nodeRuntime } from './node-runtime';
import { standInLocation } from './testing/stand-in-model';
import { standInModel } from './testing/stand-in-spec';

const d = standInModel.dimension;
const service = new EmbeddingService(nodeRuntime);

beforeAll(async () => {
  const loaded = await service.load({
    what: { kind: 'model', model: standInModel, location: standInLocation() },
    device: { rung: 'wasm', threads: 1 },
  });
  expect(loaded).toMatchObject({ ok: true, value: { dimension: d } });
});

afterAll(() => service.dispose());

async function embed(texts: readonly { title: string; abstract: string }[]) {
  const batches: EmbeddedBatch[] = [];
  const result = await service.encode(texts, (batch) => void batches.push(batch));
  if (!result.ok) throw new Error(result.error.message);
  const rows = batches.flatMap(({ count, rows }) =>
    Array.from({ length: count }, (_, i) => rows.slice(i * d, (i + 1) * d)),
  );
  return { rows, batches, summary: result.value };
}

/** Texts that files really hold. */
const oddTexts = {
  empty: '',
  blank: ' \n\t\u3000',
  control: '\u0000\u0007\u001B',
  emoji: '😀 👩‍👩‍👧‍👦 🇩🇪',
  rightToLeft: 'تعلم الآلة للنصوص العلمية \u202B',
  chinese: '机器学习用于科学文献的聚类分析',
  surrogates: '\uD800 half \uDC00 characters \uD83D',
  endless: 'word '.repeat(100_000),
  oneWord: 'a'.repeat(100_000),
  markup: '<s></s><pad> $\\alpha$ &amp; <b>bold</b>',
};

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

describe('odd texts', () => {
  test('are embedded or refused by name, and stop nothing', async () => {
    const names = Object.keys(oddTexts);
    const { rows, summary } = await embed(
      Object.values(oddTexts).map((abstract) => ({ title: '', abstract })),
    );
    expect(summary.empty.map((i) => names[i])).toEqual(['empty', 'blank', 'control']);
    expect(summary.truncated.map((i) => names[i])).toEqual(['endless', 'oneWord']);
    for (const [i, row] of rows.entries()) {
      expect(Math.hypot(...row), names[i]).toBeCloseTo(summary.empty.includes(i) ? 0 : 1, 5);
    }
  });
});

describe('the service', () => {
  test('hands over batches in order that add up to the texts', async () => {
    const { batches } = await embed(
      Array.from({ length: 40 }, (_, i) => ({ title: `Paper ${i}`, abstract: '' })),
    );
    let next = 0;
    for (const { first, count, rows } of batches) {
      expect(first).toBe(next);
      expect(rows).toHaveLength(count * d);
      next += count;
    }
    expect(next).toBe(40);
    expect(batches.length).toBeGreaterThan(1);
  });

  test('stops when told, keeping what was handed over', async () => {
    const texts = Array.from({ length: 200 }, () => ({ title: 'A paper', abstract: '' }));
    let handedOver = 0;
    const result = await service.encode(texts, ({ count }) => {
      handedOver += count;
      service.stop();
    });
    expect(result).toMatchObject({ ok: false, error: { code: 'embedding-stopped' } });
    expect(handedOver).toBeGreaterThan(0);
    expect(handedOver).toBeLessThan(200);
  });

  test('embeds queries, and refuses empty ones', async () => {
    const query = await service.encodeQuery('attention networks');
    const row = query.ok ? query.value : null;
    expect(row && Math.hypot(...row)).toBeCloseTo(1, 5);
    expect(await service.encodeQuery('  ')).toEqual({ ok: true, value: null });
  });

  test('puts the prefixes of a model before its texts and its queries', async () => {
    const prefixed = new EmbeddingService(nodeRuntime);
    const device = { rung: 'wasm', threads: 1 } as const;
    const model = { ...standInModel, passagePrefix: 'passage: ', queryPrefix: 'query: ' };
    await prefixed.load({ what: { kind: 'model', model, location: standInLocation() }, device });
    const query = await prefixed.encodeQuery('attention networks');
    const paper = { title: 'attention networks', abstract: '' };
    const rows: Float32Array[] = [];
    await prefixed.encode([paper], (batch) => void rows.push(batch.rows));
    await prefixed.dispose();
    const alone = async (title: string) => (await embed([{ title, abstract: '' }])).rows[0];
    expect(query).toEqual({ ok: true, value: await alone('query: attention networks') });
    expect(rows[0]).toEqual(await alone('passage: attention networks'));
    expect(rows[0]).not.toEqual(await alone('attention networks'));
  });

  test('says what is missing or wrong with a model', async () => {
    const other = new EmbeddingService(nodeRuntime);
    expect(await other.encode(papers, () => undefined)).toMatchObject({
      ok: false,
      error: { code: 'model-not-loaded' },
    });
    const answers = {
      'model-file-missing': new Response('', { status: 404 }),
      'model-file-html': new Response('<html>', { headers: { 'content-type': 'text/html' } }),
    };
    for (const [code, answer] of Object.entries(answers)) {
      vi.stubGlobal('fetch', async () => answer.clone());
      const loaded = await other.load({
        what: {
          kind: 'model',
          model: standInModel,
          location: { kind: 'folder', url: 'https://papers.example/models/mine/' },
        },
        device: { rung: 'wasm', threads: 1 },
      });
      expect(loaded).toMatchObject({ ok: false, error: { code } });
      expect(!loaded.ok && loaded.error.message).toMatch(/tokenizer(_config)?\.json/);
    }
    vi.unstubAllGlobals();
  });
});
