/**
 * The Universal Sentence Encoder Lite as an ONNX graph, re-authored from its weights: the TF.js
 * graph packs tokens sparsely, which ONNX Runtime has no fast kernels for, while the computation is
 * an ordinary two-layer pre-norm transformer (Cer et al. 2018; Vaswani et al. 2017):
 *
 *   x  = 2·embedding + sin/cos position signal          (the source adds the embedding twice)
 *   x  = residual(x) + attention(norm(x))               (layer 0: 256 → 512, its residual is dense)
 *   x  = x + dense(relu(dense(norm(x))))
 *   sentence_embedding = unit(tanh(dense(mean of x over the tokens)))
 *
 * Inputs `input_ids` and `attention_mask`, int64 batch×tokens; at most {@link maxTokens} tokens.
 */
import { WeightGraph, type Precision } from './weight-graph';
import type { ModelSource } from './weights';

/** Tokens at position 128 and beyond are dropped by the source graph. */
export const maxTokens = 128;
export const dimension = 512;
const heads = 4;
const opset = 17;

export function buildGraph(source: ModelSource, precision: Precision): Uint8Array {
  return new EncoderGraph(source, precision).build();
}

/** Adds the encoder's nodes; methods take and return value names. */
class EncoderGraph extends WeightGraph {
  readonly #source: ModelSource;

  constructor(source: ModelSource, precision: Precision) {
    super(precision);
    this.#source = source;
  }

  build(): Uint8Array {
    const { graph } = this;
    const ids = graph.input('input_ids', 'int64', ['batch', 'tokens']);
    const mask = graph.input('attention_mask', 'int64', ['batch', 'tokens']);
    graph.output('sentence_embedding', 'float32', ['batch', dimension]);
    const present = graph.node('Cast', [mask], 'present', { to: 1 });
    const bias = this.attentionBias(present);

    const embedded = this.positioned(
      this.embedding(this.#source.tensor('module/Embeddings_en'), ids),
      ids,
    );
    const widened = this.dense(
      embedded,
      'residual_0',
      this.#source.tensor('Layer_0/TransformerLayer/dense/kernel/ConcatPartitions/concat'),
      this.#source.tensor('Layer_0/TransformerLayer/dense/bias/ConcatPartitions/concat'),
    );
    const first = this.layer(0, embedded, widened, bias);
    const second = this.layer(1, first, first, bias);
    this.head(this.meanOverTokens(second, present));
    return graph.finish('universal-sentence-encoder-lite', opset);
  }

  /** 0 where a token is, -1e9 where padding is, batch×1×1×tokens. */
  private attentionBias(present: string): string {
    const absent = this.add('Sub', [this.scalar('one', 1), present], 'absent');
    const flat = this.add('Mul', [absent, this.scalar('minus_infinity', -1e9)], 'bias_flat');
    return this.add('Unsqueeze', [flat, this.graph.integers('axes_1_2', [1, 2])], 'bias');
  }

  /** Doubles the embedding and adds the position signal for as many tokens as there are. */
  private positioned(embedded: string, ids: string): string {
    const timescales = this.#source.tensor('TimingSignal/ExpandDims_1').data;
    const width = 2 * timescales.length;
    const signal = new Float32Array(maxTokens * width);
    for (let position = 0; position < maxTokens; position++) {
      timescales.forEach((inverse, i) => {
        const angle = Math.fround(position * inverse);
        signal[position * width + i] = Math.sin(angle);
        signal[position * width + timescales.length + i] = Math.cos(angle);
      });
    }
    const table = this.graph.constant('positions', [maxTokens, width], signal);
    const shape = this.add('Shape', [ids], 'shape', { start: 1, end: 2 });
    const used = this.add('Slice', [table, this.graph.integers('zero', [0]), shape], 'signal');
    const doubled = this.add('Mul', [embedded, this.scalar('two', 2)], 'doubled');
    return this.add('Add', [doubled, used], 'positioned');
  }

  /**
   * One pre-norm layer: `residual` plus attention over the normalised `input`, then the
   * feed-forward block with its own residual.
   */
  private layer(index: 0 | 1, input: string, residual: string, bias: string): string {
    const prefix = `Layer_${index}/TransformerLayer`;
    const attended = this.attention(index, this.norm(input, `${prefix}/layer_pre`, index), bias);
    const middle = this.add('Add', [residual, attended], `middle_${index}`);
    const normed = this.norm(middle, `${prefix}/FFN/layer_pre`, index);
    const stack = `TransformerStack/${prefix}/FFN`;
    const inner = this.dense(
      normed,
      `inner_${index}`,
      this.#source.tensor(`${stack}/conv1/Tensordot/Reshape_1`),
      this.#source.tensor(`Encode/${prefix}/FFN/conv1/bias/ConcatPartitions/concat`),
    );
    const outer = this.dense(
      this.add('Relu', [inner], `relu_${index}`),
      `outer_${index}`,
      this.#source.tensor(`${stack}/conv2/Tensordot/Reshape_1`),
      this.#source.tensor(`Encode/${prefix}/FFN/conv2/bias/ConcatPartitions/concat`),
    );
    return this.add('Add', [middle, outer], `layer_${index}`);
  }

  private norm(input: string, path: string, index: number): string {
    const name = path.includes('FFN') ? `norm_inner_${index}` : `norm_${index}`;
    const part = (which: string) =>
      this.#source.tensor(
        `Encode/${path}postprocess/layer_norm/layer_norm_${which}/ConcatPartitions/concat`,
      );
    return this.add(
      'LayerNormalization',
      [
        input,
        this.vector(`${name}_scale`, part('scale')),
        this.vector(`${name}_bias`, part('bias')),
      ],
      name,
      { axis: -1, epsilon: { float: 1e-6 } },
    );
  }

