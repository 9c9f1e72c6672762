/** Arrays for the dots of one list of drawing commands after another: a frame makes none of its own. */

/** Grows and is kept. */
export class DotArrays {
  #entries = new Uint32Array(0);
  #colours = new Uint32Array(0);

  /** Room for so many dots; what is in it is left over from before. */
  room(dots: number): { readonly entries: Uint32Array; readonly colours: Uint32Array } {
    if (this.#entries.length < dots) {
      this.#entries = new Uint32Array(dots);
      this.#colours = new Uint32Array(dots);
    }
    return { entries: this.#entries, colours: this.#colours };
  }
}

export class DotMemory {
  /** Of the layout on show or moved to, and of the one that is left. */
  readonly coming = new DotArrays();
  readonly leaving = new DotArrays();
}
