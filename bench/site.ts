/** Builds the pages that are measured and serves them with the headers of the real one. */
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import sirv from 'sirv';
import { build } from 'vite';
import { root } from '../scripts/paths.mjs';

/** What benches make and keep. */
export const cacheFolder = join(root, '.cache', 'bench');

/** A page being served. */
export interface Site {
  /** Address of the folder that holds the page, with a trailing slash. */
  readonly url: string;
}

// Vite's module runner, which runs the benches, says 'development', and Svelte would be built for it.
process.env['NODE_ENV'] = 'production';

const servers: Server[] = [];
const pages = new Map<string, Promise<Site>>();

/**
 * Builds `bench/<name>/index.html` as the product is built and serves it; once per process. The
 * product's public files and the benches' vectors lie at the root of the same address.
 */
export function benchPage(name: string): Promise<Site> {
  const known = pages.get(name);
  if (known) return known;
  const made = buildBenchPage(name);
  pages.set(name, made);
  return made;
}

async function buildBenchPage(name: string): Promise<Site> {
  const folder = join(cacheFolder, 'pages', name);
  await build({
    root,
    // The product's own configuration adds its page and its service worker to what is built.
    configFile: false,
    base: './',
    plugins: [svelte()],
    worker: { format: 'es' },
    logLevel: 'error',
    build: {
      target: 'es2022',
      outDir: folder,
      emptyOutDir: true,
      copyPublicDir: false,
      rolldownOptions: { input: join(root, 'bench', name, 'index.html') },
    },
  });
  const origin = await serveFolders([folder, join(root, 'public'), cacheFolder]);
  return { url: `${origin}bench/${name}/` };
}

/** Where the product is built to for measuring. */
export const productFolder = join(cacheFolder, 'product');
let product: Promise<{ wallSeconds: number; cpuSeconds: number }> | undefined;
let productServed: Promise<Site> | undefined;

/** Builds the product into `productFolder`, once per process. @returns what the build took */
export function buildProduct(): Promise<{ wallSeconds: number; cpuSeconds: number }> {
  product ??= (async () => {
    const began = performance.now();
    const used = process.cpuUsage();
    await build({ root, logLevel: 'error', build: { outDir: productFolder, emptyOutDir: true } });
    const { user, system } = process.cpuUsage(used);
    return {
      wallSeconds: (performance.now() - began) / 1000,
      cpuSeconds: (user + system) / 1e6,
    };
  })();
  return product;
}

/** The built product, served. */
export function productSite(): Promise<Site> {
  productServed ??= buildProduct().then(async () => ({ url: await serveFolders([productFolder]) }));
  return productServed;
}

async function serveFolders(folders: readonly string[]): Promise<string> {
  const handlers = folders.filter(existsSync).map((folder) =>
    sirv(folder, {
      dev: true,
      setHeaders: (response) => {
        response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
        response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
      },
    }),
  );
  const server = createServer((request, response) => {
    const attempt = (at: number): void => {
      const handler = handlers[at];
      if (handler) handler(request, response, () => attempt(at + 1));
      else response.writeHead(404).end();
    };
    attempt(0);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  servers.push(server);
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}/`;
}

/** Stops serving, so that the process can end. */
export function stopServing(): void {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
}
