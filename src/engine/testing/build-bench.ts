import type { Corpus } from '../../corpus/paper';
import type { ChosenModel, NamedModel } from '../../embedding/chosen-model';
import { lexicalEncoder } from '../../embedding/lexical';
import { success, type Result } from '../../foundation/result';
import type { Backend } from '../../storage/backend';
import { ComputedStore } from '../../storage/computed';
import { MemoryBackend } from '../../storage/memory-backend';
import { defaultSettings, type BuildEvent, type MapSettings, type PaperMap } from '../map';
import type { MapSession } from '../map-session';
import { buildMap } from '../pipeline';
import { stageRunners } from '../stage-runners';
import type { StageRunners } from '../stages';
import type { EmbeddedPart } from '../vector-source';
import { FakeNeuralSource } from './fake-neural-source';

/** A store that lasts over several builds, and what one build said and gave. */
export class BuildBench {
  readonly store: ComputedStore;
  /** Stands for the model of {@link modelSettings}. */
  model = new FakeNeuralSource();
  /** Stands for any other model that a test hands to {@link build}. */
  chosen = new FakeNeuralSource('fake-2');
  lexicon: Result<unknown> = success(null);
  events: BuildEvent[] = [];
  sessions = new Map<string, MapSession>();
  /** What searches were told last. */
  searchable: readonly EmbeddedPart[] = [];
  abort = new AbortController();
  change: (runners: StageRunners) => StageRunners = (runners) => runners;
  /** Bytes that clustering may take. */
  memoryBudget: number | undefined;
  #mapShown: () => void = () => undefined;

  constructor(backend: Backend = new MemoryBackend()) {
    this.store = new ComputedStore(backend);
  }

  /** Resolves when a build has given its first map. */
  readonly mapShown = new Promise<void>((resolve) => {
    this.#mapShown = resolve;
  });

  build(
    corpus: Corpus,
    settings: MapSettings = defaultSettings,
    subset: Uint32Array | null = null,
    model: NamedModel | null = settings.encoder.includes('/') ? someModel : null,
  ): Promise<Result<PaperMap>> {
    this.events = [];
    const lexicon = {
      encoder: { ...lexicalEncoder(3), fingerprint: 'lexicon' },
      open: async () => this.lexicon,
    };
    return buildMap({
      corpus,
      settings,
      model,
      subset,
      runners: this.change(
        stageRunners({
          lexicon: { onDevice: lexicon, inScript: lexicon },
          chosen: (chosen) => (chosen === someModel ? this.model : this.chosen),
          ...(this.memoryBudget === undefined ? {} : { memoryBudget: this.memoryBudget }),
        }),
      ),
      store: this.store,
      listener: (event) => {
        this.events.push(event);
        if (event.kind === 'map') this.#mapShown();
      },
      signal: this.abort.signal,
      onSession: (session) => this.sessions.set(session.key, session),
      onVectors: (parts) => (this.searchable = parts),
    });
  }

  get maps(): PaperMap[] {
    return this.events.flatMap((event) => (event.kind === 'map' ? [event.map] : []));
  }

  get lastDevice() {
    return this.events.flatMap((event) => (event.kind === 'device' ? [event.device] : [])).at(-1);
  }
}

/** What a build gave; fails the test where it failed. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.message} ${result.error.detail ?? ''}`);
  return result.value;
}

/** A model that nobody loads: sources in its place come from the bench. */
export function madeUpModel(id: string): ChosenModel {
  return {
    kind: 'here',
    spec: {
      id,
      revision: '1',
      dimension: 8,
      maxTokens: 128,
      pooling: 'mean',
      passagePrefix: '',
      queryPrefix: '',
      precision: { webgpu: null, wasm: 'q8' },
    },
    location: { kind: 'files', files: new Map() },
    kept: true,
  };
}

export const someModel = madeUpModel('owner/some-model');

/** Words first, then a model beside them. */
export const modelSettings: MapSettings = { seed: 42, encoder: 'owner/some-model+lexicon' };
