/** Counts how a phrase is written, and gives the spelling that most papers use. */
export class Spellings {
  readonly #running = new Map<string, number>();
  readonly #titles = new Map<string, number>();

  add(surface: string, inTitle: boolean): void {
    const counts = inTitle ? this.#titles : this.#running;
    counts.set(surface, (counts.get(surface) ?? 0) + 1);
  }

  /**
   * The commonest spelling in running text, or in titles where there is none: titles are often written
   * with capitals throughout. Ties go to the first in code order.
   */
  best(): string {
    const counts = this.#running.size > 0 ? this.#running : this.#titles;
    /** With and without the capital that may only begin a sentence. */
    const spelt = new Map<string, { plain: number; opening: number }>();
    for (const [surface, count] of counts) {
      const opening = opensSentence.test(surface);
      const key = opening ? surface[0]?.toLowerCase() + surface.slice(1) : surface;
      const entry = spelt.get(key) ?? { plain: 0, opening: 0 };
      entry[opening ? 'opening' : 'plain'] += count;
      spelt.set(key, entry);
    }
    let best = '';
    let most = 0;
    for (const [key, { plain, opening }] of spelt) {
      const count = plain + opening;
      if (count < most || (count === most && key > best)) continue;
      best = opening * openingWorth > plain ? (key[0] ?? '').toUpperCase() + key.slice(1) : key;
      most = count;
    }
    return best;
  }
}

/** Only the first letter is a capital: a sentence may have begun here. */
const opensSentence = /^\p{Lu}[^\p{Lu}]*$/u;
const openingWorth = 0.5;
