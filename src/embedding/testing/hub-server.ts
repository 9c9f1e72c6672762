/**
 * A server on this machine that speaks the hub's addresses and serves files under a made-up id,
 * as well or as badly as a test asks for.
 */
import { createHash } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';

/** How a file is answered. */
export type Fault =
  /** In pieces with pauses between them. */
  | 'slow'
  /** A third comes, then nothing more, and the connection stays open. */
  | 'stalled'
  /** The connection breaks in the middle. */
  | 'broken'
  /** Ends early, without an error. */
  | 'truncated'
  /** A sign-in page, status 200. */
  | 'html'
  /** A sign-in page that does not say what it is. */
  | 'unlabelled-html'
  /** The right number of wrong bytes. */
  | 'corrupt'
  | 'missing';

export interface HubServer {
  readonly host: string;
  /** Faults by path, changed by tests; the listing's path is `api`. */
  readonly faults: Map<string, Fault>;
  /** Requests in order: path and `Range` header. */
  readonly requests: string[];
  close(): Promise<void>;
}

export const revision = '0123456789abcdef0123456789abcdef01234567';

export async function startHub(
  id: string,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<HubServer> {
  const faults = new Map<string, Fault>();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const url = request.url ?? '/';
    for (const [name, value] of crossOrigin) response.setHeader(name, value);
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end();
      return;
    }
    const range = request.headers.range;
    const prefix = `/${id}/resolve/${revision}/`;
    if (url.startsWith(`/api/models/${id}`)) {
      requests.push('api');
      answerListing(response, files, faults.get('api'));
      return;
    }
    const path = url.slice(prefix.length);
    const content = files.get(path);
    requests.push(range ? `${path} ${range}` : path);
    if (!url.startsWith(prefix) || !content || faults.get(path) === 'missing') {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Entry not found');
      return;
    }
    void answerFile(response, content, range, faults.get(path));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    host: `http://127.0.0.1:${address.port}/`,
    faults,
    requests,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

/** As the hub does: every page may read. */
const crossOrigin = [
  ['access-control-allow-origin', '*'],
  ['access-control-allow-headers', 'range'],
  ['access-control-expose-headers', 'content-range, content-length'],
] as const;

const signInPage = '<!DOCTYPE html><html><body>Please sign in to this network.</body></html>';

function answerListing(
  response: ServerResponse,
  files: ReadonlyMap<string, Uint8Array>,
  fault: Fault | undefined,
): void {
  if (fault === 'missing') {
    response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":"…"}');
    return;
  }
  if (fault === 'html') {
    response.writeHead(200, { 'content-type': 'text/html' }).end(signInPage);
    return;
  }
  const siblings = [...files].map(([rfilename, content]) =>
    rfilename.endsWith('.onnx')
      ? {
          rfilename,
          size: content.length,
          lfs: {
            sha256: createHash('sha256').update(content).digest('hex'),
            size: content.length,
            pointerSize: 133,
          },
        }
      : { rfilename, size: content.length },
  );
  response
    .writeHead(200, { 'content-type': 'application/json; charset=utf-8' })
    .end(JSON.stringify({ sha: revision, siblings }));
}

async function answerFile(
  response: ServerResponse,
  content: Uint8Array,
  range: string | undefined,
  fault: Fault | undefined,
): Promise<void> {
  if (fault === 'html' || fault === 'unlabelled-html') {
    const type = fault === 'html' ? 'text/html; charset=utf-8' : 'application/octet-stream';
    response.writeHead(200, { 'content-type': type }).end(signInPage);
    return;
  }
  const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
  const rest = content.subarray(from);
  response.writeHead(from > 0 ? 206 : 200, {
    'content-type': 'application/octet-stream',
    ...(fault === 'truncated' ? {} : { 'content-length': rest.length }),
    ...(from > 0
      ? { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` }
      : {}),
  });
  if (fault === 'truncated') {
    response.end(rest.subarray(0, Math.floor(rest.length / 2)));
  } else if (fault === 'stalled') {
    response.write(rest.subarray(0, Math.floor(rest.length / 3)));
  } else if (fault === 'broken') {
    response.write(rest.subarray(0, Math.floor(rest.length / 2)), () => {
      setTimeout(() => response.destroy(), 50);
    });
  } else if (fault === 'corrupt') {
    response.end(rest.map((byte) => byte ^ 1));
  } else if (fault === 'slow') {
    const step = Math.ceil(rest.length / 40);
    for (let at = 0; at < rest.length && !response.destroyed; at += step) {
      response.write(rest.subarray(at, at + step));
      await new Promise((resume) => setTimeout(resume, 10));
    }
    response.end();
  } else {
    response.end(rest);
  }
}
