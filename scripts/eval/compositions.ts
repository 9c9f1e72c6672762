/** The encoders under test, composed exactly as the page composes them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  automaticComposition,
  type BuiltInEncoder,
  type Composition,
} from '../../src/embedding/automatic';
import type { Encoder, Vectors } from '../../src/embedding/encoder';
import { lexicalEncoder } from '../../src/embedding/lexical';
import { lexiconEncoder } from '../../src/embedding/lexicon';
import { loadLexicon } from '../../src/embedding/lexicon-file';
import { centreAndNormalise, concatenate } from '../../src/embedding/vectors';
import type { Subset } from './subsets';

/** The compositions reported, by the names under which settings and reports know them. */
export function compositionsFor(n: number): ReadonlyMap<string, Composition> {
  const neural = { encoder: 'neural', weight: 1 } as const;
  const lsa = { encoder: 'lsa', weight: 1 } as const;
  const lexicon = { encoder: 'lexicon', weight: 1 } as const;
  return new Map<string, Composition>([
    ['neural', [neural]],
    ['lsa', [lsa]],
    ['lsa+neural', [lsa, neural]],
    ['lexicon', [lexicon]],
    ['lexicon+lsa', [lexicon, lsa]],
    ['lexicon+neural', [lexicon, neural]],
    ['automatic', automaticComposition(n)],
  ]);
}

/** Makes the parts of a subset's compositions, each once. */
export class SubsetVectors {
  private readonly parts = new Map<BuiltInEncoder, Vectors>();

  private constructor(
    private readonly subset: Subset,
    private readonly lexical: Readonly<Record<'lsa' | 'lexicon', Encoder>>,
    /** Raw rows of the set's first papers, or `null` where they were not computed. */
    private readonly neural: Vectors | null,
  ) {}

  static async opener(): Promise<(subset: Subset, neural: Vectors | null) => SubsetVectors> {
    const lexicon = await loadLexicon((path) =>
      Promise.resolve(readFileSync(join('public', path))),
    );
    if (!lexicon.ok) throw new Error(lexicon.error.message);
    const lexical = { lsa: lexicalEncoder(), lexicon: lexiconEncoder(lexicon.value) };
    return (subset, neural) => new SubsetVectors(subset, lexical, neural);
  }

  /** The composed vectors, or `null` when they need neural rows that are not there. */
  async compose(composition: Composition): Promise<Vectors | null> {
    const rows = [];
    for (const { encoder, weight } of composition) {
      const vectors = await this.part(encoder);
      if (vectors === null) return null;
      rows.push({ vectors, weight });
    }
    return concatenate(rows);
  }

  private async part(name: BuiltInEncoder): Promise<Vectors | null> {
    const made = this.parts.get(name);
    if (made) return made;
    const raw =
      name === 'neural' ? this.neuralRows() : await this.lexical[name].encode(this.subset.papers);
    if (raw === null) return null;
    const centred = centreAndNormalise(raw);
    this.parts.set(name, centred);
    return centred;
  }

  private neuralRows(): Vectors | null {
    const { indices } = this.subset;
    if (this.neural === null || (indices.at(-1) ?? 0) >= this.neural.n) return null;
    const { d, data } = this.neural;
    const rows = new Float32Array(indices.length * d);
    indices.forEach((index, row) => rows.set(data.subarray(index * d, (index + 1) * d), row * d));
    return { n: indices.length, d, data: rows };
  }
}
