/**
 * Neural models a person can choose in place of the lexicon. None is fetched before they agree.
 *
 * Where each figure comes from, and what could not be checked, stands in docs/encoders.md. None of these
 * models was run when this was written: the machine could not reach the hub. The download shows the
 * true number of bytes.
 */
import type { ModelDescription } from './model';

/** What the cards of the English BGE family ask for before a search, and only there. */
export const bgeQueryPrefix = 'Represent this sentence for searching relevant passages: ';

export interface CatalogueModel {
  readonly spec: Omit<ModelDescription, 'revision'>;
  readonly name: string;
  /** One sentence on what it is good for. */
  readonly purpose: string;
  readonly languages: string;
  readonly license: string;
  /** Tokens that it was made to read at once; the page gives it windows of at most 512. */
  readonly context: number;
  /**
   * Megabytes (10⁶ bytes), rounded up, of graph and tokeniser as a processor needs them. The file for
   * a graphics adapter comes on top where there is one; how large it is the hub says.
   */
  readonly megabytes: number;
  /** Whether its 16-bit floats overflow on graphics adapters, so that 32-bit ones are fetched for them. */
  readonly wholePrecision?: true;
}

export const catalogue: readonly CatalogueModel[] = [
  {
    name: 'BGE small',
    purpose: 'Small, well known. 62.2 in the English MTEB; 59.5 in its clustering of arXiv papers.',
    languages: 'English',
    license: 'MIT',
    context: 512,
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
    name: 'LEAF',
    purpose:
      'The smallest, taught by a model fifteen times as large. 60.3 in MTEB’s clustering of arXiv papers.',
    languages: 'English',
    license: 'Apache-2.0',
    context: 512,
    megabytes: 24,
    spec: {
      id: 'MongoDB/mdbr-leaf-mt',
      dimension: 1024,
      maxTokens: 512,
      pooling: 'mean',
      passagePrefix: '',
      queryPrefix: bgeQueryPrefix,
    },
  },
  {
    name: 'Granite small R2',
    purpose:
      'Reads long texts; trained on data that may be used freely. 57.1 in MTEB’s clustering of arXiv papers.',
    languages: 'English',
    license: 'Apache-2.0',
    context: 8192,
    megabytes: 52,
    spec: {
      id: 'onnx-community/granite-embedding-small-english-r2-ONNX',
      dimension: 384,
      maxTokens: 512,
      pooling: 'cls',
      passagePrefix: '',
      queryPrefix: '',
    },
  },
  {
    name: 'Granite multilingual R2',
    purpose:
      'For papers in several languages: 59.6 in MTEB’s multilingual retrieval, 57.2 in its clustering of arXiv papers.',
    languages: '52 languages, more than 200 in part',
    license: 'Apache-2.0',
    context: 32_768,
    megabytes: 112,
    spec: {
      id: 'ibm-granite/granite-embedding-97m-multilingual-r2',
      dimension: 384,
      maxTokens: 512,
      pooling: 'cls',
      passagePrefix: '',
      queryPrefix: '',
    },
  },
  {
    name: 'EmbeddingGemma',
    purpose:
      'The strongest and by far the largest, for machines with a graphics adapter. 63.6 in MTEB’s clustering of arXiv papers.',
    languages: 'more than 100 languages',
    license: 'Gemma terms of use',
    context: 2048,
    megabytes: 330,
    wholePrecision: true,
    spec: {
      id: 'onnx-community/embeddinggemma-300m-ONNX',
      dimension: 768,
      maxTokens: 512,
      pooling: 'mean',
      passagePrefix: 'task: clustering | query: ',
      queryPrefix: 'task: clustering | query: ',
    },
  },
];

/** The catalogue's entry for a model of the hub, if it has one. */
export function inCatalogue(id: string): CatalogueModel | undefined {
  return catalogue.find(({ spec }) => spec.id === id);
}
