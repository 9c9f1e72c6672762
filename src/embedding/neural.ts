/**
 * The neural encoder: a transformer through transformers.js. A text is cleaned, cut into windows of
 * at most the model's length, each window is run on its own, and the windows' vectors are averaged.
 *
 * Windows are run one at a time on purpose. Dynamic 8-bit quantisation takes the range of the
 * activations from everything in a run, so that in a batch a text's vector would depend on its
 * company; and padding costs what batching gains (docs/decisions/0002-bundled-encoder.md).
 */
import { nextTask } from '../foundation/events';
import type { DeviceEncoder, EmbeddedText } from './device-encoder';
import type { EncodeOptions, Encoder, EncoderText, Vectors } from './encoder';
import type { ModelSpec } from './model';
import { fingerprintOf, graphOptions, precisionOn } from './model';
import { prepareText, type PreparedText } from './prepare';
import type { Device, Transformers } from './runtime';
import { serveModel } from './runtime';
import { TokenWindows } from './token-windows';
import { weightedMean } from './windows';

type Model = Awaited<ReturnType<Transformers['AutoModel']['from_pretrained']>>;
type OutputTensor = InstanceType<Transformers['Tensor']>;

/** What a text is to the model: part of the corpus, or a search for it. */
export type TextRole = 'passage' | 'query';

export class NeuralEncoder implements Encoder, DeviceEncoder {
  readonly scope = 'text';
  readonly textsPerRun = 1;
  readonly fingerprint: string;
  /** Length of a row; the model's own word, since graphs may end in a layer that files do not tell. */
  readonly dimension: number;

  private constructor(
    private readonly library: Transformers,
    private readonly spec: ModelSpec,
    private readonly model: Model,
    private readonly windows: Readonly<Record<TextRole, TokenWindows>>,
    device: Device,
    dimension = spec.dimension,
  ) {
    this.dimension = dimension;
    this.fingerprint = fingerprintOf(spec, device.rung);
  }

  /**
   * Loads tokeniser and weights and starts a session on the device.
   *
   * @param open gives the model's files by their path inside the model
   * @throws when a file is missing or the device cannot run the model
   */
  static async load(
    library: Transformers,
    spec: ModelSpec,
    device: Device,
    open: (path: string) => Promise<Response>,
  ): Promise<NeuralEncoder> {
    const served = serveModel(library, spec.id, open);
    try {
      const tokenizer = await library.AutoTokenizer.from_pretrained(spec.id);
      const model = await library.AutoModel.from_pretrained(spec.id, {
        device: device.rung === 'webgpu' ? 'webgpu' : 'wasm',
        ...graphOptions(precisionOn(spec, device.rung)),
      });
      const windows = {
        passage: new TokenWindows(tokenizer, spec.maxTokens, spec.passagePrefix),
        query: new TokenWindows(tokenizer, spec.maxTokens, spec.queryPrefix),
      };
      const asTold = new NeuralEncoder(library, spec, model, windows, device);
      const probe = await asTold.probe();
      return new NeuralEncoder(library, spec, model, windows, device, probe);
    } catch (thrown) {
      throw served.failure() ?? thrown;
    } finally {
      served.forget();
    }
  }

  /** One raw (uncentred) unit row per text; all zeros for a text with nothing to embed. */
  async encode(texts: readonly EncoderText[], options: EncodeOptions = {}): Promise<Vectors> {
    const data = new Float32Array(texts.length * this.dimension);
    for (const [index, text] of texts.entries()) {
      await nextTask();
      options.signal?.throwIfAborted();
      const row = await this.encodeOne(text);
      if (row) data.set(row, index * this.dimension);
      options.onProgress?.(index + 1, texts.length);
    }
    return { n: texts.length, d: this.dimension, data };
  }

  async run(texts: readonly EncoderText[]): Promise<readonly EmbeddedText[]> {
    const embedded: EmbeddedText[] = [];
    for (const text of texts) {
      const prepared = prepareText(text);
      const row = prepared && (await this.encodePrepared(prepared));
      embedded.push({ row, truncated: prepared?.truncated ?? false });
    }
    return embedded;
  }

  runQuery(query: string): Promise<Float32Array | null> {
    return this.encodeOne({ title: query, abstract: '' }, 'query');
  }

  /** The unit vector of one text; `null` when it holds nothing to embed. */
  async encodeOne(text: EncoderText, role: TextRole = 'passage'): Promise<Float32Array | null> {
    const prepared = prepareText(text);
    return prepared && this.encodePrepared(prepared, role);
  }

  /** The unit vector of a text that is clean already; `null` when the tokeniser finds nothing in it. */
  async encodePrepared(
    { text }: PreparedText,
    role: TextRole = 'passage',
  ): Promise<Float32Array | null> {
    const windows = this.windows[role].of(text);
    if (windows.length === 0) return null;
    const rows: Float32Array[] = [];
    for (const window of windows) rows.push(await this.runWindow(window.ids));
    return weightedMean(
      rows,
      windows.map((window) => window.length),
    );
  }

  /** Frees the session's memory; the encoder is of no use afterwards. */
  async dispose(): Promise<void> {
    await this.model.dispose();
  }

  /** Length of the row that the model gives for a word. */
  private async probe(): Promise<number> {
    const [window] = this.windows.passage.of('paper');
    return window ? (await this.rawRow(window.ids)).length : this.dimension;
  }

  private async runWindow(ids: BigInt64Array): Promise<Float32Array> {
    const row = await this.rawRow(ids);
    if (row.length !== this.dimension) {
      throw new Error(
        `${this.spec.id} gives vectors of ${row.length} numbers, not ${this.dimension}.`,
      );
    }
    return row;
  }

  private async rawRow(ids: BigInt64Array): Promise<Float32Array> {
    const { Tensor } = this.library;
    const shape = [1, ids.length];
    const output: Readonly<Record<string, OutputTensor>> = await this.model({
      input_ids: new Tensor('int64', ids, shape),
      attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
      token_type_ids: new Tensor('int64', new BigInt64Array(ids.length), shape),
    });
    const tensor = output['sentence_embedding'] ?? output['last_hidden_state'];
    if (!tensor || !(tensor.data instanceof Float32Array)) {
      throw new Error(`${this.spec.id} gives no sentence_embedding and no last_hidden_state.`);
    }
    return output['sentence_embedding']
      ? tensor.data
      : pool(tensor.data, ids.length, this.spec.pooling === 'cls');
  }
}

/** The first token's vector, or the mean of all; `values` is tokens×d row-major. */
function pool(values: Float32Array, tokens: number, first: boolean): Float32Array {
  const dimension = values.length / tokens;
  if (first) return values.subarray(0, dimension);
  const mean = new Float32Array(dimension);
  for (let token = 0; token < tokens; token++) {
    for (let i = 0; i < dimension; i++) {
      mean[i] = (mean[i] ?? 0) + (values[token * dimension + i] ?? 0) / tokens;
    }
  }
  return mean;
}
