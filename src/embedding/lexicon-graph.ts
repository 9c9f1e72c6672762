/**
 * The sum of a text's word vectors (`word-sum.ts`) as an ONNX graph, written from the lexicon's own
 * file by whoever runs it, so that the word table comes with the page once. transformers.js loads it
 * like any other encoder.
 */
import type { DeviceEncoder, EmbeddedText } from './device-encoder';
import type { EncoderText } from './encoder';
import { OnnxGraph } from './onnx-writer';
import { serveModel, type Device, type Transformers } from './runtime';
import { weighText, type WordTable } from './word-sum';

type Model = Awaited<ReturnType<Transformers['AutoModel']['from_pretrained']>>;
type OutputTensor = InstanceType<Transformers['Tensor']>;

const id = 'lexicon-sum';
const textsPerRun = 16;
/** Words of a run are filled up to a multiple of this, so that few shapes ever occur. */
const wordsStep = 32;
const opset = 17;
/** `TensorProto.DataType` of 32-bit floats. */
const float32 = 1;

/**
 * The graph's bytes. `words` (batch × words) are rows of the table, `weights` (batch × 1 × words) what
 * they count for; `sums` is batch × 1 × dimension.
 *
 * @param expanded whether the table is 32-bit floats (four times the memory), which graphics adapters
 *   can look up; else 8-bit integers
 */
export function lexiconGraph(table: WordTable, expanded: boolean): Uint8Array {
  const graph = new OnnxGraph();
  const shape = [table.rows.size, table.dimension];
  graph.input('words', 'int32', ['batch', 'words']);
  graph.input('weights', 'float32', ['batch', 1, 'words']);
  const codes = graph.constant(
    'table',
    shape,
    expanded ? Float32Array.from(table.codes) : table.codes,
  );
  const looked = graph.node('Gather', [codes, 'words'], 'looked_up');
  const vectors = expanded ? looked : graph.node('Cast', [looked], 'vectors', { to: float32 });
  graph.node('MatMul', ['weights', vectors], 'sums');
  graph.output('sums', 'float32', ['batch', 1, table.dimension]);
  return graph.finish('lexicon', opset);
}

export class LexiconGraph implements DeviceEncoder {
  readonly fingerprint = id;
  readonly dimension: number;
  readonly textsPerRun = textsPerRun;
  readonly #library: Transformers;
  readonly #model: Model;
  readonly #table: WordTable;

  private constructor(library: Transformers, model: Model, table: WordTable) {
    this.#library = library;
    this.#model = model;
    this.#table = table;
    this.dimension = table.dimension;
  }

  /**
   * Writes the graph and starts a session on the device.
   *
   * @throws when the device cannot run it
   */
  static async load(
    library: Transformers,
    table: WordTable,
    { rung }: Device,
  ): Promise<LexiconGraph> {
    const onAdapter = rung === 'webgpu';
    const config = { model_type: 'bert', hidden_size: table.dimension };
    const served = serveModel(library, id, async (path) =>
      path === 'config.json'
        ? Response.json(config)
        : new Response(new Blob([new Uint8Array(lexiconGraph(table, onAdapter))])),
    );
    try {
      const device = onAdapter ? 'webgpu' : 'wasm';
      const model = await library.AutoModel.from_pretrained(id, {
        device,
        dtype: 'fp32',
        // Three nodes leave nothing to optimise, and looking for it takes time.
        session_options: { graphOptimizationLevel: 'disabled' },
      });
      return new LexiconGraph(library, model, table);
    } catch (thrown) {
      throw served.failure() ?? thrown;
    } finally {
      served.forget();
    }
  }

  /** Sums as `sumWords` makes them, to the byte; texts without a known word have none. */
  async run(texts: readonly EncoderText[]): Promise<readonly EmbeddedText[]> {
    const weighed = texts.map((text) => weighText(this.#table, text));
    const longest = Math.max(1, ...weighed.map(({ rows }) => rows.length));
    const width = Math.ceil(longest / wordsStep) * wordsStep;
    const words = new Int32Array(texts.length * width);
    const weights = new Float32Array(texts.length * width);
    weighed.forEach(({ rows, weights: own }, text) => {
      words.set(rows, text * width);
      weights.set(own, text * width);
    });
    const { Tensor } = this.#library;
    const output: Readonly<Record<string, OutputTensor>> = await this.#model({
      words: new Tensor('int32', words, [texts.length, width]),
      weights: new Tensor('float32', weights, [texts.length, 1, width]),
    });
    const sums = output['sums']?.data;
    const d = this.dimension;
    if (!(sums instanceof Float32Array) || sums.length !== texts.length * d)
      throw new Error('The lexicon’s graph gave no sums.');
    return weighed.map(({ rows, step }, text) => ({
      row: rows.length === 0 ? null : sums.slice(text * d, (text + 1) * d).map((sum) => sum * step),
      truncated: false,
    }));
  }

  async runQuery(query: string): Promise<Float32Array | null> {
    const [embedded] = await this.run([{ title: query, abstract: '' }]);
    return embedded?.row ?? null;
  }

  async dispose(): Promise<void> {
    await this.#model.dispose();
  }
}
