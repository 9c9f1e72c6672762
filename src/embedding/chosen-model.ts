/**
 * A neural model that a person chose in place of the bundled one: from the hub, by an id of the
 * catalogue or any other, or from a folder of this site. Call only after they agreed to the download.
 *
 * Two graphs are taken of a model where the machine has a graphics adapter: 16-bit or 32-bit floats
 * for that, and the 8-bit one for processors, which the device ladder falls back on. Without an
 * adapter the latter is all. None has stored vectors: judge its device by `testSanity`.
 */
import type { Result } from '../foundation/result';
import { failure, success } from '../foundation/result';
import type { Machine } from './device-ladder';
import { inCatalogue } from './hub-catalogue';
import type { DownloadOptions } from './hub-download';
import { downloadModel, filesFor } from './hub-download';
import { hubFileUrl, listHubModel } from './hub-listing';
import {
  type ModelDescription,
  adapterPrecisions,
  graphPath,
  type ModelLocation,
  type ModelPrecision,
  type ModelSpec,
} from './model';
import { describeModel } from './model-description';
import { isHtml, ModelFileError, openModelFile } from './model-files';
import type { ModelStore } from './model-store';

export interface ChosenModel {
  readonly kind: 'here';
  readonly spec: ModelSpec;
  readonly location: ModelLocation;
  /** Whether it is here for the next visit as well; `false` when the disk is full. */
  readonly kept: boolean;
}

/**
 * A model that made the kept vectors of a map and is not on this device: the map can be shown, but
 * no text embedded.
 */
export interface AbsentModel {
  readonly kind: 'absent';
  /** As people know it. */
  readonly name: string;
  /** Fingerprints under which its vectors are kept. */
  readonly fingerprints: readonly string[];
}

/** The model that a setting names. */
export type NamedModel = ChosenModel | AbsentModel;

/** What of a machine decides which graphs are worth having. */
export type Adapter = Pick<Machine, 'missingAdapter' | 'halfPrecision'>;

export interface FetchOptions extends DownloadOptions {
  readonly adapter: Adapter;
}

/** Fetches a model of the hub, or what is missing of it. */
export async function fetchHubModel(
  id: string,
  store: ModelStore,
  options: FetchOptions,
): Promise<Result<ChosenModel>> {
  const listed = await listHubModel(id, options);
  if (!listed.ok) return listed;
  const paths = listed.value.files.map(({ path }) => path);
  const chosen = filesFor(listed.value, precisionsAmong(paths, adapterFor(id, options.adapter)));
  if (!chosen.ok) return chosen;
  const downloaded = await downloadModel(listed.value, chosen.value, store, options);
  if (!downloaded.ok) return downloaded;
  const { files, kept } = downloaded.value;
  return chosenModel(id, listed.value.revision, files, kept);
}

/** What a model weighs, by asking the hub for the list of its files: bytes of those that are needed. */
export async function sizeOfHubModel(id: string, options: FetchOptions): Promise<Result<number>> {
  const listed = await listHubModel(id, options);
  if (!listed.ok) return listed;
  const paths = listed.value.files.map(({ path }) => path);
  const files = filesFor(listed.value, precisionsAmong(paths, adapterFor(id, options.adapter)));
  return files.ok ? success(files.value.reduce((sum, { bytes }) => sum + bytes, 0)) : files;
}

/** A model that was fetched before, without asking anyone; `null` if not all of it is kept. */
export async function openKeptModel(id: string, store: ModelStore): Promise<ChosenModel | null> {
  const kept = await store.listing(id);
  if (!kept) return null;
  const files = new Map<string, Blob>();
  for (const { path, bytes } of kept.listing.files) {
    const file = await store.file(hubFileUrl(kept.listing, path, kept.host), bytes);
    if (!file) return null;
    files.set(path, file);
  }
  const chosen = await chosenModel(id, kept.listing.revision, files, true);
  return chosen.ok ? chosen.value : null;
}

async function chosenModel(
  id: string,
  revision: string,
  files: ReadonlyMap<string, Blob>,
  kept: boolean,
): Promise<Result<ChosenModel>> {
  const known = inCatalogue(id);
  const described: Result<ModelDescription> = known
    ? success({ ...known.spec, revision })
    : await describeModel(id, revision, async (path) => files.get(path) ?? null);
  if (!described.ok) return described;
  const precision = precisionsAmong([...files.keys()], anyAdapter);
  const location = { kind: 'files', files } as const;
  return success({ kind: 'here', spec: { ...described.value, precision }, location, kept });
}

/** The adapter as a model may use it. */
function adapterFor(id: string, adapter: Adapter): Adapter {
  return inCatalogue(id)?.wholePrecision ? { ...adapter, halfPrecision: false } : adapter;
}

/** The graphs to run, of those that there are. Where there is none for processors, q8 is missed. */
function precisionsAmong(
  paths: readonly string[],
  { missingAdapter, halfPrecision }: Adapter,
): ModelSpec['precision'] {
  const first = (wanted: readonly ModelPrecision[]): ModelPrecision | undefined =>
    wanted.find((precision) => paths.includes(graphPath(precision)));
  const onAdapter = halfPrecision ? adapterPrecisions : (['fp32'] as const);
  return {
    webgpu: missingAdapter === null ? (first(onAdapter) ?? null) : null,
    wasm: first(['q8', 'int8', 'quint8', 'fp32']) ?? 'q8',
  };
}

/** What was fetched was chosen for this machine: all of it is for use. */
const anyAdapter: Adapter = { missingAdapter: null, halfPrecision: true };

/**
 * A model from a folder of this site, laid out as on the hub.
 *
 * @param url absolute address of the folder
 */
export async function openFolderModel(
  url: string,
  { adapter, fetcher = fetch }: Pick<FetchOptions, 'adapter' | 'fetcher'>,
): Promise<Result<ChosenModel>> {
  const folder = url.endsWith('/') ? url : `${url}/`;
  const location: ModelLocation = { kind: 'folder', url: folder };
  const id = new URL(folder).pathname.split('/').filter(Boolean).at(-1) ?? 'model';
  const described = await describeModel(id, folder, async (path) => {
    try {
      return await (await openModelFile(location, path, fetcher)).blob();
    } catch (thrown) {
      if (thrown instanceof ModelFileError) return null;
      throw thrown;
    }
  });
  if (described.ok) {
    const there = await graphsIn(folder, fetcher);
    const precision = precisionsAmong(there, adapter);
    return success({ kind: 'here', spec: { ...described.value, precision }, location, kept: true });
  }
  return failure({
    code: 'model-folder',
    message: `There is no text encoder in ${folder}.`,
    remedy:
      'The folder needs config.json, tokenizer.json, tokenizer_config.json and an ONNX graph.',
    ...(described.error.detail === undefined ? {} : { detail: described.error.detail }),
  });
}

/** The graphs that a folder has, asked without fetching them. */
async function graphsIn(folder: string, fetcher: typeof fetch): Promise<string[]> {
  const there: string[] = [];
  for (const precision of ['q8', 'int8', 'quint8', ...adapterPrecisions] as const) {
    const path = graphPath(precision);
    const asked = fetcher(new URL(path, folder), { method: 'HEAD' });
    const answer = await asked.catch(() => null); // loading the model will say what is wrong
    if (answer?.ok && !isHtml(answer.headers.get('content-type'))) there.push(path);
  }
  return there;
}
