import { describe, expect, it } from 'vitest';
import { verdictWords, type Verdict } from './verdict-words';

const plain: Verdict = {
  complete: 3,
  near: 0,
  missing: [],
  foreign: false,
  unread: [],
  hidden: false,
  by: 'words and meaning',
};

describe('what is said of a question', () => {
  it('is nothing where all papers have all words', () => {
    expect(verdictWords(plain)).toEqual([]);
  });

  it.each<[Partial<Verdict>, string]>([
    [{ complete: 0, near: 5 }, 'Nothing has all these words. The nearest in meaning are listed.'],
    [
      { complete: 0, near: 5, by: 'words' },
      'Nothing has all these words. Those with most of them are listed.',
    ],
    [{ complete: 1, near: 5 }, 'Listed after it: the nearest in meaning.'],
    [{ complete: 2, near: 5 }, 'Listed after them: the nearest in meaning.'],
    [{ missing: ['turned', 'hue'] }, 'In no paper: “turned”, “hue”.'],
    [
      { unread: [{ typed: 'year:cat', why: 'year' }] },
      '“year:cat” is no year: year:2020 or year:2018..2020 is one.',
    ],
    [
      { unread: [{ typed: '-has:cake', why: 'has' }] },
      '“-has:cake” is not known; has:code, pdf, doi, arxiv and abstract are.',
    ],
    [{ unread: [{ typed: 'of the', why: 'words' }] }, '“of the” holds no word to search by.'],
    [
      { unread: [{ typed: 'author:hinton', why: 'absent' }] },
      '“author:hinton” is left out: no paper here carries that.',
    ],
    [{ unread: [{ typed: 'OR', why: 'or' }] }, '“OR” joins two words, and one is missing.'],
    [{ by: 'titles' }, 'By titles only, while the abstracts are being indexed …'],
    [{ foreign: true }, 'The question seems to be about something else than these papers.'],
  ])('%j', (change, sentence) => {
    expect(verdictWords({ ...plain, ...change })).toEqual([sentence]);
  });

  it('says nothing of papers that are not shown', () => {
    expect(verdictWords({ ...plain, complete: 0, near: 5, foreign: true, hidden: true })).toEqual(
      [],
    );
  });

  it('names a few of many missing words', () => {
    const missing = Array.from({ length: 200 }, (_, at) => `word${at}`);
    expect(verdictWords({ ...plain, missing })[0]).toMatch(/“word4” …$/u);
  });
});
