/** A host of the built page whose network and files can be made to fail. */
import { createServer, type Server } from 'node:http';
import { resolve } from 'node:path';
import sirv from 'sirv';
import { headersFor } from '../../../scripts/policy.mjs';

/** What happens to requests. */
export type Weather =
  | 'fair'
  /** Nothing is answered by anybody. */
  | 'offline'
  /** No file of machine code is there. */
  | 'no-wasm'
  /** Files of machine code are asked for in vain: there is never an answer. */
  | 'silent-wasm';

export class Site {
  readonly #server: Server;
  #files: ReturnType<typeof sirv>;
  weather: Weather = 'fair';
  address = '';

  /** @param folder of a build */
  constructor(folder = resolve('dist')) {
    this.#files = filesOf(folder);
    this.#server = createServer((request, response) => {
      const isWasm = /\.wasm(?:\?|$)/u.test(request.url ?? '');
      if (this.weather === 'offline') request.socket.destroy();
      else if (isWasm && this.weather === 'silent-wasm') return;
      else if (isWasm && this.weather === 'no-wasm') response.writeHead(404).end('Not found');
      else
        this.#files(request, response, () => {
          response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found');
        });
    });
  }

  /** Puts another build in the place of the one that is there. */
  serve(folder: string): void {
    this.#files = filesOf(folder);
  }

  async open(): Promise<void> {
    await new Promise<void>((listening) => this.#server.listen(0, 'localhost', listening));
    const at = this.#server.address();
    if (at === null || typeof at === 'string') throw new Error('no port');
    this.address = `http://localhost:${at.port}/`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }
}

function filesOf(folder: string): ReturnType<typeof sirv> {
  return sirv(folder, {
    dev: true,
    setHeaders: (response, path) => {
      for (const [name, value] of Object.entries(headersFor(path))) response.setHeader(name, value);
      // Whatever fails must fail for the page, not be answered from an earlier moment.
      response.setHeader('Cache-Control', 'no-store');
    },
  });
}
