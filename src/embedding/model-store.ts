/**
 * Downloaded models, kept in the browser's Cache API under the addresses they came from. Only whole
 * and checked files are kept, beside the beginnings of interrupted ones.
 */

/** The part of `Cache` that is used. */
export type ModelCache = Pick<Cache, 'match' | 'put' | 'delete' | 'keys'>;

export interface StoredModel {
  /** `owner/name`. */
  readonly id: string;
  readonly bytes: number;
}

const cacheName = 'papergrove-models-1';
const partMark = '?part';

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

  /** Every model something is kept of, with its size on disk. */
  async models(): Promise<StoredModel[]> {
    const sizes = new Map<string, number>();
    for (const request of (await this.cache?.keys()) ?? []) {
      const id = modelOf(request.url);
      const response = await this.cache?.match(request);
      if (!id || !response) continue;
      sizes.set(id, (sizes.get(id) ?? 0) + (await response.blob()).size);
    }
    return [...sizes].map(([id, bytes]) => ({ id, bytes }));
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
