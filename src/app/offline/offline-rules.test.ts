import { describe, expect, it } from 'vitest';
import { isKeepable, strategyFor, withHeaders } from './offline-rules';

const scope = 'https://host.example/maps/';

function ask(path: string, more: { method?: string; mode?: string; range?: boolean } = {}) {
  const { method = 'GET', mode = 'cors', range = false } = more;
  const headers = new Headers(range ? { range: 'bytes=0-9' } : {});
  return strategyFor({ method, mode, url: new URL(path, scope).href, headers }, scope);
}

describe('which files the service worker answers for', () => {
  it.each([
    ['', 'navigate', 'page'],
    ['?corpus=x.json', 'navigate', 'page'],
    ['index.html', 'navigate', 'page'],
    ['other.html', 'navigate', 'fresh'],
    ['assets/index-abc.js', 'cors', 'kept'],
    ['lexicon/arxiv-3.bin', 'cors', 'kept'],
    ['map/0123456789abcdef0123456789abcdef.bin', 'cors', 'kept'],
    ['map/manifest.json', 'cors', 'fresh'],
    ['models/mine/config.json', 'cors', 'fresh'],
    ['corpora/mine.json', 'cors', 'fresh'],
    ['../elsewhere/assets/a.js', 'cors', 'leave'],
    ['https://other.example/maps/assets/a.js', 'cors', 'leave'],
  ])('“%s” asked by %s: %s', (path, mode, strategy) => {
    expect(ask(path, { mode })).toBe(strategy);
  });

  it('leaves what it cannot keep', () => {
    expect(ask('assets/a.js', { method: 'POST' })).toBe('leave');
    expect(ask('assets/a.js', { range: true })).toBe('leave');
  });
});

describe('what is kept', () => {
  const html = { headers: { 'content-type': 'text/html; charset=utf-8' } };

  it('is whole, and no web page in the place of a file', () => {
    expect(isKeepable(new Response('x'), 'kept')).toBe(true);
    expect(isKeepable(new Response('x', { status: 404 }), 'kept')).toBe(false);
    expect(isKeepable(new Response('x', { status: 206 }), 'kept')).toBe(false);
    expect(isKeepable(new Response('x', html), 'kept')).toBe(false);
    expect(isKeepable(new Response('x', html), 'page')).toBe(true);
  });
});

describe('an answer with headers', () => {
  it('keeps its status, headers and body', async () => {
    const answer = withHeaders(
      new Response('body', { status: 404, headers: { 'content-type': 'text/plain' } }),
      { 'Cross-Origin-Opener-Policy': 'same-origin' },
    );
    expect(answer.status).toBe(404);
    expect(Object.fromEntries(answer.headers)).toEqual({
      'content-type': 'text/plain',
      'cross-origin-opener-policy': 'same-origin',
    });
    expect(await answer.text()).toBe('body');
    expect(withHeaders(new Response(null, { status: 304 }), {}).status).toBe(304);
  });

  it('is left as it is where it cannot be read', () => {
    const error = Response.error();
    expect(withHeaders(error, {})).toBe(error);
  });
});
