/** Counts how a phrase is written, and gives the spelling that most papers use. */
export class Spellings {
  readonly #running = new Map<string, number>();
  readonly #titles = new Map<string, number>();
  #whole = false;

  /**
   * @param whole no further content word follows. Once one is whole, others are not counted: before a
   *   noun stands "gene", alone "genes".
   */
  add(surface: string, inTitle: boolean, whole: boolean): void {
    if (whole && !this.#whole) {
      this.#whole = true;
      this.#running.clear();
      this.#titles.clear();
    }
    if (!whole && this.#whole) return;
    const counts = inTitle ? this.#titles : this.#running;
    counts.set(surface, (counts.get(surface) ?? 0) + 1);
  }

  /**
   * The commonest spelling in running text, or in titles where there is none: titles are often written
   * with capitals throughout. Ties go to the first in code order.
   *
   * @param usuallySmall whether a word, in lower case, is mostly written so: it loses a capital that a
   *   title or an emphasis gave it, a name keeps its own; left out for languages that set capitals
   */
  best(usuallySmall?: (lower: string) => boolean): string {
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
    return usuallySmall ? settled(best, this.#running.size > 0, usuallySmall) : best;
  }
}

const capitalised = /^\p{Lu}\p{Ll}+(?:['’]s?)?$/u;

/** A phrase with small letters for its common words, from its last proper name on. */
function settled(
  spelling: string,
  inRunningText: boolean,
  usuallySmall: (lower: string) => boolean,
): string {
  const parts = spelling.split(/([\s/-]+)/);
  const isCommon = (part: string): boolean =>
    usuallySmall(part.toLowerCase().replace(/['’]s?$/u, ''));
  const name = parts.findLastIndex((part) => capitalised.test(part) && !isCommon(part));
  const wholeName = parts.every((part) => !/^\p{Ll}/u.test(part));
  if (name >= 0 && inRunningText && wholeName) return spelling;
  return parts
    .map((part, at) =>
      at > name && capitalised.test(part) && isCommon(part) ? part.toLowerCase() : part,
    )
    .join('');
}

/** Only the first letter is a capital: a sentence may have begun here. */
const opensSentence = /^\p{Lu}[^\p{Lu}]*$/u;
const openingWorth = 0.5;
