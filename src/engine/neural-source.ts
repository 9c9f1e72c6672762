import type { Machine } from '../embedding/device-ladder';
import { fingerprintsOf, type ModelLocation, type ModelSpec } from '../embedding/model';
import type { SelfTestOutcome } from '../embedding/self-test';
import { success } from '../foundation/result';
import { openOnDevice } from './on-device';
import type { TextEncoderSource } from './stages';
import type { WorkerLike } from './worker-client';

export interface NeuralParts {
  readonly model: ModelSpec;
  readonly location: ModelLocation;
  /** What the machine has to offer, asked when the model is about to be loaded. */
  readonly machine: () => Promise<Machine>;
  /** Judges the vectors of the fixed sentences. */
  readonly selfTest: (rows: readonly (Float32Array | null)[]) => SelfTestOutcome;
  /** Starts an embedding worker. */
  readonly start: () => WorkerLike;
}

/** A neural model on the best device that works; its worker lives only while it embeds. */
export function neuralSource({ model, location, ...parts }: NeuralParts): TextEncoderSource {
  return {
    fingerprints: fingerprintsOf(model),
    open: async (signal) => {
      const what = { kind: 'model', model, location } as const;
      const opened = await openOnDevice({ ...parts, what }, signal);
      if (!opened.ok) return opened;
      const { device, fingerprint, dimension, encode, embedQuery, close } = opened.value;
      const encoder = { fingerprint, dimension, scope: 'text', encode } as const;
      return success({ device, encoder, embedQuery, close });
    },
  };
}
