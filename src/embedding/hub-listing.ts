/**
 * What a model on the Hugging Face hub consists of: the files of one commit with their lengths and
 * checksums, asked for once before anything is downloaded.
 */
import * as v from 'valibot';
import type { Failure, Result } from '../foundation/result';
import { failure, messageOf, success } from '../foundation/result';
import { isHtml } from './model-files';

export const hubHost = 'https://huggingface.co/';

export interface HubFile {
  /** Inside the model, e.g. `onnx/model_quantized.onnx`. */
  readonly path: string;
  readonly bytes: number;
  /** Hexadecimal; only large files have one. */
  readonly sha256: string | null;
}

export interface HubListing {
  readonly id: string;
  /** The commit that the files belong to. */
  readonly revision: string;
  readonly files: readonly HubFile[];
}

const listingSchema = v.object({
  id: v.string(),
  revision: v.string(),
  files: v.array(v.object({ path: v.string(), bytes: v.number(), sha256: v.nullable(v.string()) })),
});

/** A listing as it was kept; `null` when the text is none. */
export function readListing(text: string | undefined): HubListing | null {
  try {
    const listing = v.safeParse(listingSchema, JSON.parse(text ?? ''));
    return listing.success ? listing.output : null;
  } catch {
    return null; // what cannot be read is fetched again
  }
}

const answerSchema = v.object({
  sha: v.string(),
  siblings: v.array(
    v.object({
      rfilename: v.string(),
      size: v.optional(v.number()),
      lfs: v.optional(v.nullable(v.object({ sha256: v.string(), size: v.number() }))),
    }),
  ),
});

/**
 * The hub to ask: Hugging Face's, or a server on this very machine when the page's address names one
 * (`?hub=http://localhost:8000`). Other machines are not accepted: a link must not choose whom the
 * page of its reader talks to.
 *
 * @param search the query of the page's address
 */
export function hubNamed(search: string): string {
  const named = new URLSearchParams(search).get('hub');
  if (named === null || !URL.canParse(named)) return hubHost;
  const { protocol, hostname, origin } = new URL(named);
  const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return isLoopback && /^https?:$/u.test(protocol) ? `${origin}/` : hubHost;
}

/** Whether a string can be the id of a model on the hub: `owner/name`. */
export function isHubId(id: string): boolean {
  return /^[\w][\w.-]{0,95}\/[\w][\w.-]{0,95}$/.test(id) && !id.includes('..');
}

/** The address of a file of a listing. */
export function hubFileUrl({ id, revision }: HubListing, path: string, host = hubHost): string {
  return new URL(`${id}/resolve/${revision}/${path}`, host).href;
}

/** Asks the hub for the files of a model's newest commit. */
export async function listHubModel(
  id: string,
  options: {
    readonly host?: string;
    readonly fetcher?: typeof fetch;
    readonly signal?: AbortSignal;
  } = {},
): Promise<Result<HubListing>> {
  const { host = hubHost, fetcher = fetch, signal } = options;
  if (!isHubId(id)) return failure(notAnId(id));
  const url = new URL(`api/models/${id}?blobs=true`, host);
  try {
    const response = await fetcher(url, signal ? { signal } : {});
    if (!response.ok) return failure(refused(id, response.status));
    if (isHtml(response.headers.get('content-type'))) return failure(notAListing(id));
    const answer = v.safeParse(answerSchema, await response.json());
    if (!answer.success) return failure(notAListing(id));
    const { sha, siblings } = answer.output;
    return success({
      id,
      revision: sha,
      files: siblings.map(({ rfilename, size, lfs }) => ({
        path: rfilename,
        bytes: lfs?.size ?? size ?? 0,
        sha256: lfs?.sha256 ?? null,
      })),
    });
  } catch (thrown) {
    return failure(signal?.aborted ? downloadStopped(id) : unreachable(id, messageOf(thrown)));
  }
}

export function downloadStopped(id: string): Failure {
  return {
    code: 'download-stopped',
    message: `The download of ${id} was stopped.`,
    remedy: 'Start it again: what has arrived is kept.',
  };
}

export function unreachable(id: string, detail: string): Failure {
  return {
    code: 'hub-unreachable',
    message: `The hub could not be reached for ${id}.`,
    remedy: 'Check the connection and try again, or go on with the lexicon.',
    detail,
  };
}

export function refused(id: string, status: number): Failure {
  const reasons: Readonly<Record<number, string>> = {
    401: 'it does not exist or is not public',
    403: 'it asks for an account',
    404: 'it does not exist',
    429: 'too many requests came from here',
  };
  return {
    code: 'hub-refused',
    message: `The hub does not give ${id}: ${reasons[status] ?? `it answered ${status}`}.`,
    remedy: 'Check the name (owner/name) or choose another model.',
    detail: `HTTP ${status}`,
  };
}

function notAnId(id: string): Failure {
  return {
    code: 'hub-id',
    message: `“${id}” is not the name of a model on the hub.`,
    remedy: 'Write it as owner/name, for example Xenova/bge-small-en-v1.5.',
  };
}

function notAListing(id: string): Failure {
  return {
    code: 'hub-answer',
    message: `What came back for ${id} is not a list of files, perhaps a sign-in page of the network.`,
    remedy: 'Check the connection in another tab and try again.',
  };
}
