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
import type { Attribute } from './onnx-writer';
import { OnnxGraph } from './onnx-writer';
import { quantiseRows, transpose } from './quantise';
import type { ModelSource, Tensor } from './weights';

/**
 * How the large matrices are kept and multiplied:
 * - `float32`: as they are;
 * - `int8-weights`: 8-bit integers with a scale per output channel, expanded to float32 when the
 *   session is made, so that arithmetic is float32 throughout;
 * - `int8-dynamic`: 8-bit integers on both sides, the activations' range taken from each run.
 */
export type Precision = 'float32' | 'int8-weights' | 'int8-dynamic';

/** Tokens at position 128 and beyond are dropped by the source graph. */
export const maxTokens = 128;
export const dimension = 512;
const heads = 4;
const opset = 17;

export function buildGraph(source: ModelSource, precision: Precision): Uint8Array {
  return new EncoderGraph(source, precision).build();
}

/** Adds nodes to one graph; methods take and return value names. */
class EncoderGraph {
  private readonly graph = new OnnxGraph();

  constructor(
    private readonly source: ModelSource,
    private readonly precision: Precision,
  ) {}

  build(): Uint8Array {
    const { graph } = this;
    const ids = graph.input('input_ids', 'int64', ['batch', 'tokens']);
    const mask = graph.input('attention_mask', 'int64', ['batch', 'tokens']);
    graph.output('sentence_embedding', 'float32', ['batch', dimension]);
    const present = graph.node('Cast', [mask], 'present', { to: 1 });
    const bias = this.attentionBias(present);

    const embedded = this.positioned(this.embedding(ids), ids);
    const widened = this.dense(
      embedded,
      'residual_0',
      this.source.tensor('Layer_0/TransformerLayer/dense/kernel/ConcatPartitions/concat'),
      this.source.tensor('Layer_0/TransformerLayer/dense/bias/ConcatPartitions/concat'),
    );
    const first = this.layer(0, embedded, widened, bias);
    const second = this.layer(1, first, first, bias);
    this.head(this.meanOverTokens(second, present));
    return graph.finish('universal-sentence-encoder-lite', opset);
  }

  /** A node named like its output, with the prefix keeping names unique. */
  private add(
    operator: string,
    inputs: readonly string[],
    name: string,
    attributes?: Readonly<Record<string, Attribute>>,
  ): string {
    return this.graph.node(operator, inputs, name, attributes);
  }

  private scalar(name: string, value: number): string {
    return this.graph.constant(name, [], Float32Array.of(value));
  }

  private vector(name: string, tensor: Tensor): string {
    return this.graph.constant(name, [tensor.data.length], tensor.data);
  }

  /** 0 where a token is, -1e9 where padding is, batch×1×1×tokens. */
  private attentionBias(present: string): string {
    const absent = this.add('Sub', [this.scalar('one', 1), present], 'absent');
    const flat = this.add('Mul', [absent, this.scalar('minus_infinity', -1e9)], 'bias_flat');
    return this.add('Unsqueeze', [flat, this.graph.integers('axes_1_2', [1, 2])], 'bias');
  }

  private embedding(ids: string): string {
    const table = this.source.tensor('module/Embeddings_en');
    const [rows = 0, columns = 0] = table.shape;
    if (this.precision === 'float32') {
      const values = this.graph.constant('embedding', table.shape, table.data);
      return this.add('Gather', [values, ids], 'embedded');
    }
    const { values, scales } = quantiseRows(table.data, rows, columns);
    const integers = this.add(
      'Gather',
      [this.graph.constant('embedding', [rows, columns], values), ids],
      'embedded_integers',
    );
    const scale = this.add(
      'Gather',
      [this.graph.constant('embedding_scale', [rows, 1], scales), ids],
      'embedded_scale',
    );
    const floats = this.add('Cast', [integers], 'embedded_floats', { to: 1 });
    return this.add('Mul', [floats, scale], 'embedded');
  }

