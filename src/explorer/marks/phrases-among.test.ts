import { describe, expect, it } from 'vitest';
import { blankPaper, type Paper } from '../../corpus/paper';
import { phrasesAmong } from './phrases-among';

const paper = (id: number, title: string, abstract = ''): Paper => ({
  ...blankPaper(String(id), title),
  abstract,
});

const papers = [
  paper(0, 'Bees', 'Pollination by honey bees in orchards.'),
  paper(1, 'More bees', 'A honey bee finds its orchard.'),
  paper(2, 'Wasps', 'Wasps in gardens.'),
  paper(3, 'Ants', 'Ants in gardens, and orchards.'),
  paper(4, 'Trees', 'Gardens have trees.'),
];

describe('phrases among some papers', () => {
  it('are those more frequent than on the whole map, plurals with their singular', async () => {
    const found = await phrasesAmong(['gardens', 'honey bee', 'orchard'], papers, [0, 1], 5);
    expect(found.map(({ phrase }) => phrase)).toEqual(['honey bee', 'orchard']);
    expect(found[0]).toMatchObject({ share: 1, lift: 2.5 });
  });

  it('name a phrase once, not its parts again', async () => {
    const found = await phrasesAmong(['honey', 'honey bee'], papers, [0, 1], 5);
    expect(found).toHaveLength(1);
  });

  it('are none of no papers, and none that one paper alone has', async () => {
    expect(await phrasesAmong(['honey bee'], papers, [], 5)).toEqual([]);
    expect(await phrasesAmong(['wasps'], papers, [2, 3], 5)).toEqual([]);
  });

  it('are found in any script', async () => {
    const cjk = [
      paper(0, '深層学習 による 画像 認識'),
      paper(1, '深層学習 と 言語'),
      paper(2, '蜂'),
    ];
    expect((await phrasesAmong(['深層学習'], cjk, [0, 1], 5))[0]).toMatchObject({ share: 1 });
  });

  it('finds phrases of a letter or two, and those whose first word is one letter', async () => {
    const texts = ['K means by AI', 'K means and AI', 'Honey', 'Gardens', 'Hives', 'Bees'];
    const some = texts.map((title, i) => blankPaper(String(i), title));
    const found = await phrasesAmong(['ai', 'k means', 'ho'], some, [0, 1], 5);
    expect(found.map(({ phrase }) => phrase)).toEqual(['ai', 'k means']);
  });
});
