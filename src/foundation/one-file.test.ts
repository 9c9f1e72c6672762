import { afterEach, describe, expect, it, vi } from 'vitest';
import { fileInPage, filesInPage, typeOfFiles } from './one-file';

/** A page that holds files as `scripts/site/single-file.ts` writes them. */
function holding(files: Readonly<Record<string, Uint8Array>>): string[] {
  const asked: string[] = [];
  const elements = Object.entries(files).map(([path, bytes]) => ({
    dataset: { path },
    text: Buffer.from(bytes).toString('base64'),
  }));
  vi.stubGlobal('document', {
    querySelectorAll: (selector: string) => {
      asked.push(selector);
      return elements;
    },
  });
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

describe('files in the page', () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);

  it('are read byte by byte, by their path alone', () => {
    const asked = holding({ 'map/a.bin': all, 'map/empty.bin': new Uint8Array() });
    expect(fileInPage('map/a.bin')).toEqual(all);
    expect(fileInPage('map/empty.bin')).toHaveLength(0);
    expect(fileInPage('a.bin')).toBeNull();
    expect(new Set(asked)).toEqual(new Set([`script[type="${typeOfFiles}"]`]));
  });

  it('are found by their folder', () => {
    holding({ 'map/a.bin': all, 'lexicon/one.bin': Uint8Array.of(7) });
    expect([...filesInPage('lexicon/')]).toEqual([['lexicon/one.bin', Uint8Array.of(7)]]);
    expect(filesInPage('other/').size).toBe(0);
  });
});