  /** Multi-head attention; queries, keys and values come from one matrix. */
  private attention(index: 0 | 1, input: string, bias: string): string {
    const path = `Encode/Layer_${index}/TransformerLayer/MultiheadAttention`;
    const kernel = this.#source.tensor(`${path}/qkv_transform_single/kernel/part_0`);
    const [, , , triple = 0] = kernel.shape;
    const size = triple / 3 / heads;
    const name = (part: string) => `${part}_${index}`;
    const joined = this.dense(
      input,
      name('qkv'),
      kernel,
      this.#source.tensor(`${path}/qkv_transform_single/bias/ConcatPartitions/concat`),
    );
    const split = this.graph.integers(name('heads_shape'), [0, 0, 3, heads, size]);
    const byHead = this.add('Reshape', [joined, split], name('qkv_heads'));
    // 3×batch×heads×tokens×size, so that each of the three is one slice
    const ordered = this.add('Transpose', [byHead], name('qkv_ordered'), { perm: [2, 0, 3, 1, 4] });
    const pick = (part: string, at: number) =>
      this.add(
        'Gather',
        [ordered, this.graph.integers(name(`${part}_at`), [at], true)],
        name(part),
        {
          axis: 0,
        },
      );
    const [query, key, value] = [pick('query', 0), pick('key', 1), pick('value', 2)] as const;
    const scaled = this.add(
      'Mul',
      [query, this.scalar(name('temperature'), Math.fround(size ** -0.5))],
      name('scaled'),
    );
    const turned = this.add('Transpose', [key], name('key_turned'), { perm: [0, 1, 3, 2] });
    const scores = this.add('MatMul', [scaled, turned], name('scores'));
    const masked = this.add('Add', [scores, bias], name('masked'));
    const weights = this.add('Softmax', [masked], name('weights'), { axis: -1 });
    const mixed = this.add('MatMul', [weights, value], name('mixed'));
    const back = this.add('Transpose', [mixed], name('mixed_back'), { perm: [0, 2, 1, 3] });
    const flat = this.graph.integers(name('flat_shape'), [0, 0, heads * size]);
    return this.dense(
      this.add('Reshape', [back, flat], name('concatenated')),
      name('attended'),
      this.#source.tensor(`${path}/output_transform_single/kernel/part_0`),
      this.#source.tensor(`${path}/output_transform_single/bias/ConcatPartitions/concat`),
    );
  }

  private meanOverTokens(values: string, present: string): string {
    const weight = this.add(
      'Unsqueeze',
      [present, this.graph.integers('last_axis', [-1])],
      'present_column',
    );
    const kept = this.add('Mul', [values, weight], 'kept');
    const tokensAxis = this.graph.integers('tokens_axis', [1]);
    const sum = this.add('ReduceSum', [kept, tokensAxis], 'sum', { keepdims: 0 });
    const count = this.add('ReduceSum', [weight, tokensAxis], 'count', { keepdims: 0 });
    return this.add('Div', [sum, count], 'mean');
  }

  private head(mean: string): void {
    const dense = this.dense(
      mean,
      'projected',
      this.#source.tensor('hidden_layers/tanh_layer_0/weights'),
      this.#source.tensor('hidden_layers/tanh_layer_0/bias'),
    );
    const bent = this.add('Tanh', [dense], 'bent');
    const norm = this.add('ReduceL2', [bent], 'norm', { axes: [-1], keepdims: 1 });
    this.add('Div', [bent, norm], 'sentence_embedding');
  }
}
