/** What the compared methods have in common: the words of papers as written, and the heaviest of them. */
import type { EncoderText } from '../../../src/embedding/encoder';
import { cleanText } from '../../../src/text/normalise';
import { words } from '../../../src/text/words';

/** How words are most often written. */
export class Surfaces {
  readonly #counts = new Map<string, Map<string, number>>();

  constructor(texts: readonly EncoderText[]) {
    for (const { abstract } of texts) {
      const clean = cleanText(abstract);
      for (const { form, start, end } of words(clean)) {
        let counts = this.#counts.get(form);
        if (!counts) this.#counts.set(form, (counts = new Map<string, number>()));
        const surface = clean.slice(start, end);
        counts.set(surface, (counts.get(surface) ?? 0) + 1);
      }
    }
  }

  of(form: string): string {
    let best = form;
    let most = 0;
    for (const [surface, count] of this.#counts.get(form) ?? [])
      if (count > most) [best, most] = [surface, count];
    return best;
  }
}

/** The `k` words or phrases of most weight; ties in code order. */
export function heaviest(weights: [string, number][], k: number): string[] {
  return weights
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, k)
    .map(([word]) => word);
}

export function textOf(text: EncoderText | undefined): string {
  return text ? `${text.title}. ${text.abstract}` : '';
}
