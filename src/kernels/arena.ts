const pageBytes = 65536;
const alignment = 16;

/** A stretch of an arena: its address for kernels and a view of it for TypeScript. */
export interface Block<View> {
  readonly address: number;
  readonly view: View;
}

/** Bytes a block takes in an arena. */
export function blockBytes(elements: number): number {
  return Math.ceil((elements * 4) / alignment) * alignment;
}

/**
 * One WebAssembly memory, allocated whole at the start (growing would detach every view) and handed
 * out block by block. Nothing is freed; the arena goes as a whole.
 */
export class Arena {
  readonly memory: WebAssembly.Memory;
  /** The first block starts above 0, so that no address looks like a null pointer. */
  #next = alignment;

  /**
   * @param bytes sum of {@link blockBytes} of all blocks to come
   * @param shared whether other threads will see it (needs cross-origin isolation in a browser)
   * @throws RangeError when the browser refuses that much memory
   */
  constructor(bytes: number, shared = false) {
    const pages = Math.ceil((bytes + alignment) / pageBytes);
    this.memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
  }

  floats(length: number): Block<Float32Array> {
    const address = this.#take(length);
    return { address, view: new Float32Array(this.memory.buffer, address, length) };
  }

  integers(length: number): Block<Int32Array> {
    const address = this.#take(length);
    return { address, view: new Int32Array(this.memory.buffer, address, length) };
  }

  naturals(length: number): Block<Uint32Array> {
    const address = this.#take(length);
    return { address, view: new Uint32Array(this.memory.buffer, address, length) };
  }

  /** @param length in bytes */
  bytes(length: number): Block<Int8Array> {
    const address = this.#take(Math.ceil(length / 4));
    return { address, view: new Int8Array(this.memory.buffer, address, length) };
  }

  #take(elements: number): number {
    const address = this.#next;
    this.#next += blockBytes(elements);
    if (this.#next > this.memory.buffer.byteLength) {
      throw new RangeError(`The arena is full: ${this.#next} bytes were asked for.`);
    }
    return address;
  }
}
