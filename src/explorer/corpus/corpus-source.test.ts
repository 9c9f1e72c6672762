import { afterEach, describe, expect, it, vi } from 'vitest';
import { defaultSource, fetchCorpus, sourceName, sourceNamed } from './corpus-source';

const base = 'https://papers.example/map/';
const never = new AbortController().signal;

function answer(status: number, body: string): void {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status })));
}

async function failureCode(url: string): Promise<string> {
  const result = await fetchCorpus(url, base, never);
  return result.ok ? 'none' : result.error.code;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the name of a corpus in the address', () => {
  it('leads back to its source', () => {
    for (const source of [
      defaultSource,
      { kind: 'bundled', id: 'another' },
      { kind: 'address', url: 'mine/papers.json' },
      { kind: 'kept', id: 'a1b2' },
    ] as const) {
      expect(sourceNamed(sourceName(source), new Set(['a1b2']))).toEqual(source);
    }
  });
});

describe('fetching a corpus', () => {
  it('reads the papers', async () => {
    answer(
      200,
      JSON.stringify({ format: 'papergrove-corpus', version: 1, papers: [{ title: 'One' }] }),
    );
    const result = await fetchCorpus('one.json', base, never);
    expect(result.ok && result.value.corpus.papers.map(({ title }) => title)).toEqual(['One']);
  });

  it('names what is missing, empty, broken or elsewhere', async () => {
    answer(404, 'Not found');
    expect(await failureCode('gone.json')).toBe('corpus-missing');
    answer(500, '');
    expect(await failureCode('x.json')).toBe('corpus-unreachable');
    answer(200, '');
    expect(await failureCode('x.json')).toBe('corpus-empty');
    answer(200, '{"format":');
    expect(await failureCode('x.json')).toBe('corpus-malformed');
    expect(await failureCode('https://elsewhere.example/x.json')).toBe('corpus-elsewhere');
    expect(await failureCode('https://')).toBe('corpus-address');
  });

  it('says so when the network fails', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
    const result = await fetchCorpus('x.json', base, never);
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'corpus-unreachable', detail: 'offline' },
    });
  });
});
