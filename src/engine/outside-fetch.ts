/**
 * `fetch` for other sites, which the page itself cannot reach: its policy binds it to its own origin.
 * Call it only for what the user agreed to. Cookies and the page's address are never sent.
 */
import type { OutsideAnswer, OutsideRequest, OutsideWish } from './outside-messages';

/** The part of `Worker` that is used; replaced in tests. */
export type OutsideWorker = Pick<
  Worker,
  'postMessage' | 'addEventListener' | 'removeEventListener'
>;

function startWorker(): OutsideWorker {
  return new Worker(new URL('./outside.worker.ts', import.meta.url), {
    type: 'module',
    name: 'papergrove outside',
  });
}

/**
 * A `fetch` that asks other sites through a worker, started with the first request, and the page's own
 * origin directly.
 *
 * @param home address of the page
 * @param start starts the worker; replaced in tests
 */
export function outsideFetch(
  home: string,
  start: () => OutsideWorker = startWorker,
): typeof globalThis.fetch {
  let worker: OutsideWorker | undefined;
  return (input, init) => {
    const request = new Request(input, init);
    if (new URL(request.url).origin === new URL(home).origin) return fetch(request);
    worker ??= start();
    const asked = worker;
    // Where its program could not be loaded, the next request tries again.
    const forget = (): void => {
      if (worker === asked) worker = undefined;
    };
    asked.addEventListener('error', forget, { once: true });
    return throughWorker(asked, request);
  };
}

function throughWorker(worker: OutsideWorker, request: Request): Promise<Response> {
  const { port1: port, port2: far } = new MessageChannel();
  const { signal } = request;
  const say = (wish: OutsideWish): void => port.postMessage(wish);
  return new Promise<Response>((resolve, reject) => {
    let body: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | undefined;
    const fail = (reason: unknown): void => {
      reject(reason);
      body?.error(reason);
      over();
    };
    const lost = (): void => fail(new TypeError('What asks other sites could not be loaded.'));
    const over = (): void => {
      signal.removeEventListener('abort', stopped);
      worker.removeEventListener('error', lost);
      port.close();
    };
    const stopped = (): void => {
      say('stop');
      fail(signal.reason);
    };
    const hear = (said: OutsideAnswer): void => {
      switch (said.kind) {
        case 'head': {
          const { status, statusText } = said;
          const headers = said.headers.map(([name, value]): [string, string] => [name, value]);
          const stream = new ReadableStream<Uint8Array<ArrayBuffer>>(
            {
              start: (controller) => void (body = controller),
              pull: () => say('more'),
              cancel: () => {
                say('stop');
                over();
              },
            },
            { highWaterMark: 1 },
          );
          const empty = [204, 205, 304].includes(status);
          resolve(new Response(empty ? null : stream, { status, statusText, headers }));
          return;
        }
        case 'piece':
          body?.enqueue(said.bytes);
          return;
        case 'end':
          body?.close();
          over();
          return;
        case 'failed':
          fail(new TypeError(said.message));
      }
    };
    port.onmessage = ({ data }: MessageEvent<OutsideAnswer>) => hear(data);
    worker.addEventListener('error', lost);
    if (signal.aborted) return fail(signal.reason);
    signal.addEventListener('abort', stopped);
    const order: OutsideRequest = {
      url: request.url,
      method: request.method,
      headers: [...request.headers],
      port: far,
    };
    worker.postMessage(order, [far]);
  });
}
