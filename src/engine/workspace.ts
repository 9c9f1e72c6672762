/** A corpus with everything that was made of it, out into one file and back. */
import type { Corpus } from '../corpus/paper';
import type { NamedModel } from '../embedding/chosen-model';
import { failure, success, type Failure, type Result } from '../foundation/result';
import type { OpenStorage } from '../storage/storage';
import type { ComputedStore } from '../storage/computed';
import type { ResultKind, StageResults, UserState } from '../storage/schema';
import { sizeOf } from '../storage/size-of';
import {
  readWorkspace,
  writeWorkspace,
  type CorpusVectors,
  type MapParts,
  type TextVectors,
  type Workspace,
} from '../storage/workspace-file';
import { broughtPlan, rowsOf } from './brought-plan';
import { keysOf, loadRows } from './embed-texts';
import { failureFrom, unknownMap } from './failures';
import type { MapSettings, PaperMap } from './map';
import type { MapSession } from './map-session';
import type { BuildRequest } from './build-request';
import { buildMap, findMap } from './pipeline';
import type { StageRunners } from './stages';

export interface ExportRequest {
  readonly corpus: Corpus;
  /** What the user did with it, with what could not be kept. */
  readonly userState: UserState;
  readonly settings: MapSettings;
  /** The model that `settings.encoder` names, where it names one. */
  readonly model: NamedModel | null;
  readonly runners: StageRunners;
  readonly storage: OpenStorage;
  /** Whether to make the map if it is not finished, which may take its time. */
  readonly mayCompute: boolean;
  /** How the map is looked at; see `Workspace`. */
  readonly view: string;
}

/**
 * Writes the workspace of a corpus with its map, which is read from storage.
 *
 * @returns the file; or `map-unfinished`, or why there is no map
 */
export async function exportWorkspace({
  corpus,
  userState,
  settings,
  model,
  runners,
  storage,
  mayCompute,
  view,
}: ExportRequest): Promise<Result<Blob>> {
  const { signal } = new AbortController();
  const sessions = new Map<string, MapSession>();
  const request: BuildRequest = {
    corpus,
    settings,
    model,
    subset: null,
    runners,
    store: storage.computed,
    listener: () => undefined,
    signal,
    onSession: (session) => sessions.set(session.key, session),
  };
  const made = mayCompute ? await buildMap(request) : await findMap(request);
  if (made === undefined) return failure(unfinished(corpus.name));
  if (!made.ok) return made;
  const session = sessions.get(made.value.key);
  if (session === undefined) return failure(unknownMap);
  try {
    const mapped = papersOn(corpus, session.options.subset);
    const vectors = await vectorsOf(mapped, storage.computed, session, mayCompute);
    return success(
      writeWorkspace({
        corpus: mapped,
        userState,
        settings,
        map: partsOf(made.value),
        keys: session.keys,
        view,
        ...vectors,
      }),
    );
  } catch (thrown) {
    return failure(failureFrom(thrown, signal));
  }
}

/** The corpus as far as it is on the map: a workspace holds no papers that its map does not. */
function papersOn(corpus: Corpus, rows: Uint32Array | null): Corpus {
  if (rows === null) return corpus;
  const { id, name, papers, vectors } = corpus;
  const sampled = {
    id,
    name,
    papers: Array.from(rows, (row) => papers[row]).filter((paper) => paper !== undefined),
  };
  return vectors === undefined ? sampled : { ...sampled, vectors: rowsOf(vectors, rows) };
}

function unfinished(name: string): Failure {
  return {
    code: 'map-unfinished',
    message: `The map of ${name} is not finished, so there is nothing whole to save yet.`,
    remedy: 'Open it and wait until its map is finished, then save it.',
  };
}

export interface ImportRequest {
  readonly file: Blob;
  /** For messages. */
  readonly fileName: string;
  /** Ids that the corpus must not get. */
  readonly reserved: readonly string[];
  readonly storage: OpenStorage;
}

/** A workspace that is kept on this device now. */
export interface ImportedWorkspace {
  /** Of the corpus. */
  readonly id: string;
  readonly name: string;
  readonly paperCount: number;
  /** What its map was made with. */
  readonly settings: MapSettings;
  /** Fingerprints of vectors that came text by text: of the model that more papers need. */
  readonly fingerprints: readonly string[];
  /** How it was looked at when it was saved; see `Workspace`. */
  readonly view: string;
}

