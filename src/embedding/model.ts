/** What a neural model is: enough to load it, to feed it and to tell a person about it. */
import type { NeuralRung } from './device-status';

/** Which file of the model is loaded; names as transformers.js knows them, but for `quint8`. */
export type ModelPrecision = 'fp32' | 'fp16' | 'q8' | 'int8' | 'quint8';

/** What becomes of a window's output: a ready sentence vector, or token vectors to be pooled. */
export type Pooling = 'none' | 'mean' | 'cls';

export interface ModelSpec {
  /** `owner/name` on the Hugging Face hub, or the folder's name for a same-origin model. */
  readonly id: string;
  /** Names the exact weights: a commit of the hub, or the version of a folder. */
  readonly revision: string;
  /** Length of a vector. */
  readonly dimension: number;
  /** Tokens of a window at most, special tokens included. */
  readonly maxTokens: number;
  readonly pooling: Pooling;
  /** Put before every window of a paper; '' when the model needs none. */
  readonly passagePrefix: string;
  /** Put before a search query; '' when the model needs none. */
  readonly queryPrefix: string;
  /**
   * The file for each kind of device: 8-bit arithmetic is fast on processors, wrong on some GPUs.
   * `webgpu` is null where the model is here without a file for graphics adapters.
   */
  readonly precision: { readonly webgpu: ModelPrecision | null; readonly wasm: ModelPrecision };
}

/** What a model's own files say of it; which of its graphs are here they cannot know. */
export type ModelDescription = Omit<ModelSpec, 'precision'>;

/** Where a model's files are: a folder of this site, or bytes already here. */
export type ModelLocation =
  | { readonly kind: 'folder'; readonly url: string }
  /** By path inside the model, e.g. `onnx/model_quantized.onnx`. Blobs cross to workers uncopied. */
  | { readonly kind: 'files'; readonly files: ReadonlyMap<string, Blob> };

/** The file that a rung loads; on an adapter that of processors where there is no other. */
export function precisionOn({ precision }: ModelSpec, rung: NeuralRung): ModelPrecision {
  return (rung === 'webgpu' ? precision.webgpu : null) ?? precision.wasm;
}

/** What graphics adapters run of models of the hub, best first: half the bytes, then safest. */
export const adapterPrecisions = ['fp16', 'fp32'] as const;

/** Changes whenever text preparation, windows or pooling would give other vectors. */
const procedureVersion = 1;

/**
 * The key part under which vectors are kept. Threads do not change a byte of the result, so both
 * WASM rungs share a fingerprint; a GPU rounds differently from driver to driver and has its own.
 */
export function fingerprintOf(model: ModelSpec, rung: NeuralRung): string {
  return fingerprint(model, rung === 'webgpu' ? 'webgpu' : 'wasm', precisionOn(model, rung));
}

/**
 * Every fingerprint under which vectors of this model may be kept, those that this machine would
 * give first: a workspace may come from a machine with another adapter, or with none.
 */
export function fingerprintsOf(model: ModelSpec): readonly string[] {
  const { webgpu, wasm } = model.precision;
  return [
    ...new Set([
      ...(webgpu === null ? [] : [fingerprint(model, 'webgpu', webgpu)]),
      fingerprint(model, 'wasm', wasm),
      ...adapterPrecisions.map((precision) => fingerprint(model, 'webgpu', precision)),
    ]),
  ];
}

function fingerprint(
  model: ModelSpec,
  device: 'webgpu' | 'wasm',
  precision: ModelPrecision,
): string {
  const use = [model.pooling, model.maxTokens, model.passagePrefix.trim()]
    .filter(Boolean)
    .join('-');
  return `${model.id}@${model.revision}/${precision}/${device}/${use}/${procedureVersion}`;
}

/** File name suffixes of precisions, as transformers.js and the hub have them. */
const suffixes: Readonly<Record<ModelPrecision, string>> = {
  fp32: '',
  fp16: '_fp16',
  q8: '_quantized',
  int8: '_int8',
  // As sentence-transformers exports 8-bit graphs; they run anywhere in spite of their name.
  quint8: '_quint8_avx2',
};

/** Name and kind of the graph, as transformers.js is asked for it. */
export function graphOptions(precision: ModelPrecision) {
  return precision === 'quint8'
    ? ({ dtype: 'fp32', model_file_name: `model${suffixes.quint8}` } as const)
    : ({ dtype: precision } as const);
}

/** Path of the graph inside the model. */
export function graphPath(precision: ModelPrecision): string {
  return `onnx/model${suffixes[precision]}.onnx`;
}
