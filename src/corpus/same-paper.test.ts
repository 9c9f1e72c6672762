import { describe, expect, it } from 'vitest';
import { alikeTitles, sharedShingles } from './likeness';
import { blankPaper, type Paper } from './paper';
import { equalIdDecides, equalTitleDecides } from './same-paper';

const long =
  'Counting apples from a drone is slow. We fly between the rows of forty orchards, count the fruit on every tree with a small network, and find that wind matters more than light does for the number that is missed.';
const other =
  'Orchards are pruned by hand. This study watches nine gardeners through one winter, asks what each of them cuts and why, and writes their rules down so that a robot may one day follow what they agree upon.';

function paper(fields: Partial<Paper>, title = 'Seeing fruit in orchards from the air'): Paper {
  return { ...blankPaper('', title), ...fields };
}

describe('an equal title', () => {
  it.each<[string, Partial<Paper>, Partial<Paper>]>([
    ['of records without anything else', {}, {}],
    ['in two years', { year: 2010 }, { year: 2019 }],
    [
      'of a preprint and its article, whose abstracts differ',
      { arxivId: '2001.00001', year: 2020, abstract: long },
      { doi: '10.1/a', year: 2022, abstract: other },
    ],
    [
      'of an arXiv DOI and an article',
      { doi: '10.48550/arxiv.2001.00001', arxivId: '2001.00001' },
      { doi: '10.1/a' },
    ],
    [
      'with two DOIs and one abstract',
      { doi: '10.1/a', abstract: long },
      { doi: '10.1/b', abstract: long },
    ],
    [
      'with two DOIs and an abstract cut short',
      { doi: '10.1/a', abstract: long },
      { doi: '10.1/b', abstract: long.slice(0, 120) },
    ],
    ['with one author spelt twice', { authors: ['A. Roe'] }, { authors: ['Anna Roe', 'Ben Poe'] }],
    ['with an author in one', { authors: ['A. Roe'] }, {}],
  ])('%s is one paper', (_, one, two) => {
    expect(equalTitleDecides(paper(one), paper(two))).toBe(true);
    expect(equalTitleDecides(paper(two), paper(one))).toBe(true);
  });

  it.each<[string, Partial<Paper>, Partial<Paper>]>([
    ['another first author', { authors: ['Anna Roe'] }, { authors: ['Ben Poe', 'Anna Roe'] }],
    [
      'two DOIs and unlike abstracts',
      { doi: '10.1/a', abstract: long },
      { doi: '10.1/b', abstract: other },
    ],
    [
      'two arXiv ids and unlike abstracts',
      { arxivId: '2001.00001', abstract: long },
      { arxivId: '2101.00001', abstract: other },
    ],
    [
      'two DOIs and no abstract that could tell',
      { doi: '10.1/a' },
      { doi: '10.1/b', abstract: long },
    ],
  ])('is not with %s', (_, one, two) => {
    expect(equalTitleDecides(paper(one), paper(two))).toBe(false);
    expect(equalTitleDecides(paper(two), paper(one))).toBe(false);
  });

  const note =
    'Discussion of “Seeing fruit in orchards from the air” by A. Roe and B. Poe [arXiv:1208.3378].';

  it.each<[string, Partial<Paper>, Partial<Paper>, boolean]>([
    ['Introduction', {}, {}, false],
    ['Introduction', { abstract: long }, { abstract: other }, false],
    ['Introduction', { abstract: long }, { abstract: long }, true],
    [
      'Editorial',
      { authors: ['Anna Roe'], year: 2010 },
      { authors: ['A. Roe'], year: 2011 },
      false,
    ],
    [
      'Editorial',
      { authors: ['Anna Roe'], year: 2010, extra: { pages: '1–2' } },
      { authors: ['A. Roe'], year: 2010, extra: { pages: '99' } },
      false,
    ],
    ['Editorial', { authors: ['Anna Roe'], year: 2010 }, { authors: ['A. Roe'], year: 2010 }, true],
    ['Letter to the Editor', {}, {}, false],
    ['Reply to the letter on orchards by Roe and Poe', {}, { year: 2001 }, false],
    [
      'Discussion of: Seeing fruit in orchards from the air',
      { arxivId: '1208.0001', abstract: note },
      { arxivId: '1208.0002', abstract: note },
      false,
    ],
    ['图神经网络在果园中的应用研究', {}, {}, true],
    ['编者的话', {}, {}, true],
  ])('of many papers, “%s”, needs more (%#)', (title, one, two, expected) => {
    expect(equalTitleDecides(paper(one, title), paper(two, title))).toBe(expected);
  });
});

describe('an equal id', () => {
  it.each([
    ['Gears for towns: a handbook of practice', 'Gears for towns', true],
    ['Gears for Towns', 'Gears for towns.', true],
    ['Estimating β-decay in small reactors', 'Estimating beta decay in small reactors', true],
    ['Cooperative widgets', 'Co-operative widgets', true],
    ['Gears for towns', 'Wind and water in the age of mills', false],
    ['Gears for towns, part I', 'Gears for towns, part II', false],
    ['Chapter 1: gears of the towns', 'Chapter 2: gears of the towns', false],
    ['Blue Widgets for Beginners in Practice', 'Gears, 5th Summer School, GEARS 2013', false],
  ])('decides for “%s” and “%s”: %s', (one, two, expected) => {
    expect(equalIdDecides(paper({}, one), paper({}, two))).toBe(expected);
    expect(alikeTitles(two, one)).toBe(expected);
  });
});

describe('sharedShingles', () => {
  it('is the share of the shorter text', () => {
    expect(sharedShingles('a b c d e', 'a b c d e f g h')).toBe(1);
    expect(sharedShingles('a b c d', 'a b c x')).toBe(0.5);
    expect(sharedShingles('a b', 'a b c d')).toBe(1);
    expect(sharedShingles('', 'a b c')).toBe(0);
    expect(sharedShingles('我们研究果园中的苹果', '我们研究果园中的梨树')).toBeGreaterThan(0.5);
  });
});
