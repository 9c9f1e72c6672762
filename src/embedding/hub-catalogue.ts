/**
 * Neural models a person can choose in place of the bundled one. None is fetched before they agree.
 *
 * Sizes, pooling, prefixes and licences come from copies of the models' cards and file lists on the
 * hub, looked up in November 2026 (docs/encoders.md); the download shows the true number of bytes.
 * These models were not run when this was written: the machine could not reach the hub.
 */
import type { ModelSpec } from './model';

export interface CatalogueModel {
  readonly spec: Omit<ModelSpec, 'revision'>;
  readonly name: string;
  /** One sentence on what it is good for. */
  readonly purpose: string;
  readonly languages: string;
  readonly license: string;
  /** Megabytes (10⁶ bytes), rounded up, of graph and tokeniser as a processor needs them. */
  readonly megabytes: number;
}

const precision = { webgpu: 'fp32', wasm: 'q8' } as const;

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
      precision,
    },
  },
  {
    name: 'BGE small',
    purpose: 'Stronger on English by its card; twice as many layers, so slower.',
    languages: 'English',
    license: 'MIT',
    megabytes: 35,
    spec: {
      id: 'Xenova/bge-small-en-v1.5',
      dimension: 384,
      maxTokens: 512,
      pooling: 'cls',
      passagePrefix: '',
      queryPrefix: 'Represent this sentence for searching relevant passages: ',
      precision,
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
      precision,
    },
  },
];
