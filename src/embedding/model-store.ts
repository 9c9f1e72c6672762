/**
 * Downloaded models, kept in the browser's Cache API under the addresses they came from. Only whole
 * and checked files are kept, beside the beginnings of interrupted ones; the list of a model's files
 * is kept once all of them are, so that what has a list can be used without asking anyone.
 */
import type { HubListing } from './hub-listing';
import { hubFileUrl, readListing } from './hub-listing';

/** The part of `Cache` that is used. */
export type ModelCache = Pick<Cache, 'match' | 'put' | 'delete' | 'keys'>;

export interface StoredModel {
  /** `owner/name`. */
  readonly id: string;
  readonly bytes: number;
  /** Whether all of it is here, not just what arrived before an interruption. */
  readonly whole: boolean;
}

const cacheName = 'papergrove-models-1';
const partMark = '?part';
/** In place of a file's path: the list of the files. */
const listMark = '?list';

/** The browser's cache of models; `null` where there is none (private windows of some browsers). */
export async function openModelCache(): Promise<ModelCache | null> {
  try {
    return 'caches' in globalThis ? await caches.open(cacheName) : null;
  } catch {
    return null; // storage is blocked: the same as having none
  }
}

export class ModelStore {
  /** @param cache `null` keeps nothing */
  constructor(private readonly cache: ModelCache | null) {}

  /** A whole file, or `null`. */
  async file(url: string, bytes: number): Promise<Blob | null> {
    const blob = await (await this.cache?.match(url))?.blob();
    return blob && blob.size === bytes ? blob : null;
  }

  /** What arrived of a file before its download was interrupted. */
  async part(url: string): Promise<Blob | null> {
    return (await (await this.cache?.match(url + partMark))?.blob()) ?? null;
  }

  /** Keeps a whole file; @returns whether there was room. */
  async keep(url: string, file: Blob): Promise<boolean> {
    const kept = await this.put(url, file);
    await this.cache?.delete(url + partMark);
    return kept;
  }

  /** Keeps the beginning of a file; @returns whether there was room. */
  keepPart(url: string, part: Blob): Promise<boolean> {
    return this.put(url + partMark, part);
  }

  async dropPart(url: string): Promise<void> {
    await this.cache?.delete(url + partMark);
  }

  /** Keeps the list of a model's files; only when every one of them is kept. */
  keepListing(listing: HubListing, host: string): Promise<boolean> {
    const list = new Blob([JSON.stringify(listing)], { type: 'application/json' });
    return this.put(hubFileUrl(listing, listMark, host), list);
  }

  /** The files of a model that is wholly kept, under the host they came from; `null` if it is not. */
  async listing(
    id: string,
  ): Promise<{ readonly listing: HubListing; readonly host: string } | null> {
    for (const request of (await this.cache?.keys()) ?? []) {
      if (modelOf(request.url) !== id || !request.url.endsWith(listMark)) continue;
      const listing = readListing(await (await this.cache?.match(request))?.text());
      if (listing) return { listing, host: new URL('/', request.url).href };
    }
    return null;
  }

  /** Every model something is kept of, with its size on disk. */
  async models(): Promise<StoredModel[]> {
    const models = new Map<string, StoredModel>();
    for (const request of (await this.cache?.keys()) ?? []) {
      const id = modelOf(request.url);
      const response = await this.cache?.match(request);
      if (!id || !response) continue;
      const before = models.get(id) ?? { id, bytes: 0, whole: false };
      const isListing = request.url.endsWith(listMark);
      models.set(id, {
        id,
        bytes: before.bytes + (isListing ? 0 : (await response.blob()).size),
        whole: before.whole || isListing,
      });
    }
    return [...models.values()];
  }

  /** Removes a model's files; @returns the bytes that were freed. */
  async remove(id: string): Promise<number> {
    const bytes = (await this.models()).find((model) => model.id === id)?.bytes ?? 0;
    for (const request of (await this.cache?.keys()) ?? []) {
      if (modelOf(request.url) === id) await this.cache?.delete(request);
    }
    return bytes;
  }

  private async put(url: string, blob: Blob): Promise<boolean> {
    if (!this.cache) return false;
    try {
      const headers = { 'content-length': String(blob.size) };
      await this.cache.put(url, new Response(blob, { headers }));
      return true;
    } catch {
      // No room, or storage is blocked: the caller goes on in memory and says so.
      await this.cache.delete(url).catch(() => false);
      return false;
    }
  }
}

/** The model that an address on the hub belongs to. */
function modelOf(url: string): string | null {
  return /^\/?(.+?\/.+?)\/resolve\//.exec(new URL(url).pathname)?.[1] ?? null;
}
