/**
 * Writes an ONNX model: a graph of nodes and constant tensors as protocol-buffer bytes
 * (github.com/onnx/onnx, `onnx.proto`). Only the fields an inference graph needs; equal calls give
 * equal bytes.
 */

/** Element types of `TensorProto.DataType`. */
const elementType = { float32: 1, int8: 3, int32: 6, int64: 7 } as const;
type ElementType = keyof typeof elementType;

const attributeType = { float: 1, int: 2, ints: 7 } as const;

/** An attribute of a node; integers are written as `int`, so floats are marked. */
export type Attribute = number | readonly number[] | { readonly float: number };

/** Dimension sizes; a string names a size known only when the model runs. */
export type Shape = readonly (number | string)[];

class Message {
  private readonly parts: Uint8Array[] = [];

  varint(field: number, value: number): this {
    this.parts.push(Uint8Array.from([...varint(field << 3), ...varint(value)]));
    return this;
  }

  float(field: number, value: number): this {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value, true);
    this.parts.push(Uint8Array.from(varint((field << 3) | 5)), bytes);
    return this;
  }

  bytes(field: number, value: Uint8Array): this {
    const head = Uint8Array.from([...varint((field << 3) | 2), ...varint(value.length)]);
    this.parts.push(head, value);
    return this;
  }

  text(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value));
  }

  message(field: number, value: Message): this {
    return this.bytes(field, value.finish());
  }

  finish(): Uint8Array {
    const whole = new Uint8Array(this.parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of this.parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }
}

/** Base-128 variable-length integer; negative numbers as 64-bit two's complement. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest >= 128n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return bytes;
}

function attributeMessage(name: string, value: Attribute): Message {
  const message = new Message().text(1, name);
  if (typeof value === 'number') return message.varint(3, value).varint(20, attributeType.int);
  if ('float' in value) return message.float(2, value.float).varint(20, attributeType.float);
  for (const item of value) message.varint(8, item);
  return message.varint(20, attributeType.ints);
}

function valueInfo(name: string, type: ElementType, shape: Shape): Message {
  const dimensions = new Message();
  for (const size of shape) {
    const dimension = new Message();
    dimensions.message(
      1,
      typeof size === 'number' ? dimension.varint(1, size) : dimension.text(2, size),
    );
  }
  const tensor = new Message().varint(1, elementType[type]).message(2, dimensions);
  return new Message().text(1, name).message(2, new Message().message(1, tensor));
}

/** A graph under construction. Values are named; every method that makes one returns its name. */
export class OnnxGraph {
  private readonly nodes: Message[] = [];
  private readonly constants: Message[] = [];
  private readonly inputs: Message[] = [];
  private readonly outputs: Message[] = [];

  input(name: string, type: ElementType, shape: Shape): string {
    this.inputs.push(valueInfo(name, type, shape));
    return name;
  }

  output(name: string, type: ElementType, shape: Shape): void {
    this.outputs.push(valueInfo(name, type, shape));
  }

  constant(
    name: string,
    shape: readonly number[],
    data: Float32Array | Int8Array | BigInt64Array,
  ): string {
    const type =
      data instanceof Float32Array ? 'float32' : data instanceof Int8Array ? 'int8' : 'int64';
    const tensor = new Message();
    for (const size of shape) tensor.varint(1, size);
    tensor
      .varint(2, elementType[type])
      .text(8, name)
      .bytes(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    this.constants.push(tensor);
    return name;
  }

  /** A scalar (`shape` omitted) or vector of 64-bit integers, as shapes and axes are given. */
  integers(name: string, values: readonly number[], scalar = false): string {
    return this.constant(name, scalar ? [] : [values.length], BigInt64Array.from(values, BigInt));
  }

  /** A node with one output. */
  node(
    operator: string,
    inputs: readonly string[],
    output: string,
    attributes: Readonly<Record<string, Attribute>> = {},
  ): string {
    this.nodeWithOutputs(operator, inputs, [output], attributes);
    return output;
  }

  nodeWithOutputs(
    operator: string,
    inputs: readonly string[],
    outputs: readonly [string, ...string[]],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): void {
    const message = new Message();
    for (const input of inputs) message.text(1, input);
    for (const output of outputs) message.text(2, output);
    message.text(3, outputs[0]).text(4, operator);
    for (const [name, value] of Object.entries(attributes)) {
      message.message(5, attributeMessage(name, value));
    }
    this.nodes.push(message);
  }

  /** The bytes of the `.onnx` file. Nodes must have been added in an order they can run in. */
  finish(name: string, opset: number): Uint8Array {
    const graph = new Message();
    for (const node of this.nodes) graph.message(1, node);
    graph.text(2, name);
    for (const constant of this.constants) graph.message(5, constant);
    for (const input of this.inputs) graph.message(11, input);
    for (const output of this.outputs) graph.message(12, output);
    return new Message()
      .varint(1, 8) // IR version 8 is the one that opset 17 was released with
      .text(2, 'papergrove')
      .message(7, graph)
      .message(8, new Message().varint(2, opset))
      .finish();
  }
}
