/** Search in other words than the papers' own, on the default corpus, as the engine would do it. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCorpusFile } from '../corpus/corpus-file';
import type { Paper } from '../corpus/paper';
import { lexiconEncoder } from '../embedding/lexicon';
import { loadLexicon } from '../embedding/lexicon-file';
import { LexicalIndex } from './lexical-index';
import { meaningOf } from './query-vectors';
import { search, type SearchSources } from './search';

const inPublic = (path: string) => new URL(`../../public/${path}`, import.meta.url);

let sources: SearchSources;

beforeAll(async () => {
  const file = readFileSync(inPublic('corpora/unsupervised-pretraining.json'), 'utf8');
  const read = readCorpusFile(file, 'unsupervised-pretraining.json');
  const lexicon = await loadLexicon((path) => Promise.resolve(readFileSync(inPublic(path))));
  if (!read.ok || !lexicon.ok) throw new Error('The page’s own files cannot be read.');
  const { papers } = read.value.corpus;
  const encoder = lexiconEncoder(lexicon.value);
  const vectors = await encoder.encode(papers);
  const queries = await encoder.queries?.(papers, vectors);
  if (!queries) throw new Error('The lexicon embeds no queries.');
  sources = {
    papers,
    index: await LexicalIndex.build(papers, () => undefined),
    meaning: meaningOf([{ vectors, weight: 1, queries }]),
  };
}, 60_000);

const found = (query: string): Paper[] =>
  search(sources, query)
    .hits.map(({ paper }) => sources.papers[paper])
    .filter((paper) => paper !== undefined);

describe('a query in other words than the papers’', () => {
  it('about making networks forget finds unlearning', () => {
    const first = found('making networks forget').slice(0, 5);
    expect(first.some(({ title }) => /unlearn/iu.test(title))).toBe(true);
  });

  it.each([
    ['computers that recognise objects', /object/iu],
    ['pictures without labels', /self-supervised|unsupervised/iu],
    ['removing training data influence from a model', /unlearn/iu],
  ])('“%s” finds what it is about', (query, title) => {
    expect(
      found(query)
        .slice(0, 5)
        .map((paper) => paper.title)
        .join('\n'),
    ).toMatch(title);
  });

  it.each([
    'chocolate cake recipe',
    'wedding dress shopping',
    'football world cup final',
    'vegetarian dinner ideas',
    'yoga poses back pain',
    'best pizza in naples',
    'zzqxv wwkjh',
  ])('“%s” finds nothing', (query) => {
    expect(found(query).map(({ title }) => title)).toEqual([]);
  });
});
