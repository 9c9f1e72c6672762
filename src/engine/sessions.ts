import type { BroughtTree } from '../corpus/paper';
import type { EncoderText } from '../embedding/encoder';
import type { ComputedStore } from '../storage/computed';
import type { EarlierLayout } from './earlier-layout';
import { keysOf, loadRows } from './embed-texts';
import type { KeptLayout, MapSettings } from './map';
import { MapSession } from './map-session';
import type { SessionOptions } from './session-options';
import { modelQueries } from './model-queries';
import type { StageRecorder } from './stage-recorder';
import {
  stageKey,
  textsKey,
  type CorpusPart,
  type StageRunners,
  type TextEncoderSource,
  type TextPart,
  type VectorPlan,
} from './stages';
import {
  composedSource,
  corpusSource,
  lazySource,
  subsetSource,
  type EmbeddedPart,
  type VectorSource,
  type WeightedSource,
} from './vector-source';

export interface SessionsParts {
  readonly corpusId: string;
  /** Of the papers to map, in order. */
  readonly texts: readonly EncoderText[];
  /** Rows of the corpus these texts are; null for all of it. */
  readonly rows: Uint32Array | null;
  readonly settings: MapSettings;
  /** The tree that came with the papers and is used instead of clustering them. */
  readonly tree: BroughtTree | null;
  readonly keptLayout: KeptLayout;
  readonly runners: StageRunners;
  readonly store: ComputedStore;
  readonly signal: AbortSignal;
  /** The layout that the first of these papers keep. */
  readonly earlier: EarlierLayout | null;
}

/** Names the vectors of some papers by their keys, and makes the session of each map of them. */
export class Sessions {
  readonly #parts: SessionsParts;
  readonly #textsKey: string;

  constructor(parts: SessionsParts) {
    this.#parts = parts;
    this.#textsKey = textsKey(parts.texts);
  }

  /** The same papers, with what was found of their earlier layout. */
  placedInto(earlier: EarlierLayout | null): Sessions {
    return earlier === null ? this : new Sessions({ ...this.#parts, earlier });
  }

  /** The parts of the vectors that are fitted on the whole corpus. */
  corpusSources(parts: readonly CorpusPart[], recorder: StageRecorder): WeightedSource[] {
    return parts.map((part) => this.corpusSource(part, recorder));
  }

  corpusSource(part: CorpusPart, recorder: StageRecorder): WeightedSource {
    const { texts, signal } = this.#parts;
    return {
      source: corpusSource(part, texts, this.#textsKey, recorder, signal),
      weight: part.weight,
    };
  }

  /** The vectors kept text by text under one encoder's fingerprint. */
  textSource(fingerprint: string): VectorSource {
    const { texts, store } = this.#parts;
    const keys = keysOf(fingerprint, texts).map((key) => key ?? '');
    const key = stageKey('encode', [fingerprint], keys);
    return lazySource({ key, encoder: fingerprint, parts: [{ kind: 'texts', fingerprint }] }, () =>
      loadRows(store, fingerprint, texts),
    );
  }

  /** The same, fitted to the corpus. */
  fittedTextSource(fingerprint: string): VectorSource {
    const { texts, runners, signal } = this.#parts;
    const raw = this.textSource(fingerprint);
    const { encoder, parts } = raw;
    const key = stageKey('adapt', [], [raw.key, this.#textsKey]);
    return lazySource({ key, encoder, parts }, async () =>
      runners.adapt(await raw.load(), texts, signal),
    );
  }

  /** What a search can use: how each part embeds queries, and its rows. */
  searchable(
    corpusParts: readonly CorpusPart[],
    recorder: StageRecorder,
    textPart: TextPart | undefined,
    fingerprint: string,
  ): EmbeddedPart[] {
    const n = this.#parts.texts.length;
    const parts: EmbeddedPart[] = corpusParts.map((part) => {
      const { pairs, weight } = part;
      const apart = pairs && n <= pairs.mostPapers ? pairs.encoder : null;
      return {
        ...this.corpusSource(part, recorder),
        queries: part.encoder.queries?.bind(part.encoder) ?? null,
        ...(apart && { pairs: this.corpusSource({ encoder: apart, weight }, recorder).source }),
      };
    });
    if (textPart && (textPart.forQueries || parts.length === 0)) {
      const { source, weight, forQueries } = textPart;
      const queries = forQueries ? modelQueriesOf(source) : null;
      parts.push({ source: this.textSource(fingerprint), weight, queries });
    }
    return parts;
  }

  /** Every session that may turn out to be the settled one of a plan, the best first. */
  *settledOnes(
    { corpusParts, textPart }: VectorPlan,
    recorder: StageRecorder,
  ): Generator<{ readonly session: MapSession; readonly fingerprint?: string }> {
    const quick = this.corpusSources(corpusParts, recorder);
    if (textPart === null) {
      yield { session: this.session(quick, recorder) };
      return;
    }
    const before = this.corpusSource(this.#parts.runners.quickParts[0], recorder);
    for (const fingerprint of textPart.source.fingerprints)
      yield { session: this.settled(quick, before, textPart, fingerprint, recorder), fingerprint };
  }

  /**
   * The map of quick vectors and those of a text encoder.
   *
   * @param before what the quick map was made of where the settled one has nothing of it
   */
  settled(
    quick: readonly WeightedSource[],
    before: WeightedSource,
    { weight }: TextPart,
    fingerprint: string,
    recorder: StageRecorder,
  ): MapSession {
    const { compose } = this.#parts.runners;
    const parts = [...quick, { source: this.fittedTextSource(fingerprint), weight }];
    return new MapSession({
      ...this.#options(this.#composed(parts), recorder),
      before: composedSource(quick.length > 0 ? quick : [before], compose),
    });
  }

  /** The map of these vectors. */
  session(parts: readonly WeightedSource[], recorder: StageRecorder): MapSession {
    return new MapSession(this.#options(this.#composed(parts), recorder));
  }

  /** The map of some of the papers, from vectors of all. */
  ofSubset(
    parts: readonly WeightedSource[],
    rows: Uint32Array,
    recorder: StageRecorder,
  ): MapSession {
    const { texts, runners } = this.#parts;
    const whole = composedSource(parts, runners.compose);
    const own = Array.from(rows, (row) => texts[row] ?? { title: '', abstract: '' });
    return new MapSession({
      ...this.#options(subsetSource(whole, rows, runners.compose), recorder),
      texts: own,
      textsKey: textsKey(own),
      subset: rows,
      tree: null,
      earlier: null,
    });
  }

  #composed(parts: readonly WeightedSource[]): VectorSource {
    const { runners, settings, signal } = this.#parts;
    const { compose, reduce } = runners;
    const { dimension } = settings;
    const reduction = dimension === undefined ? null : { dimension, reduce, signal };
    return composedSource(parts, compose, reduction);
  }

  #options(source: VectorSource, recorder: StageRecorder): SessionOptions {
    const { corpusId, texts, settings, tree, keptLayout, runners, rows, earlier } = this.#parts;
    return {
      corpusId,
      texts,
      textsKey: this.#textsKey,
      settings,
      source,
      tree,
      subset: rows,
      keptLayout,
      earlier,
      runners,
      recorder,
    };
  }
}

function modelQueriesOf(source: TextEncoderSource): EmbeddedPart['queries'] {
  return async (_texts, _rows, options) => modelQueries(source, options?.signal);
}
