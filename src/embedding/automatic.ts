/**
 * Which encoders make the vectors of a map, and how much each counts. The parts are centred,
 * normalised, scaled by their weights and set side by side, so that the cosine of two papers is
 * the mean of the parts' cosines weighted by the squares of the weights.
 */

/** Encoders that come with the page; each can be a part of a composition. */
export type BuiltInEncoder = 'lsa' | 'lexicon';

export interface CompositionPart {
  readonly encoder: BuiltInEncoder;
  /** Length of this part's rows, above 0. */
  readonly weight: number;
}

/** At least one part. */
export type Composition = readonly CompositionPart[];

/** What makes the best maps of what comes with the page, for any number of papers (docs/quality.md). */
const best: Composition = [{ encoder: 'lexicon', weight: 1 }];

/**
 * The composition an encoder setting names: `automatic`, one encoder, or several joined by "+" at
 * equal weight (`lexicon+lsa`). `null` when it names something else (a model from the hub).
 */
export function namedComposition(setting: string): Composition | null {
  if (setting === 'automatic') return best;
  const parts: CompositionPart[] = [];
  for (const name of setting.split('+')) {
    if (name !== 'lsa' && name !== 'lexicon') return null;
    parts.push({ encoder: name, weight: 1 });
  }
  return parts;
}
