/** Search in other words than the papers' own, on the default corpus, as the engine would do it. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCorpusFile } from '../corpus/corpus-file';
import type { Paper } from '../corpus/paper';
import { lexiconEncoder } from '../embedding/lexicon';
import { loadLexicon } from '../embedding/lexicon-file';
import { calibrate } from './calibration';
import { LexicalIndex } from './lexical-index';
import { meaningOf } from './query-vectors';
import { search, type SearchSources } from './search';
import { loadThesaurus } from './thesaurus';

const inPublic = (path: string) => new URL(`../../public/${path}`, import.meta.url);

let sources: SearchSources;

beforeAll(async () => {
  const file = readFileSync(inPublic('corpora/unsupervised-pretraining.json'), 'utf8');
  const read = readCorpusFile(file, 'unsupervised-pretraining.json');
  const lexicon = await loadLexicon((path) => Promise.resolve(readFileSync(inPublic(path))));
  const thesaurus = await loadThesaurus((path) => Promise.resolve(readFileSync(inPublic(path))));
  if (!read.ok || !lexicon.ok || !thesaurus.ok)
    throw new Error('The page’s own files cannot be read.');
  const { papers } = read.value.corpus;
  const encoder = lexiconEncoder(lexicon.value);
  const vectors = await encoder.encode(papers);
  const queries = await encoder.queries?.(papers, vectors);
  if (!queries) throw new Error('The lexicon embeds no queries.');
  const index = await LexicalIndex.build(papers, () => undefined);
  const meaning = meaningOf([{ vectors, weight: 1, queries }], thesaurus.value);
  const calibration = await calibrate(papers, index.terms, meaning, () => undefined);
  sources = { papers, index, measured: { meaning, calibration } };
}, 60_000);

/** Questions about other things and keyboard noise: those that search is measured on. */
function foreignQuestions(): string[] {
  const file = new URL('../../scripts/eval/queries/foreign.json', import.meta.url);
  const questions = JSON.parse(readFileSync(file, 'utf8')) as { query: string }[];
  return questions.map(({ query }) => query);
}

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
  ])('“%s” has no paper above the line', (query) => {
    expect(search(sources, query).complete).toBe(0);
  });

  it('tells nine in ten questions about other things that they belong to no paper here', () => {
    const told = foreignQuestions().map((query) => search(sources, query).foreign);
    expect(told.length).toBeGreaterThan(40);
    expect(told.filter(Boolean).length / told.length).toBeGreaterThan(0.9);
  });

  it('says how near the papers are, nearer ones first on the whole', () => {
    const { hits, complete, nearness } = search(sources, 'erasing what a network was taught');
    expect(complete).toBe(0);
    expect(nearness).toHaveLength(hits.length);
    const mean = (levels: readonly number[]) =>
      levels.reduce((sum, level) => sum + level, 0) / levels.length;
    expect(mean(nearness.slice(0, 5))).toBeGreaterThan(mean(nearness.slice(-5)));
  });

  it('asks nothing of the corpus but its filters where there are no words', () => {
    expect(search(sources, 'has:code').hits.length).toBeGreaterThan(10);
    expect(search(sources, '').hits).toEqual([]);
  });
});
