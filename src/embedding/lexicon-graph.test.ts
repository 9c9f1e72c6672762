/** The lexicon as a graph gives the bytes that script does, whatever the company of a text. */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EncoderText } from './encoder';
import { EmbeddingService } from './embedding-service';
import { lexiconEncoder } from './lexicon';
import { lexiconPath, readLexicon, type Lexicon } from './lexicon-file';
import { LexiconGraph, lexiconGraph } from './lexicon-graph';
import { nodeRuntime } from './node-runtime';
import { serveModel, type Transformers } from './runtime';
import { countTerms } from './term-counts';
import { sumCounted } from './counted-sums';
import { sumWords, weighText, wordTable, type WordTable } from './word-sum';

const device = { rung: 'wasm', threads: 1 } as const;
const corpora = '../shared/data/corpora';
let library: Transformers;
let lexicon: Lexicon;
let table: WordTable;
let graph: LexiconGraph;

beforeAll(async () => {
  library = await nodeRuntime(device);
  const read = readLexicon(readFileSync(`public/${lexiconPath}`));
  if (!read.ok) throw new Error(read.error.message);
  lexicon = read.value;
  table = wordTable(lexicon);
  graph = await LexiconGraph.load(library, table, device);
});

afterAll(() => graph.dispose());

function inScript(text: EncoderText): Float32Array {
  const row = new Float32Array(table.dimension);
  sumWords(table, weighText(table, text), row);
  return row;
}

async function onDevice(texts: readonly EncoderText[]): Promise<Float32Array[]> {
  const rows: Float32Array[] = [];
  for (let from = 0; from < texts.length; from += graph.textsPerRun)
    for (const { row } of await graph.run(texts.slice(from, from + graph.textsPerRun)))
      rows.push(row ?? new Float32Array(table.dimension));
  return rows;
}

const ofPage: readonly EncoderText[] = JSON.parse(
  readFileSync('public/corpora/unsupervised-pretraining.json', 'utf8'),
).papers;

const odd: readonly EncoderText[] = [
  { title: '', abstract: '' },
  { title: 'zzqxv', abstract: '你好 \uD800 😀' },
  { title: 'graph', abstract: '' },
  { title: 'Graphs', abstract: 'graph neural networks '.repeat(5000) },
  { title: '', abstract: '' },
];

describe('the graph', () => {
  test('gives the bytes of script for the papers of the page', async () => {
    expect(await onDevice(ofPage)).toEqual(ofPage.map(inScript));
  });

  test('gives a text the same bytes whatever its company, and nothing for nothing', async () => {
    const together = await graph.run(odd);
    const reversed = await graph.run([...odd].reverse());
    expect([...reversed].reverse()).toEqual(together);
    for (const [i, text] of odd.entries())
      expect((await graph.run([text]))[0]).toEqual(together[i]);
    expect(together.map(({ row }) => row === null)).toEqual([true, true, false, false, true]);
    expect(together[3]?.row).toEqual(inScript(odd[3] ?? { title: '', abstract: '' }));
  });

  test('gives the same with its table as 32-bit floats, as graphics adapters have it', async () => {
    const texts = ofPage.slice(0, 4);
    const served = serveModel(library, 'expanded', async (path) =>
      path === 'config.json'
        ? Response.json({ model_type: 'bert', hidden_size: table.dimension })
        : new Response(new Uint8Array(lexiconGraph(table, true))),
    );
    const model = await library.AutoModel.from_pretrained('expanded', {
      device: 'wasm',
      dtype: 'fp32',
    });
    served.forget();
    for (const text of texts) {
      const { rows, weights, step } = weighText(table, text);
      const output = await model({
        words: new library.Tensor('int32', rows, [1, rows.length]),
        weights: new library.Tensor('float32', weights, [1, 1, rows.length]),
      });
      const sums: Float32Array = output['sums'].data;
      expect(sums.map((sum) => sum * step)).toEqual(inScript(text));
    }
    await model.dispose();
  });

  test('is no larger than the lexicon’s file', () => {
    const { length } = readFileSync(`public/${lexiconPath}`);
    expect(lexiconGraph(table, false).length).toBeLessThan(length);
  });
});

describe('the whole encoder', () => {
  test('gives the same vectors with its sums from the graph', async () => {
    const counted = await lexiconEncoder(lexicon).encode(ofPage);
    const computed = await lexiconEncoder(lexicon, {}, async (texts) => {
      const rows = await onDevice(texts);
      const sums = new Float32Array(rows.length * table.dimension);
      rows.forEach((row, i) => sums.set(row, i * table.dimension));
      return sums;
    }).encode(ofPage);
    expect(computed.data).toEqual(counted.data);
  });

  const files = ['arxiv-cs-6k', 'arxiv-allscience-50k', 'acl-anthology-6k', 'arxiv-cs-100k'];
  const on = existsSync(corpora) ? '' : `, skipped: ${corpora} is not on this machine`;
  test.skipIf(on !== '').each(files)(`gives equal sums for papers of %s${on}`, async (name) => {
    const file = `${corpora}/${name}.jsonl.gz`;
    const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n', 300);
    const texts = lines
      .filter((line) => line !== '')
      .map((line): EncoderText => {
        const { title, abstract } = JSON.parse(line) as Partial<EncoderText>;
        return { title: title ?? '', abstract: abstract ?? '' };
      });
    expect(texts.length).toBeGreaterThan(100);
    const rows = await onDevice(texts);
    const sums = await sumCounted(table, await countTerms(texts));
    rows.forEach((row, i) => {
      expect(row).toEqual(sums.slice(i * table.dimension, (i + 1) * table.dimension));
    });
  });
});

test('the service loads the lexicon from its file, and says when it is none', async () => {
  const service = new EmbeddingService(nodeRuntime);
  const file = new Uint8Array(readFileSync(`public/${lexiconPath}`));
  const loaded = await service.load({ what: { kind: 'lexicon', file }, device });
  expect(loaded).toMatchObject({ ok: true, value: { dimension: table.dimension } });
  const rows: Float32Array[] = [];
  const texts = [...ofPage, ...odd].slice(30);
  const done = await service.encode(texts, (batch) => void rows.push(batch.rows));
  expect(done).toMatchObject({ ok: true, value: { empty: [40, 41, 44] } });
  const flat = texts.flatMap((text) => [...inScript(text)]);
  expect(rows.flatMap((row) => [...row])).toEqual(flat);
  const refused = await service.load({
    what: { kind: 'lexicon', file: file.slice(0, 100) },
    device,
  });
  expect(refused).toMatchObject({ ok: false, error: { code: 'model-load-failed' } });
  await service.dispose();
});
