/**
 * Which encoders make the vectors of a map, and how much each counts. The parts are centred,
 * normalised, scaled by their weights and set side by side, so that the cosine of two papers is
 * the mean of the parts' cosines weighted by the squares of the weights.
 */

/** Encoders that come with the page; each can be a part of a composition. */
export type BuiltInEncoder = 'neural' | 'lsa' | 'lexicon';

export interface CompositionPart {
  readonly encoder: BuiltInEncoder;
  /** Length of this part's rows, above 0. */
  readonly weight: number;
}

/** At least one part; lexical parts first, since they are there first. */
export type Composition = readonly CompositionPart[];

/** Up to this many papers the neural encoder is worth waiting for. */
const LARGEST_NEURAL = 1000;
/** Chosen on papers that are not reported; see docs/quality.md. */
const NEURAL_WEIGHT = 0.5;

/**
 * The composition that gives the best maps of `n` papers: the adapted lexicon, joined by the neural
 * encoder while the corpus is small enough for it to be ready in about a minute.
 */
export function automaticComposition(n: number): Composition {
  const lexicon: CompositionPart = { encoder: 'lexicon', weight: 1 };
  return n <= LARGEST_NEURAL ? [lexicon, { encoder: 'neural', weight: NEURAL_WEIGHT }] : [lexicon];
}

/**
 * The composition an encoder setting names for `n` papers: `automatic`, one encoder, or several
 * joined by "+" at equal weight (`lsa+neural`). `null` when it names something else (a model from
 * the hub).
 */
export function namedComposition(setting: string, n: number): Composition | null {
  if (setting === 'automatic') return automaticComposition(n);
  const parts: CompositionPart[] = [];
  for (const name of setting.split('+')) {
    if (name !== 'neural' && name !== 'lsa' && name !== 'lexicon') return null;
    parts.push({ encoder: name, weight: 1 });
  }
  return parts;
}