/**
 * Keeps what a workspace file holds as a corpus of its own: where the id is taken the corpus gets
 * another, and what storage already has under a key is left as it is.
 */
export async function importWorkspace({
  file,
  fileName,
  reserved,
  storage: { library, computed },
}: ImportRequest): Promise<Result<ImportedWorkspace>> {
  const read = await readWorkspace(file, fileName);
  if (!read.ok) return read;
  const { userState, settings, textVectors, corpusVectors, keys, map, view } = read.value;
  const id = await library.unusedId(read.value.corpus.id, reserved);
  const corpus: Corpus = { ...read.value.corpus, id };
  await library.save(corpus, userState);
  for (const vectors of textVectors) await keepTextVectors(computed, corpus, vectors);
  for (const { key, ...vectors } of corpusVectors)
    await keepResult(computed, 'vectors', key, vectors, id);
  await keepResult(computed, 'tree', keys.tree, map.tree, id);
  await keepResult(computed, 'summary', keys.summary, map.summary, id);
  await keepResult(computed, 'neighbours', keys.neighbours, map.neighbours, id);
  await keepResult(computed, 'topics', keys.topics, map.topics, id);
  await keepResult(computed, 'layout', keys.layout, map.layout, id);
  await keepResult(computed, 'making', keys.making, map.making, id);
  const fingerprints = textVectors.map(({ fingerprint }) => fingerprint);
  return success({
    id,
    name: corpus.name,
    paperCount: corpus.papers.length,
    settings,
    fingerprints,
    view,
  });
}

async function keepResult<Kind extends ResultKind>(
  store: ComputedStore,
  kind: Kind,
  key: string,
  value: StageResults[Kind],
  corpusId: string,
): Promise<void> {
  const there = await store.result(kind, key);
  if (there === undefined) await store.putResult(kind, key, value, corpusId);
  else await store.hold(corpusId, 'results', [key], [sizeOf(there)]);
}

/** The keys are made from the texts again, so that a file cannot give another text its vector. */
async function keepTextVectors(
  store: ComputedStore,
  corpus: Corpus,
  { fingerprint, d, data }: TextVectors,
): Promise<void> {
  const rows = new Map<string, Float32Array>();
  keysOf(fingerprint, corpus.papers).forEach((key, i) => {
    if (key !== undefined) rows.set(key, data.subarray(i * d, (i + 1) * d));
  });
  const keys = [...rows.keys()];
  await store.hold(
    corpus.id,
    'vectors',
    keys,
    keys.map(() => d * Float32Array.BYTES_PER_ELEMENT),
  );
  const present = await store.presentVectors(keys);
  const missing = [...rows].filter((_row, i) => !present[i]);
  await store.putVectors(missing.map(([key, vector]) => ({ key, vector })));
}

function partsOf(map: PaperMap): MapParts {
  const { tree, medoids, cohesion, neighbours, topics, layout, provenance } = map;
  return {
    tree,
    summary: { medoids, cohesion },
    neighbours,
    topics: [...topics.values()],
    layout,
    making: provenance,
  };
}

async function vectorsOf(
  corpus: Corpus,
  store: ComputedStore,
  { options: { source, texts } }: MapSession,
  mayCompute: boolean,
): Promise<Pick<Workspace, 'textVectors' | 'corpusVectors'>> {
  const textVectors: TextVectors[] = [];
  const corpusVectors: CorpusVectors[] = [];
  // Vectors that the papers brought along go with the corpus already.
  if (broughtPlan(corpus) !== undefined) return { textVectors, corpusVectors };
  for (const part of source.parts) {
    if (part.kind === 'texts') {
      const { fingerprint } = part;
      textVectors.push({ fingerprint, ...(await loadRows(store, fingerprint, texts)) });
    } else {
      let vectors = await store.result('vectors', part.key);
      if (vectors === undefined && mayCompute) {
        // Lost or spoilt while the map made of them is whole: loading makes and keeps them again.
        await source.load();
        vectors = await store.result('vectors', part.key);
      }
      if (vectors !== undefined) corpusVectors.push({ key: part.key, ...vectors });
    }
  }
  return { textVectors, corpusVectors };
}
