/**
 * A neural model that a person chose in place of the bundled one: from the hub, by an id of the
 * catalogue or any other, or from a folder of this site. Call only after they agreed to the download.
 *
 * The 8-bit files are taken, for processors: run the model on `processorOnly(machine)` and judge it by
 * `testSanity`, since it has no stored vectors.
 */
import type { Result } from '../foundation/result';
import { failure, success } from '../foundation/result';
import { catalogue } from './hub-catalogue';
import type { DownloadOptions } from './hub-download';
import { downloadModel, filesFor } from './hub-download';
import { hubFileUrl, listHubModel } from './hub-listing';
import type { ModelLocation, ModelSpec } from './model';
import { describeModel } from './model-description';
import { ModelFileError, openModelFile } from './model-files';
import type { ModelStore } from './model-store';

export interface ChosenModel {
  readonly spec: ModelSpec;
  readonly location: ModelLocation;
  /** Whether it is here for the next visit as well; `false` when the disk is full. */
  readonly kept: boolean;
}

/** Fetches a model of the hub, or what is missing of it. */
export async function fetchHubModel(
  id: string,
  store: ModelStore,
  options: DownloadOptions = {},
): Promise<Result<ChosenModel>> {
  const listed = await listHubModel(id, options);
  if (!listed.ok) return listed;
  const chosen = filesFor(listed.value, 'q8');
  if (!chosen.ok) return chosen;
  const downloaded = await downloadModel(listed.value, chosen.value, store, options);
  if (!downloaded.ok) return downloaded;
  const { files, kept } = downloaded.value;
  return chosenModel(id, listed.value.revision, files, kept);
}

/** What a model weighs, by asking the hub for the list of its files: bytes of those that are needed. */
export async function sizeOfHubModel(
  id: string,
  options: DownloadOptions = {},
): Promise<Result<number>> {
  const listed = await listHubModel(id, options);
  if (!listed.ok) return listed;
  const files = filesFor(listed.value, 'q8');
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
  const known = catalogue.find(({ spec }) => spec.id === id);
  const spec: Result<ModelSpec> = known
    ? success({ ...known.spec, revision })
    : await describeModel(id, revision, async (path) => files.get(path) ?? null);
  return spec.ok ? success({ spec: spec.value, location: { kind: 'files', files }, kept }) : spec;
}

/**
 * A model from a folder of this site, laid out as on the hub.
 *
 * @param url absolute address of the folder
 */
export async function openFolderModel(
  url: string,
  fetcher: typeof fetch = fetch,
): Promise<Result<ChosenModel>> {
  const folder = url.endsWith('/') ? url : `${url}/`;
  const location: ModelLocation = { kind: 'folder', url: folder };
  const id = new URL(folder).pathname.split('/').filter(Boolean).at(-1) ?? 'model';
  const spec = await describeModel(id, folder, async (path) => {
    try {
      return await (await openModelFile(location, path, fetcher)).blob();
    } catch (thrown) {
      if (thrown instanceof ModelFileError) return null;
      throw thrown;
    }
  });
  if (spec.ok) return success({ spec: spec.value, location, kept: true });
  return failure({
    code: 'model-folder',
    message: `There is no text encoder in ${folder}.`,
    remedy:
      'The folder needs config.json, tokenizer.json, tokenizer_config.json and an ONNX graph.',
    ...(spec.error.detail === undefined ? {} : { detail: spec.error.detail }),
  });
}
