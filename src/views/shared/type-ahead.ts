/** Type-ahead in a list: letters typed in quick succession look for a name that begins with them. */

/** Milliseconds after which a letter begins a new search. */
const pause = 800;

export class TypeAhead {
  #typed = '';
  #last = Number.NEGATIVE_INFINITY;

  /**
   * @param letter one printable character
   * @param now milliseconds on any clock that does not go back
   * @returns index of the next match after `from`, wrapping around; -1 if there is none
   */
  find(
    letter: string,
    now: number,
    from: number,
    length: number,
    nameAt: (index: number) => string,
  ): number {
    this.#typed = now - this.#last > pause ? letter : this.#typed + letter;
    this.#last = now;
    const wanted = this.#typed.toLowerCase();
    // A longer search may stay on the row it has found; a new letter moves on.
    const first = wanted.length > 1 ? from : from + 1;
    for (let step = 0; step < length; step++) {
      const index = (first + step) % length;
      if (nameAt(index).toLowerCase().startsWith(wanted)) return index;
    }
    return -1;
  }
}
