import type { ModelSpec } from '../model';

/** The stand-in model (`stand-in-model.ts`) as its files describe it. */
export const standInModel: ModelSpec = {
  id: 'stand-in',
  revision: '1',
  dimension: 192,
  maxTokens: 128,
  pooling: 'mean',
  passagePrefix: '',
  queryPrefix: '',
  precision: { webgpu: 'fp32', wasm: 'q8' },
};
