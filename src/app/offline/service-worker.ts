/**
 * Keeps the page for when there is no network, and gives page and workers the headers for threads
 * and the policy that binds them, on hosts that cannot set them. It answers only for the folder it lies in.
 *
 * Every build has a cache of its own, filled as a whole before the build is used and thrown away
 * when another has taken its place. A new build waits until every tab of the old one is closed, so
 * that no page ever mixes the two.
 */
import { headersFor } from '../../../scripts/policy.mjs';
import { isKeepable, strategyFor, withHeaders, type Strategy } from './offline-rules';

/** The parts of the service worker's global scope that are used; DOM's types leave them out. */
interface Scope {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void;
  addEventListener(type: 'message', listener: (event: Lasting & { data: unknown }) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
}

interface Lasting {
  waitUntil(work: Promise<unknown>): void;
}

interface Fetching extends Lasting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

declare const self: Scope;

/** Paths of this build's files; put here when all of them are written. */
declare const __PAPERGROVE_BUILD__: {
  /** Changes with any of the files. */
  readonly version: string;
  readonly shell: readonly string[];
  readonly later: readonly string[];
};

const build = __PAPERGROVE_BUILD__;
const { scope } = self.registration;
/** The scope is part of the name: several copies of the page may share an origin. */
const family = `papergrove-page ${new URL(scope).pathname} `;
const cacheName = family + build.version;

self.addEventListener('install', (event) => {
  event.waitUntil(keep(build.shell));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(takeOver());
});

// Large files are kept when the page says that it has done its first work, not beside it.
self.addEventListener('message', (event) => {
  if (event.data === 'keep-the-rest') event.waitUntil(keep(build.later));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const strategy = strategyFor(request, scope);
  if (strategy === 'leave') return;
  const headers = headersFor(new URL(request.url).pathname);
  event.respondWith(answer(request, strategy).then((response) => withHeaders(response, headers)));
});

async function answer(request: Request, strategy: Exclude<Strategy, 'leave'>): Promise<Response> {
  const cache = await caches.open(cacheName);
  const kept = () =>
    cache.match(strategy === 'page' ? addressOf('index.html') : request, { ignoreVary: true });
  if (strategy === 'kept') {
    const found = await kept();
    if (found) return found;
    const fetched = await fetch(request);
    if (isKeepable(fetched, strategy)) await keepAnswer(cache, request.url, fetched.clone());
    return fetched;
  }
  try {
    return await fetch(request);
  } catch (unreachable) {
    const found = await kept();
    if (found) return found;
    throw unreachable;
  }
}

/** Fetches files into this build's cache; those whose names say that they never change, once. */
async function keep(paths: readonly string[]): Promise<void> {
  const cache = await caches.open(cacheName);
  for (const path of paths) {
    const address = addressOf(path);
    if (await cache.match(address)) continue;
    const changes = strategyFor(new Request(address), scope) !== 'kept';
    const old = changes ? undefined : await caches.match(address);
    const response = old ?? (await fetch(address, changes ? { cache: 'no-cache' } : {}));
    if (!isKeepable(response, path === 'index.html' ? 'page' : 'kept'))
      throw new Error(`${address} answered ${response.status}`);
    await cache.put(address, response);
  }
}

/** Brings over what was fetched on the way and is still wanted, then lets the old builds go. */
async function takeOver(): Promise<void> {
  const cache = await caches.open(cacheName);
  const wanted = new Set(build.later.map(addressOf));
  for (const name of await caches.keys()) {
    if (!name.startsWith(family) || name === cacheName) continue;
    const old = await caches.open(name);
    for (const request of await old.keys()) {
      if (!wanted.has(request.url) || (await cache.match(request))) continue;
      const response = await old.match(request);
      if (response) await cache.put(request, response);
    }
    await caches.delete(name);
  }
  await self.clients.claim();
}

/** A full disk must not cost the page its answer. */
async function keepAnswer(cache: Cache, address: string, response: Response): Promise<void> {
  try {
    await cache.put(address, response);
  } catch (thrown) {
    console.warn(`${address} is not kept for offline use:`, thrown);
  }
}

function addressOf(path: string): string {
  return new URL(path, scope).href;
}
