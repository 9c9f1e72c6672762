import { describe, expect, it } from 'vitest';
import { blankPaper } from '../corpus/paper';
import { LexicalIndex } from './lexical-index';
import { liftPhrases, openedBy } from './phrases';
import { search } from './search';

const paper = (title: string, abstract = '') => ({ ...blankPaper(title, title), abstract });
const papers = [
  paper('A network of neural graphs'),
  paper('Deep learning', 'We train graph neural networks.'),
  paper('Graph Neural Networks for social recommendation'),
];
const ranked = papers.map((_, at) => ({ paper: at, score: 1 }));
const order = (typed: string) => liftPhrases(ranked, papers, typed).map((hit) => hit.paper);

describe('words that stand together', () => {
  it('lift a paper, in its title more than in its abstract', () => {
    expect(order('graph neural network')).toEqual([2, 1, 0]);
  });

  it('may end in an unfinished word, but begin with none', () => {
    expect(order('graph neural net')).toEqual([2, 1, 0]);
    expect(order('gra neural network')).toEqual([0, 1, 2]);
  });

  it('are two at least', () => {
    expect(liftPhrases(ranked, papers, 'graphs')).toBe(ranked);
  });

  it('do not lift a paper past one that answers far better', () => {
    const better = [{ paper: 0, score: 2 }, ...ranked.slice(1)];
    expect(liftPhrases(better, papers, 'neural network').map((hit) => hit.paper)).toEqual([
      0, 2, 1,
    ]);
  });

  it('lift a title that begins as typed most, stop words and all, also from far below', () => {
    const many = Array.from({ length: 300 }, (_, at) => paper(`Models ${at} of a model`));
    many[280] = paper('A model of layers');
    const hits = many.map((_, at) => ({ paper: at, score: 2 - at / 300 }));
    expect(liftPhrases(hits, many, 'A model of')[0]?.paper).toBe(280);
    expect(liftPhrases(hits, many, 'model')[0]?.paper).toBe(0);
  });

  it('keep every hit, also beyond those read again', () => {
    const many = Array.from({ length: 300 }, (_, at) => paper(`Graph neural ${at}`));
    const hits = many.map((_, at) => ({ paper: at, score: 300 - at }));
    expect(liftPhrases(hits, many, 'graph neural')).toHaveLength(300);
    expect(new Set(liftPhrases(hits, many, 'graph neural').map((hit) => hit.paper)).size).toBe(300);
  });
});

describe('stop words alone', () => {
  const chain = [paper('Chains'), paper('The (not so simple!) chain fountain'), paper('The nets')];

  it('find the titles that begin with them', async () => {
    expect(openedBy(chain, 'the (not so').map((hit) => hit.paper)).toEqual([1]);
    const index = await LexicalIndex.build(chain, () => undefined);
    const found = search({ papers: chain, index, measured: null }, 'The (not so');
    expect(found.hits.map((hit) => hit.paper)).toEqual([1]);
    expect(found.complete).toBe(1);
    expect(found.unread).toEqual([]);
  });

  it('are told to say nothing where no title does', async () => {
    const index = await LexicalIndex.build(chain, () => undefined);
    const found = search({ papers: chain, index, measured: null }, 'of the and');
    expect(found.hits).toEqual([]);
    expect(found.unread).toEqual([{ typed: 'of the and', why: 'words' }]);
  });
});
