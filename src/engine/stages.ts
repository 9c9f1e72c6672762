/**
 * The stages between papers and map: what each makes, and the key of what it made. A key is the hash
 * of the stage's name and version, its settings and the keys of its inputs; so a result found under
 * a key is what computing it again would give. Raise a version when a stage’s output changes:
 * `golden.test.ts` fails until then.
 */
import type { Dendrogram } from '../clustering/dendrogram';
import type { Topic } from '../clustering/topic';
import type { NamedModel } from '../embedding/chosen-model';
import type { DeviceStatus } from '../embedding/device-status';
import type { Encoder, EncoderText, Vectors } from '../embedding/encoder';
import { contentKey, contentKeyOf } from '../foundation/hash';
import type { Result } from '../foundation/result';
import type { Layout } from '../projection/layout';
import type { Neighbours } from '../clustering/neighbours';
import type { NodeSummary } from '../storage/schema';
import type { MapSettings } from './map';

export const stageVersions = {
  texts: 1,
  encode: 1,
  adapt: 1,
  compose: 1,
  reduce: 1,
  subset: 1,
  cluster: 1,
  summarise: 1,
  label: 6,
  project: 3,
  place: 1,
  map: 1,
} as const;

export type StageName = keyof typeof stageVersions;

/** The key of a stage's result. */
export function stageKey(
  stage: StageName,
  settings: readonly (string | number)[],
  inputs: readonly string[],
): string {
  return contentKey(
    stage,
    String(stageVersions[stage]),
    contentKeyOf(settings.map(String)),
    contentKeyOf(inputs),
  );
}

/** The key one text's vector is kept under; the fingerprint names model, precision and windowing. */
export function textKey(fingerprint: string, { title, abstract }: EncoderText): string {
  return contentKey(fingerprint, title, abstract);
}

/** The key of all texts of a corpus, in order. */
export function textsKey(texts: readonly EncoderText[]): string {
  return stageKey(
    'texts',
    [],
    texts.map(({ title, abstract }) => contentKey(title, abstract)),
  );
}

/** A loaded encoder in its worker. */
export interface OpenEncoder {
  readonly encoder: Encoder;
  readonly device: DeviceStatus;
  /** What is searched for as the model wants it, uncentred like the rows; null for nothing. */
  embedQuery(query: string): Promise<Float32Array | null>;
  /** Frees the model and ends its worker. */
  close(): void;
}

/** An encoder whose vectors belong to single texts, and which is expensive to load. */
export interface TextEncoderSource {
  /** Every fingerprint under which its vectors may be kept, known without loading it. */
  readonly fingerprints: readonly string[];
  /** Loads it on the best device that works. A failure names what was tried. */
  open(signal: AbortSignal): Promise<Result<OpenEncoder>>;
  /** What a person must know while kept vectors are all there is of it, as a sentence. */
  readonly absence?: string;
}

/** A part of the vectors that is fitted on the whole corpus, quickly. */
export interface CorpusPart {
  readonly encoder: Encoder;
  /** Fetches what the encoder needs, where it needs anything; a failure says what is missing. */
  readonly open?: () => Promise<Result<unknown>>;
  /** Length of its rows beside those of the other parts. */
  readonly weight: number;
  /** Where its rows are drawn together for topics: the encoder that tells pairs of papers apart. */
  readonly pairs?: { readonly encoder: Encoder; readonly mostPapers: number };
}

/** The part of the vectors that is computed text by text. */
export interface TextPart {
  readonly source: TextEncoderSource;
  readonly weight: number;
  /** Whether searches by meaning load it for the query; not where it is absent. */
  readonly forQueries: boolean;
}

/** What the vectors of a map are made of: at least one part. */
export interface VectorPlan {
  readonly corpusParts: readonly CorpusPart[];
  readonly textPart: TextPart | null;
}

/** What long stages take beside their inputs. */
export interface StageOptions {
  /** Aborting rejects with the signal's reason. */
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface ProjectOptions extends StageOptions {
  readonly seed: number;
  /** Aborting ends the optimisation and keeps what it has. */
  readonly stop: AbortSignal;
  readonly onPositions: (positions: Float32Array) => void;
}

/** Names nodes of one tree, lazily. */
export interface Labeller {
  topic(node: number): Topic;
  /** One that has read the same texts and uses none of these words or phrases. */
  without(words: readonly string[]): Labeller;
}

export interface LabellerSources extends NodeSummary {
  readonly tree: Dendrogram;
  readonly texts: readonly EncoderText[];
  /** Names that nodes have already, see `carriedNames`. */
  readonly carried?: ReadonlyMap<number, string>;
}

export interface Clustering {
  readonly tree: Dendrogram;
  readonly neighbours: Neighbours;
}

/** Everything the pipeline has others compute; tests bring fakes, the worker brings the real ones. */
export interface StageRunners {
  /**
   * The vectors that settings ask for, for n papers, or why there can be none.
   *
   * @param model the model that `settings.encoder` names, where it names one
   */
  plan(settings: MapSettings, n: number, model: NamedModel | null): Result<VectorPlan>;
  /**
   * Whether n papers of d dimensions can be clustered in a tab; the failure says what would fit.
   *
   * @param from length of the vectors before they are reduced to d
   */
  fits(n: number, d: number, from: number): Result<unknown>;
  /**
   * Quick vectors for a first look where the settings name no quick ones, best first; the last one
   * needs nothing that could be missing.
   */
  readonly quickParts: readonly [CorpusPart, ...CorpusPart[]];
  /** Fits the rows of a text encoder to the corpus they stand in. */
  adapt(rows: Vectors, texts: readonly EncoderText[], signal: AbortSignal): Promise<Vectors>;
  /** Centres, normalises, weighs and sets side by side; unit rows. */
  compose(parts: readonly { readonly vectors: Vectors; readonly weight: number }[]): Vectors;
  /** Rows of unit length again, of d principal coordinates. */
  reduce(vectors: Vectors, d: number, signal: AbortSignal): Promise<Vectors>;
  /** The tree and, from the same distances, the k nearest neighbours of every paper. */
  cluster(vectors: Vectors, k: number, options: StageOptions): Promise<Result<Clustering>>;
  summarise(tree: Dendrogram, vectors: Vectors, options: StageOptions): Promise<NodeSummary>;
  /** Reads the texts; the signal ends it between two papers. */
  labeller(sources: LabellerSources, options: Partial<StageOptions>): Promise<Labeller>;
  /** Where the layout starts from; turned to lie like the start of other vectors, if any are given. */
  initialLayout(vectors: Vectors, like?: Vectors): Layout;
  project(neighbours: Neighbours, initial: Layout, options: ProjectOptions): Promise<Layout>;
}
