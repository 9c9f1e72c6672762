import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadThesaurus, readThesaurus, writeThesaurus, type WordPair } from './thesaurus';

const pairs: readonly WordPair[] = [
  ['photo', 'picture', 0.8],
  ['image', 'picture', 0.6],
  ['big', 'huge', 1],
];

describe('a thesaurus', () => {
  it('written and read again has its pairs both ways, nearest first', () => {
    const read = readThesaurus(writeThesaurus(pairs));
    if (!read.ok) throw new Error(read.error.message);
    expect(read.value('picture').map(([word]) => word)).toEqual(['photo', 'image']);
    expect(read.value('photo')).toEqual([['picture', 0.8]]);
    expect(read.value('huge')).toEqual([['big', 1]]);
    expect(read.value('zebra')).toEqual([]);
  });

  it.each([
    ['nothing', (bytes: Uint8Array) => bytes.subarray(0, 0)],
    ['its beginning alone', (bytes: Uint8Array) => bytes.subarray(0, bytes.length - 1)],
    ['more than it', (bytes: Uint8Array) => Uint8Array.of(...bytes, 0)],
    ['another file', (bytes: Uint8Array) => bytes.map((byte, at) => (at < 4 ? 65 : byte))],
    ['another version', (bytes: Uint8Array) => bytes.map((byte, at) => (at === 4 ? 9 : byte))],
  ])('is refused where %s is given', (_, spoil) => {
    const read = readThesaurus(spoil(writeThesaurus(pairs)));
    expect(read.ok).toBe(false);
    expect(!read.ok && read.error.remedy).toContain('without it');
  });

  it('that comes with the page knows everyday words, in the forms that papers are indexed in', async () => {
    const read = await loadThesaurus((path) =>
      Promise.resolve(readFileSync(new URL(`../../public/${path}`, import.meta.url))),
    );
    if (!read.ok) throw new Error(read.error.message);
    const near = (word: string) => read.value(word).map(([other]) => other);
    expect(near('picture')).toContain('photo');
    expect(near('huge')).toContain('enormous');
    expect(near('dangerous')).toContain('danger');
    for (const [, cosine] of read.value('picture')) expect(cosine).toBeGreaterThanOrEqual(0.44);
  });

  it('says in a sentence that it cannot be fetched', async () => {
    const read = await loadThesaurus(() => Promise.reject(new Error('offline')));
    expect(!read.ok && read.error.message).toContain('offline');
  });
});
