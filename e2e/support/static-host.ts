/** Hosts of the built page that do what a test wants of them, and can be closed. */
import { createServer, type Server, type ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';
import { headersFor } from '../../scripts/policy.mjs';

export interface HostOptions {
  /** Whether it sends the headers of the page. */
  readonly headers: boolean;
  /** Path of the folder that the page lies in, with both slashes. */
  readonly folder: string;
  /** The type it gives files by their ending, where that is another than the right one. */
  readonly types?: Readonly<Record<string, string>>;
  /** Folder of the files; that of the built page unless said. */
  readonly root?: string;
}

const builtPage = fileURLToPath(new URL('../../dist', import.meta.url));

export class StaticHost {
  readonly #server: Server;
  readonly #folder: string;
  address = '';
  /** Answers in the place of a file, by its path; false to have the file. */
  instead: (path: string, response: ServerResponse) => boolean = () => false;

  constructor({ headers, folder, types = {}, root = builtPage }: HostOptions) {
    this.#folder = folder;
    const files = sirv(root, {
      dev: true,
      etag: true,
      setHeaders(response, path) {
        const sent = headers ? headersFor(path) : {};
        for (const [name, value] of Object.entries(sent)) response.setHeader(name, value);
        const type = types[/\.\w+$/u.exec(path)?.[0] ?? ''];
        if (type !== undefined) response.setHeader('Content-Type', type);
      },
    });
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
    this.address = `http://localhost:${at.port}${this.#folder}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** A host of static files that sets no headers, as many are, with the page in a folder below others. */
export const plainHost = (more: Pick<HostOptions, 'types' | 'root'> = {}): StaticHost =>
  new StaticHost({ headers: false, folder: '/deep/down/', ...more });
