import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultCorpus } from './default-corpus';

function repositoryFile(path: string): string {
  return readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
}

const listing = repositoryFile('src/corpus/fixtures/seed/hf-unsupervised-pretraining.txt');
const links = repositoryFile('src/corpus/fixtures/seed/links.json');

describe('defaultCorpus', () => {
  it('gives the committed bytes', () => {
    expect(defaultCorpus(listing, links)).toBe(
      repositoryFile('public/corpora/unsupervised-pretraining.json'),
    );
  });

  it('refuses links that belong to another listing', () => {
    expect(() => defaultCorpus(listing, '[]')).toThrow(/70 papers are listed/u);
  });
});
