/** Fetches one file of a site from a host that may be slow, go away in the middle or answer nonsense. */
import { SiteProblem } from './site-problem';

/** Fetches a file of the site; `fresh` passes by what caches hold. */
export type SiteFetch = (
  address: string,
  options: { readonly fresh: boolean; readonly signal?: AbortSignal },
) => Promise<Response>;

export interface ReaderOptions {
  readonly fetch: SiteFetch;
  readonly signal?: AbortSignal;
  /** Milliseconds before the second attempt, doubled for the third; less in tests. */
  readonly pause?: number;
  /** Milliseconds in which nothing comes before an attempt is given up; less in tests. */
  readonly silence?: number;
}

const attempts = 3;

/**
 * Fetches and reads a file, again where it did not come or is not what it should be.
 *
 * @param address absolute
 * @param read throws a SiteProblem where the bytes are wrong
 * @throws SiteProblem after the last attempt; the signal's reason
 */
export async function fetchedFile<T>(
  address: string,
  options: ReaderOptions,
  read: (bytes: Uint8Array<ArrayBuffer>) => T | Promise<T>,
): Promise<T> {
  const { signal, pause = 500 } = options;
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    try {
      return await read(await fetchedOnce(address, options, attempt > 1));
    } catch (thrown) {
      signal?.throwIfAborted();
      const problem =
        thrown instanceof SiteProblem
          ? thrown
          : new SiteProblem('unreachable', `${nameIn(address)} did not arrive`);
      if (attempt === attempts || problem.kind === 'newer' || problem.kind === 'no-site')
        throw problem;
      await new Promise((resolve) => setTimeout(resolve, pause * 2 ** (attempt - 1)));
    }
  }
}

async function fetchedOnce(
  address: string,
  { fetch, signal, silence = 30_000 }: ReaderOptions,
  fresh: boolean,
): Promise<Uint8Array<ArrayBuffer>> {
  const name = nameIn(address);
  const given = new AbortController();
  /** What comes next, if it comes in time: a slow line is waited for as long as something comes. */
  const inTime = async <T>(next: Promise<T>): Promise<T> => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new SiteProblem('unreachable', `the host fell silent before ${name} was here`));
        given.abort();
      }, silence);
    });
    try {
      return await Promise.race([next, late]);
    } finally {
      clearTimeout(timer);
    }
  };
  const stop = signal ? AbortSignal.any([signal, given.signal]) : given.signal;
  const response = await inTime(fetch(address, { fresh, signal: stop }));
  if (response.status === 404 || response.status === 410)
    throw new SiteProblem('no-site', `${name} is not there (${response.status})`);
  if (!response.ok)
    throw new SiteProblem('unreachable', `the host answered ${response.status} for ${name}`);
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await inTime(reader.read());
    if (done) break;
    pieces.push(value);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

function nameIn(address: string): string {
  return address.replace(/^.*\//u, '');
}
