/**
 * Downloads a model's files: one count of bytes over all of them, stoppable, continued where it was
 * interrupted, checked by length and checksum before anything is kept, and going on in memory when
 * the disk is full.
 */
import type { Failure, Result } from '../foundation/result';
import { failure, messageOf, success } from '../foundation/result';
import type { HubFile, HubListing } from './hub-listing';
import { downloadStopped, hubFileUrl, hubHost, refused, unreachable } from './hub-listing';
import type { ModelSpec } from './model';
import { graphPath } from './model';
import { isHtml } from './model-files';
import type { ModelStore } from './model-store';

export interface DownloadOptions {
  readonly host?: string;
  readonly fetcher?: typeof fetch;
  readonly signal?: AbortSignal;
  /** Bytes that are here, out of the bytes of all files; called for every piece that arrives. */
  readonly onProgress?: (bytes: number, total: number) => void;
}

export interface DownloadedModel {
  readonly files: ReadonlyMap<string, Blob>;
  /** Whether every file is kept for the next visit; if not, the disk is full or storage blocked. */
  readonly kept: boolean;
}

/** Needed by every model; the pooling file says how token vectors are joined and may be absent. */
const requiredFiles = ['config.json', 'tokenizer.json', 'tokenizer_config.json'];
export const poolingFile = '1_Pooling/config.json';

/** Bytes between two savings of a large file's beginning: what a closed tab can cost. */
const KEEP_EVERY = 32_000_000;

/**
 * The files of a listing that a model is loaded from: the graph for processors, always, since every
 * machine may have to fall back on it, and that for the graphics adapter where there is one.
 */
export function filesFor(
  listing: HubListing,
  { webgpu, wasm }: ModelSpec['precision'],
): Result<HubFile[]> {
  const graphs = [...new Set([wasm, ...(webgpu === null ? [] : [webgpu])])].map(graphPath);
  const required = [...requiredFiles, ...graphs];
  const wanted = [...required, ...graphs.map((graph) => `${graph}_data`), poolingFile];
  const files = listing.files.filter(({ path }) => wanted.includes(path));
  const missing = required.find((path) => !files.some((file) => file.path === path));
  if (missing === undefined) return success(files);
  return failure({
    code: 'hub-file-missing',
    message: `The model ${listing.id} has no ${missing}.`,
    remedy: 'Choose a model with an ONNX version for transformers.js.',
  });
}

/** Downloads `files` of a listing, taking what the store already has from there. */
export async function downloadModel(
  listing: HubListing,
  files: readonly HubFile[],
  store: ModelStore,
  options: DownloadOptions = {},
): Promise<Result<DownloadedModel>> {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const blobs = new Map<string, Blob>();
  let before = 0;
  let kept = true;
  for (const file of files) {
    const url = hubFileUrl(listing, file.path, options.host ?? hubHost);
    const stored = await store.file(url, file.bytes);
    const done = before;
    const fetched: Result<Blob> = stored
      ? success(stored)
      : await downloadFile(listing.id, file, url, store, {
          ...options,
          onProgress: (bytes) => options.onProgress?.(done + bytes, total),
        });
    if (!fetched.ok) return fetched;
    if (!stored) kept = (await store.keep(url, fetched.value)) && kept;
    blobs.set(file.path, fetched.value);
    before += file.bytes;
    options.onProgress?.(before, total);
  }
  if (kept) kept = await store.keepListing({ ...listing, files }, options.host ?? hubHost);
  return success({ files: blobs, kept });
}

/** One file, continued from the part that is kept of it, checked. */
async function downloadFile(
  id: string,
  file: HubFile,
  url: string,
  store: ModelStore,
  { fetcher = fetch, signal, onProgress }: DownloadOptions,
): Promise<Result<Blob>> {
  const part = await store.part(url);
  const pieces: Blob[] = [];
  try {
    signal?.throwIfAborted();
    const response = await fetcher(url, {
      headers: part ? { Range: `bytes=${part.size}-` } : {},
      ...(signal ? { signal } : {}),
    });
    if (!response.ok) {
      await store.dropPart(url);
      return failure(refused(id, response.status));
    }
    if (isHtml(response.headers.get('content-type'))) return failure(webPage(id, file.path));
    if (part && continues(response, part.size)) pieces.push(part);
    let arrived = pieces[0]?.size ?? 0;
    let keptAt = arrived;
    for await (const piece of piecesOf(response)) {
      pieces.push(new Blob([piece]));
      arrived += piece.length;
      onProgress?.(Math.min(arrived, file.bytes), file.bytes);
      if (arrived - keptAt >= KEEP_EVERY) {
        keptAt = arrived;
        await keepBeginning(url, pieces, store);
      }
    }
  } catch (thrown) {
    await keepBeginning(url, pieces, store);
    return failure(signal?.aborted ? downloadStopped(id) : unreachable(id, messageOf(thrown)));
  }
  const whole = new Blob(pieces);
  if (await looksLikePage(whole)) return failure(webPage(id, file.path));
  if (whole.size < file.bytes) {
    await keepBeginning(url, pieces, store);
    return failure(cutShort(id, file, whole.size));
  }
  const problem = await checkFile(id, file, whole);
  if (!problem) return success(whole);
  await store.dropPart(url);
  return failure(problem);
}

/**
 * Whether a response goes on where the part ends; servers may answer with the whole file. A server
 * of another origin may hide the range from the page: the file's checksum is the judge then.
 */
function continues(response: Response, from: number): boolean {
  const range = response.headers.get('content-range');
  return response.status === 206 && (range === null || range.startsWith(`bytes ${from}-`));
}

async function* piecesOf(response: Response): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = response.body?.getReader();
  if (!reader) return;
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}

async function keepBeginning(
  url: string,
  pieces: readonly Blob[],
  store: ModelStore,
): Promise<void> {
  const beginning = new Blob([...pieces]);
  if (beginning.size > 0 && !(await looksLikePage(beginning))) await store.keepPart(url, beginning);
}

/** Whether bytes are those of a web page, for servers that do not say so. */
async function looksLikePage(blob: Blob): Promise<boolean> {
  return /^\s*<(!doctype|html)/i.test(await blob.slice(0, 64).text());
}

/** `null` when the file is what the listing says. */
async function checkFile(id: string, file: HubFile, blob: Blob): Promise<Failure | null> {
  if (blob.size !== file.bytes) return damaged(id, file.path, `${blob.size} bytes`);
  // Pages that came over plain HTTP have no cryptography; the length was checked.
  if (file.sha256 === null || !('subtle' in crypto)) return null;
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  const found = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0'));
  return found.join('') === file.sha256 ? null : damaged(id, file.path, 'another checksum');
}

function webPage(id: string, path: string): Failure {
  return {
    code: 'hub-html',
    message: `A web page came in place of ${path} of ${id}, perhaps the network's sign-in page.`,
    remedy: 'Check the connection in another tab and try again; nothing of it was kept.',
  };
}

function cutShort(id: string, { path, bytes }: HubFile, arrived: number): Failure {
  return {
    code: 'download-cut',
    message: `The connection ended before ${path} of ${id} was complete.`,
    remedy: 'Try again: it goes on where it ended.',
    detail: `${arrived} of ${bytes} bytes`,
  };
}

function damaged(id: string, path: string, detail: string): Failure {
  return {
    code: 'download-damaged',
    message: `The file ${path} of ${id} did not arrive as the hub lists it.`,
    remedy: 'Try again; nothing of it was kept.',
    detail,
  };
}
