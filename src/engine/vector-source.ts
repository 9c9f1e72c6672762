/** Vectors that are named by their key at once and computed only when a stage really needs them. */
import type { Encoder, EncoderText, Vectors } from '../embedding/encoder';
import { rowsOf } from './brought-plan';
import type { StageRecorder } from './stage-recorder';
import { stageKey, type CorpusPart, type StageRunners } from './stages';

/** Where a part of the vectors is kept: one record per text, or one result for the whole corpus. */
export type KeptPart =
  | { readonly kind: 'texts'; readonly fingerprint: string }
  | { readonly kind: 'corpus'; readonly key: string };

export interface VectorSource {
  readonly key: string;
  /** Short names of the encoders, for provenance. */
  readonly encoder: string;
  /** What storage holds of it. */
  readonly parts: readonly KeptPart[];
  /** The vectors; computed or read at the first call, kept in memory until they are released. */
  load(): Promise<Vectors>;
  /** Lets go of the vectors; whoever asks again has them read from storage again. */
  release(): void;
}

export interface WeightedSource {
  readonly source: VectorSource;
  readonly weight: number;
}

/** A part of a corpus's vectors, and how its encoder embeds queries, where it can at once. */
export interface EmbeddedPart extends WeightedSource {
  readonly queries: NonNullable<Encoder['queries']> | null;
  /** Rows that tell pairs of papers apart, where those of `source` do not. */
  readonly pairs?: VectorSource;
}

/** A source that loads once, and again after a failure or a release. */
export function lazySource(
  { key, encoder, parts }: Omit<VectorSource, 'load' | 'release'>,
  load: () => Promise<Vectors>,
): VectorSource {
  let loading: Promise<Vectors> | undefined;
  return {
    key,
    encoder,
    parts,
    load: () => {
      loading ??= load().catch((thrown: unknown) => {
        loading = undefined;
        throw thrown;
      });
      return loading;
    },
    release: () => {
      loading = undefined;
    },
  };
}

/** Vectors fitted on all texts of the corpus, kept as one result. */
export function corpusSource(
  part: CorpusPart,
  texts: readonly EncoderText[],
  allTexts: string,
  recorder: StageRecorder,
  signal: AbortSignal,
): VectorSource {
  const { encoder } = part;
  const key = stageKey('encode', [encoder.fingerprint], [allTexts]);
  const call = { stage: 'embed', key, unit: 'papers' } as const;
  const parts: readonly KeptPart[] = [{ kind: 'corpus', key }];
  return lazySource({ key, encoder: encoder.fingerprint, parts }, () =>
    recorder.once('vectors', call, () =>
      encoder.encode(texts, {
        ...recorder.options(call, signal),
        onDevice: (device) => recorder.noteDevice(device),
      }),
    ),
  );
}

/** How long vectors are shortened, where they do not fit as they are. */
export interface Reduction {
  readonly dimension: number;
  readonly reduce: StageRunners['reduce'];
  readonly signal: AbortSignal;
}

/** Several sources side by side, reduced where that is asked for. */
export function composedSource(
  parts: readonly WeightedSource[],
  compose: StageRunners['compose'],
  reduction: Reduction | null = null,
): VectorSource {
  const composed = stageKey(
    'compose',
    parts.map(({ weight }) => weight),
    parts.map(({ source }) => source.key),
  );
  const whole = {
    key: reduction ? stageKey('reduce', [reduction.dimension], [composed]) : composed,
    encoder: parts.map(({ source }) => source.encoder).join(' + '),
    parts: parts.flatMap(({ source }) => source.parts),
  };
  return lazySource(whole, async () => {
    const loaded: { vectors: Vectors; weight: number }[] = [];
    for (const { source, weight } of parts) loaded.push({ vectors: await source.load(), weight });
    const vectors = compose(loaded);
    // What they were composed of is in storage; a large corpus has no room for both.
    for (const { source } of parts) source.release();
    return reduction ? reduction.reduce(vectors, reduction.dimension, reduction.signal) : vectors;
  });
}

/** Some rows of a source, centred and normalised anew. */
export function subsetSource(
  of: VectorSource,
  rows: Uint32Array,
  compose: StageRunners['compose'],
): VectorSource {
  const key = stageKey('subset', [], [of.key, rows.join(',')]);
  return lazySource({ key, encoder: of.encoder, parts: of.parts }, async () => {
    const vectors = compose([{ vectors: rowsOf(await of.load(), rows), weight: 1 }]);
    of.release();
    return vectors;
  });
}
