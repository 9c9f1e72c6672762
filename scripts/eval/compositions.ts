/** The encoders under test, composed exactly as the page composes them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuiltInEncoder, Composition } from '../../src/embedding/automatic';
import type { Encoder, Vectors } from '../../src/embedding/encoder';
import { lexicalEncoder } from '../../src/embedding/lexical';
import { lexiconEncoder } from '../../src/embedding/lexicon';
import { loadLexicon } from '../../src/embedding/lexicon-file';
import { centreAndNormalise, concatenate } from '../../src/embedding/vectors';
import type { Subset } from './subsets';

/** The compositions reported, by the names under which settings and reports know them. */
export const compositions: ReadonlyMap<string, Composition> = new Map<string, Composition>([
  ['lsa', [{ encoder: 'lsa', weight: 1 }]],
  ['lexicon', [{ encoder: 'lexicon', weight: 1 }]],
  [
    'lexicon+lsa',
    [
      { encoder: 'lexicon', weight: 1 },
      { encoder: 'lsa', weight: 1 },
    ],
  ],
]);

/** Makes the parts of a subset's compositions, each once. */
export class SubsetVectors {
  private readonly parts = new Map<BuiltInEncoder, Vectors>();

  private constructor(
    private readonly subset: Subset,
    private readonly encoders: Readonly<Record<BuiltInEncoder, Encoder>>,
  ) {}

  static async opener(): Promise<(subset: Subset) => SubsetVectors> {
    const lexicon = await loadLexicon((path) =>
      Promise.resolve(readFileSync(join('public', path))),
    );
    if (!lexicon.ok) throw new Error(lexicon.error.message);
    const encoders = { lsa: lexicalEncoder(), lexicon: lexiconEncoder(lexicon.value) };
    return (subset) => new SubsetVectors(subset, encoders);
  }

  /** The composed vectors. */
  async compose(composition: Composition): Promise<Vectors> {
    const rows = [];
    for (const { encoder, weight } of composition)
      rows.push({ vectors: await this.part(encoder), weight });
    return concatenate(rows);
  }

  private async part(name: BuiltInEncoder): Promise<Vectors> {
    const made = this.parts.get(name);
    if (made) return made;
    const centred = centreAndNormalise(await this.encoders[name].encode(this.subset.papers));
    this.parts.set(name, centred);
    return centred;
  }
}
