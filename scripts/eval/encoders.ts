/** The encoders under test, each as the page uses it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EncoderText, Vectors } from '../../src/embedding/encoder';
import { lexicalEncoder } from '../../src/embedding/lexical';
import { lexiconEncoder } from '../../src/embedding/lexicon';
import { loadLexicon } from '../../src/embedding/lexicon-file';
import { centreAndNormalise } from '../../src/embedding/vectors';
import { gaussian, seededRandom } from '../../src/foundation/random';

export interface TestedEncoder {
  readonly name: string;
  /** Whether its vectors say nothing of the papers, so that the scores of others start from its. */
  readonly random: boolean;
  /** Unit rows of a corpus, centred, as the page clusters them. `seed` is that of the draw. */
  readonly encode: (papers: readonly EncoderText[], seed: number) => Promise<Vectors>;
}

const RANDOM_DIMENSION = 384;

/** The zero line first, the page's own vectors last. */
export async function testedEncoders(): Promise<readonly TestedEncoder[]> {
  const lexicon = await loadLexicon((path) => Promise.resolve(readFileSync(join('public', path))));
  if (!lexicon.ok) throw new Error(lexicon.error.message);
  const lsa = lexicalEncoder();
  const page = lexiconEncoder(lexicon.value);
  return [
    {
      name: 'random',
      random: true,
      encode: (papers, seed) => Promise.resolve(randomVectors(papers.length, seed)),
    },
    {
      name: 'lsa',
      random: false,
      encode: async (papers) => centreAndNormalise(await lsa.encode(papers)),
    },
    {
      name: 'lexicon',
      random: false,
      encode: async (papers) => centreAndNormalise(await page.encode(papers)),
    },
  ];
}

function randomVectors(n: number, seed: number): Vectors {
  const random = seededRandom(seed);
  const data = Float32Array.from({ length: n * RANDOM_DIMENSION }, () => gaussian(random));
  return centreAndNormalise({ n, d: RANDOM_DIMENSION, data });
}
