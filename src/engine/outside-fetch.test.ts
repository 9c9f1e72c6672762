import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutsideRequest } from './outside-messages';
import { outsideFetch, type OutsideWorker } from './outside-fetch';
import { answerOutside } from './outside-service';

const home = 'https://page.example/maps/';
const piece = 'x'.repeat(40_000);

let server: Server;
let origin: string;
let asked: { url: string; range: string | undefined; cookie: string | undefined }[];
/** Requests whose connection the other side closed early. */
let left: number;

beforeEach(async () => {
  asked = [];
  left = 0;
  server = createServer((request, response) => {
    const { range, cookie } = request.headers;
    asked.push({ url: request.url ?? '', range, cookie });
    response.on('close', () => (left += response.writableFinished ? 0 : 1));
    if (request.url === '/missing') response.writeHead(404).end('not here');
    else if (request.url === '/empty') response.writeHead(204).end();
    else if (request.url === '/endless') response.write(piece);
    else if (request.url === '/broken') response.write(piece, () => response.destroy());
    else {
      for (let i = 0; i < 50; i++) response.write(piece);
      response.end();
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

/** A worker that answers in this thread. */
class HereWorker extends EventTarget implements Pick<OutsideWorker, 'postMessage'> {
  postMessage(order: OutsideRequest): void {
    void answerOutside(structuredClone(order, { transfer: [order.port] }));
  }
}

function begin(): { get: typeof fetch; started: () => number; worker: EventTarget } {
  let count = 0;
  const worker = new HereWorker();
  const get = outsideFetch(home, () => {
    count++;
    return worker;
  });
  return { get, started: () => count, worker };
}

describe('fetch for other sites', () => {
  it('gives status, headers and every piece, in order, from one worker', async () => {
    const { get, started } = begin();
    const whole = await get(`${origin}/whole`, { headers: { Range: 'bytes=5-' } });
    expect(whole.status).toBe(200);
    expect(await whole.text()).toBe(piece.repeat(50));
    const missing = await get(new URL('/missing', origin));
    expect([missing.status, missing.statusText, await missing.text()]).toEqual([
      404,
      'Not Found',
      'not here',
    ]);
    expect((await get(`${origin}/empty`)).status).toBe(204);
    expect(asked.map(({ url }) => url)).toEqual(['/whole', '/missing', '/empty']);
    expect(asked[0]?.range).toBe('bytes=5-');
    expect(started()).toBe(1);
  });

  it('rejects as fetch does where nobody answers', async () => {
    const { get } = begin();
    await expect(get('http://127.0.0.1:9/nobody')).rejects.toThrow(TypeError);
  });

  it('ends with an error where the connection breaks', async () => {
    const { get } = begin();
    const broken = await get(`${origin}/broken`);
    await expect(broken.text()).rejects.toThrow(TypeError);
  });

  it('can be stopped before, while, and after the answer begins', async () => {
    const { get } = begin();
    const stopped = AbortSignal.abort(new Error('before'));
    await expect(get(`${origin}/whole`, { signal: stopped })).rejects.toThrow('before');
    expect(asked).toEqual([]);

    const stop = new AbortController();
    const endless = await get(`${origin}/endless`, { signal: stop.signal });
    const read = endless.text();
    stop.abort(new Error('while'));
    await expect(read).rejects.toThrow('while');
    await expect.poll(() => left).toBe(1);

    const unread = await get(`${origin}/endless`);
    await unread.body?.cancel();
    await expect.poll(() => left).toBe(2);
  });

  it('rejects when the worker cannot be loaded, and starts another the next time', async () => {
    const { get, started, worker } = begin();
    const lost = get(`${origin}/endless`);
    worker.dispatchEvent(new Event('error'));
    await expect(lost).rejects.toThrow('could not be loaded');
    expect((await get(`${origin}/missing`)).status).toBe(404);
    expect(started()).toBe(2);
  });
});
