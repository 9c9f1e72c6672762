/** Hosts of the built page that do less than the one of the other tests. */
import { createServer, type Server, type ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';

const folder = '/deep/down/';

/** A host of static files that sets no headers. */
export class PlainHost {
  readonly #server: Server;
  address = '';

  /** Answers in the place of a file, by its path; false to have the file. */
  instead: (path: string, response: ServerResponse) => boolean = () => false;

  /** @param root folder of the files; the built page unless said */
  constructor(root = fileURLToPath(new URL('../../dist', import.meta.url))) {
    const files = sirv(root, { dev: true, etag: true });
    this.#server = createServer((request, response) => {
      const missing = (): void => {
        response.statusCode = 404;
        response.end('Not found');
      };
      if (!request.url?.startsWith(folder)) return missing();
      request.url = request.url.slice(folder.length - 1);
      if (this.instead(request.url, response)) return;
      files(request, response, missing);
    });
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, 'localhost', resolve));
    const at = this.#server.address();
    if (at === null || typeof at === 'string') throw new Error('no port');
    this.address = `http://localhost:${at.port}${folder}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
