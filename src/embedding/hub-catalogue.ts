/**
 * Neural models a person can choose in place of the bundled one. None is fetched before they agree.
 *
 * Sizes are what the hub listed for the 8-bit files when this was written, rounded; the download
 * shows the true number of bytes. These models were not run when this was written: the machine it
 * was written on could not reach the hub.
 */
import type { ModelSpec } from './model';

export interface CatalogueModel {
  readonly spec: Omit<ModelSpec, 'revision'>;
  readonly name: string;
  /** One sentence on what it is good for. */
  readonly purpose: string;
  readonly languages: string;
  readonly license: string;
  /** Megabytes (10⁶ bytes) of the files a processor needs. */
  readonly megabytes: number;
}

const precision = { webgpu: 'fp32', wasm: 'q8' } as const;

export const catalogue: readonly CatalogueModel[] = [
  {
    name: 'MiniLM L6',
    purpose: 'Small and quick, better than the bundled encoder on most English text.',
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
    purpose: 'Stronger on English, and about twice as slow.',
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
    purpose: 'For papers in several languages: about a hundred of them in one space.',
    languages: 'about 100 languages',
    license: 'MIT',
    megabytes: 136,
    spec: {
      id: 'Xenova/multilingual-e5-small',
      dimension: 384,
      maxTokens: 512,
      pooling: 'mean',
      passagePrefix: 'passage: ',
      queryPrefix: 'query: ',
      precision,
    },
  },
];
