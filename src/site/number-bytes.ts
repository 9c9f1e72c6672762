/** Whole numbers in as few bytes as they need: seven bits to a byte, the lowest first, 128 added to all but the last. */

/** @param number 0 to 2^32 − 1 */
export function pushNumber(bytes: number[], number: number): void {
  let rest = number;
  while (rest > 127) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}

/** Numbers read one after the other. */
export class NumberBytes {
  readonly #bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes;
    this.at = at;
  }

  /** The next number; NaN where there is none, or one of more than 32 bits. */
  next(): number {
    let number = 0;
    for (let factor = 1; factor <= 2 ** 28; factor *= 128) {
      const byte = this.#bytes[this.at++];
      if (byte === undefined) return NaN;
      number += (byte % 128) * factor;
      if (byte < 128) return number;
    }
    return NaN;
  }

  get isAtEnd(): boolean {
    return this.at === this.#bytes.length;
  }
}
