/** The models of this visit: opened from where they are kept, or fetched, and held once they are open. */
import type { Adapter, ChosenModel } from '../../embedding/chosen-model';
import type { EncoderSetting } from '../../embedding/encoder-setting';
import type { ModelStore, StoredModel } from '../../embedding/model-store';
import { success, type Result } from '../../foundation/result';
import { loadPart } from '../load-part';

export interface ModelSources {
  readonly store: () => Promise<ModelStore>;
  /** Address of the hub, see `hubNamed`. */
  readonly hub: string;
  /** What the machine has to run a model on, which decides what is fetched of it. */
  readonly adapter: () => Promise<Adapter>;
  readonly fetch?: typeof globalThis.fetch;
}

/** What opens and fetches models; most maps are made without. */
const models = () => loadPart(() => import('../../embedding/chosen-model'));

export class ModelsHere {
  readonly #sources: ModelSources;
  readonly #models = new Map<string, ChosenModel>();

  constructor(sources: ModelSources) {
    this.#sources = sources;
  }

  /** The model a setting names if it is open already. */
  named(model: string): ChosenModel | null {
    return this.#models.get(model) ?? null;
  }

  /** The model a setting names if it is on this device; null if it is not, or if none is needed. */
  async open(setting: EncoderSetting): Promise<Result<ChosenModel | null>> {
    if (setting.kind === 'built-in') return success(null);
    const { model } = setting;
    const here = this.#models.get(model);
    if (here !== undefined) return success(here);
    const chosen = await models();
    if (!chosen.ok) return chosen;
    const { openFolderModel, openKeptModel } = chosen.value;
    const opened =
      setting.kind === 'folder'
        ? await openFolderModel(setting.url, {
            adapter: await this.#sources.adapter(),
            ...this.#fetcher,
          })
        : success(await openKeptModel(model, await this.#sources.store()));
    if (opened.ok && opened.value !== null) this.#models.set(model, opened.value);
    return opened;
  }

  /** Whether more than the files for processors would be fetched. */
  async wantsAdapterFiles(): Promise<boolean> {
    return (await this.#sources.adapter()).missingAdapter === null;
  }

  /** Asks the hub what a model weighs, in bytes. */
  async sizeOf(id: string, signal: AbortSignal): Promise<Result<number>> {
    const chosen = await models();
    if (!chosen.ok) return chosen;
    return chosen.value.sizeOfHubModel(id, await this.#options(signal));
  }

  /** Fetches a model of the hub, or what is missing of it. */
  async fetch(
    id: string,
    signal: AbortSignal,
    onProgress: (bytes: number, total: number) => void,
  ): Promise<Result<ChosenModel>> {
    const options = { ...(await this.#options(signal)), onProgress };
    const chosen = await models();
    if (!chosen.ok) return chosen;
    const fetched = await chosen.value.fetchHubModel(id, await this.#sources.store(), options);
    if (fetched.ok && !signal.aborted) this.#models.set(id, fetched.value);
    return fetched;
  }

  /** Removes a model from this device. */
  async remove(id: string): Promise<void> {
    await (await this.#sources.store()).remove(id);
    this.#models.delete(id);
  }

  /** Models of which something is kept. */
  async stored(): Promise<readonly StoredModel[]> {
    return (await this.#sources.store()).models();
  }

  get #fetcher() {
    const { fetch } = this.#sources;
    return fetch === undefined ? {} : { fetcher: fetch };
  }

  async #options(signal: AbortSignal) {
    const { hub, adapter } = this.#sources;
    return { host: hub, signal, adapter: await adapter(), ...this.#fetcher };
  }
}
