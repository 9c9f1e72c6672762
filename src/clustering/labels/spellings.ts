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
    let best = '';
    let most = 0;
    for (const [surface, count] of this.#running.size > 0 ? this.#running : this.#titles) {
      const worth = count * (opensSentence.test(surface) ? openingWorth : 1);
      if (worth > most || (worth === most && surface < best)) {
        best = surface;
        most = worth;
      }
    }
    return best;
  }
}

/** Only the first letter is a capital: a sentence may have begun here. */
const opensSentence = /^\p{Lu}[^\p{Lu}]*$/u;
const openingWorth = 0.5;
