/** The spelling most papers use, in lower case unless it is mostly written with capitals. */
export class Spellings {
  readonly #running = new Map<string, number>();
  readonly #titles = new Map<string, number>();

  add(surface: string, inTitle: boolean): void {
    const counts = inTitle ? this.#titles : this.#running;
    counts.set(surface, (counts.get(surface) ?? 0) + 1);
  }

  best(): string {
    const merged = new Map<string, { total: number; forms: [string, number][] }>();
    // Titles are often written with capitals throughout, so running text decides where there is any.
    for (const [surface, count] of this.#running.size > 0 ? this.#running : this.#titles) {
      const lower = surface.toLowerCase();
      const entry = merged.get(lower) ?? { total: 0, forms: [] };
      entry.total += count;
      entry.forms.push([surface, count]);
      merged.set(lower, entry);
    }
    const byCount = (a: [string, number], b: [string, number]) =>
      b[1] - a[1] || (a[0] < b[0] ? -1 : 1);
    const [lower, entry] = [...merged].sort((a, b) =>
      byCount([a[0], a[1].total], [b[0], b[1].total]),
    )[0] ?? ['', null];
    if (!entry) return '';
    // An initial capital may only mean a sentence began; a capital inside a word is how it is spelt.
    const spelt = entry.forms
      .filter(([form]) => /\p{L}\p{Lu}|\p{N}\p{Lu}/u.test(form))
      .sort(byCount)[0];
    const plain = entry.forms.find(([form]) => form === lower)?.[1] ?? 0;
    if (spelt && spelt[1] > plain) return spelt[0];
    const capital = entry.forms.sort(byCount)[0];
    return plain === 0 && capital && entry.total > 3 ? capital[0] : lower;
  }
}
