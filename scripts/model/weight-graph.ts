/**
 * A graph under construction whose large matrices are kept at a chosen precision. Methods add nodes,
 * and take and return value names.
 */
import { OnnxGraph, type Attribute } from './onnx-writer';
import { quantiseRows, transpose } from './quantise';
import type { Tensor } from './weights';

/**
 * How the large matrices are kept and multiplied:
 * - `float32`: as they are;
 * - `int8-weights`: 8-bit integers with a scale per output channel, expanded to float32 when the
 *   session is made, so that arithmetic is float32 throughout;
 * - `int8-dynamic`: 8-bit integers on both sides, the activations' range taken from each run.
 */
export type Precision = 'float32' | 'int8-weights' | 'int8-dynamic';

export class WeightGraph {
  readonly graph = new OnnxGraph();
  readonly #precision: Precision;

  constructor(precision: Precision) {
    this.#precision = precision;
  }

  /** A node named like its output, with the prefix keeping names unique. */
  add(
    operator: string,
    inputs: readonly string[],
    name: string,
    attributes?: Readonly<Record<string, Attribute>>,
  ): string {
    return this.graph.node(operator, inputs, name, attributes);
  }

  scalar(name: string, value: number): string {
    return this.graph.constant(name, [], Float32Array.of(value));
  }

  vector(name: string, tensor: Tensor): string {
    return this.graph.constant(name, [tensor.data.length], tensor.data);
  }

  /** The rows of an embedding table that token ids pick. */
  embedding(table: Tensor, ids: string): string {
    const [rows = 0, columns = 0] = table.shape;
    if (this.#precision === 'float32') {
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

  /** input·kernel + bias; the kernel's last axis is the output. */
  dense(input: string, name: string, kernel: Tensor, bias: Tensor): string {
    const [rows = 0, columns = 0] = kernel.shape.slice(-2);
    const product = this.#product(input, name, kernel.data, rows, columns);
    return this.add('Add', [product, this.vector(`${name}_bias`, bias)], name);
  }

  #product(
    input: string,
    name: string,
    kernel: Float32Array,
    rows: number,
    columns: number,
  ): string {
    const output = `${name}_product`;
    if (this.#precision === 'float32') {
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
    if (this.#precision === 'int8-weights') {
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
