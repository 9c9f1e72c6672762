import type { DeviceStatus } from '../embedding/device-status';
import type { EncoderText } from '../embedding/encoder';
import { failure, success, type Result } from '../foundation/result';
import type { ComputedStore } from '../storage/computed';
import { embedMissing } from './embed-texts';
import { failureFrom } from './failures';
import type { StageRecorder } from './stage-recorder';
import type { TextEncoderSource } from './stages';

export interface EmbedPartRequest {
  readonly source: TextEncoderSource;
  readonly texts: readonly EncoderText[];
  readonly corpusId: string;
  readonly store: ComputedStore;
  readonly signal: AbortSignal;
  readonly recorder: StageRecorder;
  /** Whether the map fits with vectors longer by this much. */
  readonly fits: (dimension: number) => Result<unknown>;
  readonly onDevice: (device: DeviceStatus) => void;
}

/** Loads an encoder and embeds what has no kept vector; any failure but a cancellation is the model's. */
export async function embedPart({
  source,
  texts,
  corpusId,
  store,
  signal,
  recorder,
  fits,
  onDevice,
}: EmbedPartRequest): Promise<
  Result<{ readonly fingerprint: string; readonly device: DeviceStatus }>
> {
  const call = { stage: 'embed', key: '', unit: 'papers' } as const;
  try {
    const opened = await source.open(signal);
    if (!opened.ok) return opened;
    const { encoder, device, close } = opened.value;
    try {
      const fitting = fits(encoder.dimension);
      if (!fitting.ok) return fitting;
      onDevice(device);
      await recorder.timed('embed', () =>
        embedMissing({
          texts,
          corpusId,
          encoder,
          store,
          signal,
          onProgress: (done, total) => recorder.progress(call, done, total),
        }),
      );
      return success({ fingerprint: encoder.fingerprint, device });
    } finally {
      close();
    }
  } catch (thrown) {
    return failure(failureFrom(thrown, signal));
  }
}
