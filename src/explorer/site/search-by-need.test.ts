import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { blankPaper, type Paper } from '../../corpus/paper';
import { answered } from '../../engine/search-answer';
import { success } from '../../foundation/result';
import { LexicalIndex } from '../../search/lexical-index';
import { search } from '../../search/search';
import { valueOf } from '../../site/testing/made-up-site';
import { wordFiles } from '../../site/testing/word-files';
import { SearchByNeed } from './search-by-need';

const given: { papers: { id: string; title: string; abstract: string }[] } = JSON.parse(
  readFileSync('public/corpora/unsupervised-pretraining.json', 'utf8'),
);
const papers: readonly Paper[] = [
  ...given.papers.map(({ id, title, abstract }) => ({ ...blankPaper(id, title), abstract })),
  { ...blankPaper('x1', 'On diffusion: GPT-3 and 3D models'), abstract: 'Größe und 深度学习 3d.' },
  { ...blankPaper('x2', '深度学习方法'), authors: ['Ada Lovelace'], venue: 'A Venue of Models' },
];
const index = await LexicalIndex.build(papers, () => undefined);
const { reader, read, blocks } = wordFiles(papers, 60);

/** Of papers whose titles come only when they are asked for. */
function byNeed() {
  const here = papers.map(({ id }) => blankPaper(id, ''));
  return new SearchByNeed(reader, {
    papers: () => here,
    fetch: (wanted) => {
      for (const at of wanted) here[at] = blankPaper(papers[at]?.id ?? '', papers[at]?.title ?? '');
      return Promise.resolve(success(null));
    },
  });
}

const queries = [
  ...['diffusion', 'diffusion models', 'self-supervised learning', 'graph neural networks'],
  ...['difusion modells', 'lerning', 'xylophone', 'qqqqqq zzzz', 'd', 'pretr', 'models models'],
  ...[
    'on diffusion',
    'the pre',
    'gpt-3',
    '3d models',
    'Größe',
    '深度',
    '深度学习',
    'lovelace models',
  ],
  ...['diffusion OR masked', '(vision OR language) pretraining', 'unlearning of', 'a venue'],
  ...papers.slice(0, 20).map(({ title }) => title),
  ...papers.slice(20, 30).map(({ title }) => title.slice(0, title.length / 2)),
];

describe('a search that reads what it needs', () => {
  it.each(queries)('answers “%s” as one that has read everything', async (typed) => {
    const whole = answered(search({ papers, index, measured: null }, typed), 'words');
    expect(valueOf((await byNeed().search(typed)) ?? success(null))).toEqual(whole);
  });

  it('reads few blocks, and none twice', async () => {
    read.length = 0;
    const one = byNeed();
    await one.search('diffusion');
    const { length } = read;
    expect(length).toBeLessThan(blocks.length / 20);
    await one.search('diffusion');
    expect(read).toHaveLength(length);
  });

  it('leaves to others what words alone do not answer', async () => {
    for (const typed of ['year:2020 models', '"masked image"', '-vision models', 'like:x1', 'the'])
      expect(await byNeed().search(typed)).toBeNull();
  });
});
