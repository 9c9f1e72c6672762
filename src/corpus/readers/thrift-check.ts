/**
 * Walks a structure of Thrift's compact protocol without keeping it, so that what a damaged file
 * claims can be checked before a decoder believes it.
 * https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
 */

/** Structures may lie this deep in one another. */
const deepest = 32;

/** Thrown for bytes that are no such structure, or claim more than they can hold. */
export class ThriftDamage extends Error {
  override name = 'ThriftDamage';
}

/** Integers of a structure by their path of field ids: "5.1" is field 1 of the structure in field 5. */
export type ThriftIntegers = ReadonlyMap<string, number>;

export interface CheckedThrift {
  /** Bytes the structure takes. */
  readonly length: number;
  /** Integers outside of lists. */
  readonly integers: ThriftIntegers;
}

/**
 * Checks that bytes begin with a whole structure whose lists claim no more elements than there are
 * bytes left.
 *
 * @throws ThriftDamage
 */
export function checkThrift(bytes: Uint8Array): CheckedThrift {
  const walk = new Walk(bytes);
  walk.struct('', 0);
  return { length: walk.at, integers: walk.integers };
}

class Walk {
  at = 0;
  readonly integers = new Map<string, number>();
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** @param path of the structure; null inside lists, where integers are not kept */
  struct(path: string | null, depth: number): void {
    if (depth > deepest) throw new ThriftDamage('structures lie too deep in one another');
    let id = 0;
    for (;;) {
      const header = this.#byte();
      const type = header & 15;
      if (type === 0) return;
      id = header >> 4 === 0 ? this.#integer() : id + (header >> 4);
      const inner = path === null ? null : path === '' ? String(id) : `${path}.${id}`;
      // A field's truth is its type; it has no bytes of its own.
      if (type !== 1 && type !== 2) this.#value(type, inner, depth);
    }
  }

  #value(type: number, path: string | null, depth: number): void {
    if (type <= 3) this.#skip(1);
    else if (type <= 6) {
      const value = this.#integer();
      if (path !== null) this.integers.set(path, value);
    } else if (type === 7) this.#skip(8);
    else if (type === 8) this.#skip(this.#unsigned());
    else if (type === 9 || type === 10) this.#list(depth);
    else if (type === 12) this.struct(path, depth + 1);
    else throw new ThriftDamage(`there is no type ${type}`);
  }

  #list(depth: number): void {
    const header = this.#byte();
    const count = header >> 4 === 15 ? this.#unsigned() : header >> 4;
    if (count > this.#bytes.length - this.at) {
      throw new ThriftDamage('a list claims more elements than there are bytes');
    }
    const type = header & 15;
    if (type === 0) throw new ThriftDamage('a list has no type');
    if (depth >= deepest) throw new ThriftDamage('lists lie too deep in one another');
    for (let i = 0; i < count; i++) this.#value(type, null, depth + 1);
  }

  #byte(): number {
    const byte = this.#bytes[this.at++];
    if (byte === undefined) throw new ThriftDamage('it ends too early');
    return byte;
  }

  #unsigned(): number {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.#byte();
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
    throw new ThriftDamage('a number has no end');
  }

  /** Zigzag: 0, -1, 1, -2, … */
  #integer(): number {
    const value = this.#unsigned();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  #skip(bytes: number): void {
    this.at += bytes;
    if (this.at > this.#bytes.length) throw new ThriftDamage('it ends too early');
  }
}
