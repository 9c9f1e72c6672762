import { afterEach, describe, expect, it, vi } from 'vitest';
import { ownFiles } from './own-files';

afterEach(() => vi.unstubAllGlobals());

describe('own files of the page', () => {
  it('are asked of its host, below its folder', async () => {
    const asked: string[] = [];
    vi.stubGlobal('fetch', (url: URL) => {
      asked.push(url.href);
      return Promise.resolve(
        url.href.endsWith('there.bin')
          ? new Response(Uint8Array.of(1, 2))
          : new Response(null, { status: 404 }),
      );
    });
    const read = ownFiles('https://papers.example/maps/', null);
    expect(await read('lexicon/there.bin')).toEqual(Uint8Array.of(1, 2));
    await expect(read('lexicon/other.bin')).rejects.toThrow('lexicon/other.bin answered 404');
    expect(asked[0]).toBe('https://papers.example/maps/lexicon/there.bin');
  });

  it('lie in a page without a host, which asks nobody', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new Error('asked')));
    const read = ownFiles('file:///disk/', new Map([['lexicon/a.bin', Uint8Array.of(3)]]));
    expect(await read('lexicon/a.bin')).toEqual(Uint8Array.of(3));
    await expect(read('lexicon/b.bin')).rejects.toThrow('not part of this page');
  });
});