  /** Doubles the embedding and adds the position signal for as many tokens as there are. */
  private positioned(embedded: string, ids: string): string {
    const timescales = this.source.tensor('TimingSignal/ExpandDims_1').data;
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
      this.source.tensor(`${stack}/conv1/Tensordot/Reshape_1`),
      this.source.tensor(`Encode/${prefix}/FFN/conv1/bias/ConcatPartitions/concat`),
    );
    const outer = this.dense(
      this.add('Relu', [inner], `relu_${index}`),
      `outer_${index}`,
      this.source.tensor(`${stack}/conv2/Tensordot/Reshape_1`),
      this.source.tensor(`Encode/${prefix}/FFN/conv2/bias/ConcatPartitions/concat`),
    );
    return this.add('Add', [middle, outer], `layer_${index}`);
  }

  private norm(input: string, path: string, index: number): string {
    const name = path.includes('FFN') ? `norm_inner_${index}` : `norm_${index}`;
    const part = (which: string) =>
      this.source.tensor(
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
    const kernel = this.source.tensor(`${path}/qkv_transform_single/kernel/part_0`);
    const [, , , triple = 0] = kernel.shape;
    const size = triple / 3 / heads;
    const name = (part: string) => `${part}_${index}`;
    const joined = this.dense(
      input,
      name('qkv'),
      kernel,
      this.source.tensor(`${path}/qkv_transform_single/bias/ConcatPartitions/concat`),
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
      this.source.tensor(`${path}/output_transform_single/kernel/part_0`),
      this.source.tensor(`${path}/output_transform_single/bias/ConcatPartitions/concat`),
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
      this.source.tensor('hidden_layers/tanh_layer_0/weights'),
      this.source.tensor('hidden_layers/tanh_layer_0/bias'),
    );
    const bent = this.add('Tanh', [dense], 'bent');
    const norm = this.add('ReduceL2', [bent], 'norm', { axes: [-1], keepdims: 1 });
    this.add('Div', [bent, norm], 'sentence_embedding');
  }

  /** input·kernel + bias; the kernel's last axis is the output. */
  private dense(input: string, name: string, kernel: Tensor, bias: Tensor): string {
    const [rows = 0, columns = 0] = kernel.shape.slice(-2);
    const product = this.product(input, name, kernel.data, rows, columns);
    return this.add('Add', [product, this.vector(`${name}_bias`, bias)], name);
  }

  private product(
    input: string,
    name: string,
    kernel: Float32Array,
    rows: number,
    columns: number,
  ): string {
    const output = `${name}_product`;
    if (this.precision === 'float32') {
      const weights = this.graph.constant(`${name}_kernel`, [rows, columns], kernel);
      return this.add('MatMul', [input, weights], output);
    }
    const byOutput = quantiseRows(transpose(kernel, rows, columns), columns, rows);
    const integers = this.graph.constant(
      `${name}_kernel`,
      [rows, columns],
      transpose(byOutput.values, columns, rows),
    );
    const scale = this.graph.constant(`${name}_scale`, [columns], byOutput.scales);
    if (this.precision === 'int8-weights') {
      // Cast and Mul of constants fold into one float32 matrix when the session is made.
      const floats = this.add('Cast', [integers], `${name}_floats`, { to: 1 });
      const weights = this.add('Mul', [floats, scale], `${name}_weights`);
      return this.add('MatMul', [input, weights], output);
    }
    const quantised = `${name}_quantised`;
    const inputScale = `${name}_range`;
    const zero = `${name}_zero`;
    this.graph.nodeWithOutputs('DynamicQuantizeLinear', [input], [quantised, inputScale, zero]);
    const sums = this.add('MatMulInteger', [quantised, integers, zero], `${name}_sums`);
    const both = this.add('Mul', [inputScale, scale], `${name}_scales`);
    return this.add('Mul', [this.add('Cast', [sums], `${name}_cast`, { to: 1 }), both], output);
  }
}
