/** Whole numbers appended one by one in four bytes each; doubling keeps appending cheap. */
export class GrowingNumbers {
  #numbers = new Uint32Array(1 << 12);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#numbers.length) {
      const larger = new Uint32Array(2 * this.#length);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.#length++] = value;
  }

  /** What was appended so far; a view, valid until the next number is. */
  get view(): Uint32Array {
    return this.#numbers.subarray(0, this.#length);
  }
}
