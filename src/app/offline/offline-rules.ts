/** What the service worker decides: which files it answers for, and what it adds to an answer. */

/** How a request is answered. */
export type Strategy =
  /** Not by the service worker. */
  | 'leave'
  /** The page itself: from the network, else the page of this build. */
  | 'page'
  /** A file whose name changes with its content: from the cache, else from the network and kept. */
  | 'kept'
  /** Any other file of the page: from the network, else from the cache. */
  | 'fresh';

/** The part of a `Request` that decides. */
export interface Asked {
  readonly method: string;
  readonly mode: string;
  readonly url: string;
  readonly headers: { has(name: string): boolean };
}

/** Files whose names change with their content, those of a published map among them. */
const neverChanges = /^(?:(?:assets|lexicon)\/|map\/[\da-f]{32}\.bin$)/u;

/**
 * @param scope address of the folder the page lies in, with its final slash
 */
export function strategyFor({ method, mode, url, headers }: Asked, scope: string): Strategy {
  const { origin, pathname } = new URL(url);
  const home = new URL(scope);
  const inside = origin === home.origin && pathname.startsWith(home.pathname);
  if (!inside || method !== 'GET' || headers.has('range')) return 'leave';
  const path = pathname.slice(home.pathname.length);
  if (mode === 'navigate') return path === '' || path === 'index.html' ? 'page' : 'fresh';
  return neverChanges.test(path) ? 'kept' : 'fresh';
}

/** Whether an answer is worth keeping: whole, and no web page in the place of a file. */
export function isKeepable(response: Response, strategy: Strategy): boolean {
  const isHtml = /^text\/html\b/iu.test(response.headers.get('content-type') ?? '');
  return response.status === 200 && (strategy === 'page' || !isHtml);
}

/**
 * The same answer with headers that hosts of static files often cannot set: those that isolate the
 * page from other origins, which gives it shared memory and so threads, and those that bind page and
 * workers to their own origin.
 */
export function withHeaders(response: Response, added: Readonly<Record<string, string>>): Response {
  // An error of the network, or an answer of another origin, cannot be read or rebuilt.
  if (response.status === 0) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(added)) headers.set(name, value);
  const { status, statusText } = response;
  const body = [204, 205, 304].includes(status) ? null : response.body;
  return new Response(body, { status, statusText, headers });
}
