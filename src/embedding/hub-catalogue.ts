/**
 * Neural models a person can choose in place of the bundled one. None is fetched before they agree.
 *
 * Sizes, pooling, prefixes and licences come from copies of the models' cards and file lists on the
 * hub, looked up in November 2026 (docs/encoders.md); the download shows the true number of bytes.
 * That BGE is the stronger of the English ones is what the table of its makers says (FlagEmbedding,
 * README, mean of 56 tasks of MTEB: 62.17 against 56.26; of 11 tasks of clustering: 43.82 against 42.35).
 * These models were not run when this was written: the machine could not reach the hub.
 */
import type { ModelDescription } from './model-description';

/** What the cards of the English BGE family ask for before a search, and only there. */
export const bgeQueryPrefix = 'Represent this sentence for searching relevant passages: ';

export interface CatalogueModel {
  readonly spec: Omit<ModelDescription, 'revision'>;
  readonly name: string;
  /** One sentence on what it is good for. */
  readonly purpose: string;
  readonly languages: string;
  readonly license: string;
  /**
   * Megabytes (10⁶ bytes), rounded up, of graph and tokeniser as a processor needs them. The file for
   * a graphics adapter comes on top where there is one; how large it is the hub says.
   */
  readonly megabytes: number;
}

export const catalogue: readonly CatalogueModel[] = [
  {
    name: 'MiniLM L6',
    purpose: 'Small, for English. Reads up to 256 word pieces at a time.',
    languages: 'English',
    license: 'Apache-2.0',
    megabytes: 24,
    spec: {
      id: 'Xenova/all-MiniLM-L6-v2',
      dimension: 384,
      maxTokens: 256,
      pooling: 'mean',
      passagePrefix: '',
      queryPrefix: '',
    },
  },
  {
    name: 'BGE small',
    purpose: 'Stronger: 62 against MiniLM’s 56 in the English MTEB by its makers. Slower.',
    languages: 'English',
    license: 'MIT',
    megabytes: 35,
    spec: {
      id: 'Xenova/bge-small-en-v1.5',
      dimension: 384,
      maxTokens: 512,
      pooling: 'cls',
      passagePrefix: '',
      queryPrefix: bgeQueryPrefix,
    },
  },
  {
    name: 'Multilingual E5 small',
    purpose: 'For papers in several languages, which it puts into one space.',
    languages: 'about 100 languages',
    license: 'MIT',
    megabytes: 136,
    spec: {
      id: 'Xenova/multilingual-e5-small',
      dimension: 384,
      maxTokens: 512,
      pooling: 'mean',
      // Its card asks for this prefix on both sides where texts are compared or clustered.
      passagePrefix: 'query: ',
      queryPrefix: 'query: ',
    },
  },
];
