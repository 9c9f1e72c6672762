import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cutMethods,
  defaultAddress,
  fewestClusters,
  fills,
  mostClusters,
  tabs,
  type Address,
} from './address';
import { fitsAddress } from './address-fields';
import { formatAddress, parseAddress } from './address-text';
import { predicateKeys, type PredicateKey } from './predicates';
import { slug, type TopicReference } from './topic-reference';

const anyText = fc.string({ minLength: 1, unit: 'grapheme' });
const someIndices = fc
  .uniqueArray(fc.nat(100_000), { minLength: 1, maxLength: 60 })
  .map((indices) => indices.sort((a, b) => a - b));
const predicates = fc.subarray([...predicateKeys]).map((keys): readonly PredicateKey[] => keys);
/** As exact as an address is. */
const coordinate = fc.integer({ min: -9999, max: 9999 }).map((value) => value / 1000);

/** Words as they stand in an address, at most five of them. */
const words = fc
  .array(fc.stringMatching(/^[a-z]{1,8}$/), { maxLength: 5 })
  .map((some) => some.join('-'));
const reference: fc.Arbitrary<TopicReference> = fc.oneof(
  fc.record({
    kind: fc.constant('papers' as const),
    size: fc.integer({ min: 60, max: 100_000 }),
    papers: someIndices,
    words,
  }),
  fc.record({
    kind: fc.constant('words' as const),
    words: words.filter((some) => some !== ''),
    node: fc.option(fc.nat(999_999_999)),
  }),
);

const address: fc.Arbitrary<Address> = fc.record({
  corpus: fc.option(anyText),
  within: fc.option(
    fc.oneof(
      fc.record({ kind: fc.constant('topic' as const), topic: reference }),
      fc.record({ kind: fc.constant('papers' as const), papers: someIndices }),
      fc.constant({ kind: 'remembered' as const }),
    ),
  ),
  topic: fc.option(reference),
  cut: fc.record({
    method: fc.constantFrom(...cutMethods),
    count: fc.oneof(
      fc.constant('auto' as const),
      fc.integer({ min: fewestClusters, max: mostClusters }),
    ),
  }),
  paper: fc.option(anyText),
  chosen: fc.option(someIndices),
  query: fc.option(anyText),
  filters: fc.uniqueArray(
    fc.record({
      facet: fc.oneof(fc.constantFrom('year', 'authors', 'extra:Origin of it'), anyText),
      values: fc.uniqueArray(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 4 }),
    }),
    { selector: ({ facet }) => facet, maxLength: 3 },
  ),
  leftOut: fc.constantFrom('dim' as const, 'hide' as const, 'recluster' as const),
  focused: predicates,
  outlined: predicates,
  colour: fc.constantFrom('topic', 'year', 'extra:origin', 'depth'),
  layout: fc.constantFrom('umap' as const, 'pca' as const, 'grid' as const),
  fill: fc.constantFrom(...fills),
  tab: fc.constantFrom(...tabs),
  sort: fc.option(
    fc.record({
      column: fc.constantFrom('title', 'year', 'extra:origin'),
      descending: fc.boolean(),
    }),
  ),
  camera: fc.option(
    fc.record({
      x: coordinate,
      y: coordinate,
      span: fc.integer({ min: 1, max: 9999 }).map((value) => value / 1000),
    }),
  ),
  encoder: fc.option(fc.constantFrom('lsa+neural', 'owner/model', '/models/mine/')),
});

const readBack = (hash: string): Address => parseAddress(hash).address;

describe('the address', () => {
  it('gives the same view when read back, whatever the names hold', () => {
    fc.assert(
      fc.property(address, (view) => {
        expect(parseAddress(formatAddress(view))).toEqual({ address: view, unread: [] });
      }),
      { numRuns: 400 },
    );
  });

  it('opens from any text, and from any piece of an address', () => {
    fc.assert(
      fc.property(address, fc.nat(400), fc.string(), (view, length, rest) => {
        const broken = formatAddress(view).slice(0, length) + rest;
        const read = readBack(broken);
        expect(readBack(formatAddress(read))).toEqual(read);
      }),
    );
  });

  it('keeps a topic whose name begins with a number', () => {
    const words = { kind: 'words', words: '3-d-vision', node: null } as const;
    const view: Address = { ...defaultAddress, topic: words };
    expect(readBack(formatAddress(view)).topic).toEqual(words);
  });

  it('is empty for the default view', () => {
    expect(formatAddress(defaultAddress)).toBe('');
    expect(parseAddress('')).toEqual({ address: defaultAddress, unread: [] });
  });

  it('is short and readable', () => {
    const view: Address = {
      ...defaultAddress,
      corpus: 'https://example.org/papers/a b.json',
      within: { kind: 'topic', topic: { kind: 'papers', size: 3, papers: [1, 2, 8], words: '' } },
      topic: {
        kind: 'papers',
        size: 24,
        papers: [3, 17, 18, 19],
        words: slug('Contrastive learning · image–text pairs'),
      },
      cut: { method: 'size', count: 12 },
      paper: '2401.01234',
      query: 'has:code graph',
      filters: [{ facet: 'year', values: ['2019', '2020'] }],
      leftOut: 'hide',
      outlined: ['outlier', 'unread'],
      chosen: [0, 1, 2, 3, 9],
      colour: 'year',
      camera: { x: 0.12345, y: -0.5, span: 0.3 },
    };
    expect(formatAddress(view)).toBe(
      '#corpus=https://example.org/papers/a%20b.json&within=@3:1-2,8' +
        '&topic=contrastive-learning-image-text-pairs@24:3,17-19&cut=12-size&paper=2401.01234' +
        '&q=has:code%20graph&filter.year=2019&filter.year=2020&others=hide' +
        '&outline=outlier,unread&chosen=0-3,9&colour=year&camera=0.1235,-0.5,0.3&v=2',
    );
  });

  it('leaves out what it cannot read, and says what', () => {
    const broken =
      '#topic=@3:x&cut=lots-of&paper=&zoom=3&camera=1,2&within=@1:4,5&chosen=9-1&layout=pie&focus=odd';
    expect(parseAddress(broken)).toEqual({
      address: defaultAddress,
      unread: ['within', 'topic', 'cut', 'paper', 'chosen', 'focus', 'layout', 'camera', 'zoom'],
    });
    for (const [part, key] of [
      ['topic=@', 'topic'],
      ['camera=0,0,0', 'camera'],
      ['camera=0,0,1e9', 'camera'],
      ['chosen=1-2-3', 'chosen'],
      ['filter.=x', 'filter.'],
    ])
      expect(parseAddress(`#${part ?? ''}`).unread).toEqual([key]);
  });

  it('tells a newer format from its own', () => {
    expect(parseAddress('#v=1&cut=5').unread).toEqual([]);
    expect(parseAddress('#v=2&cut=5').unread).toEqual([]);
    expect(parseAddress('#v=3&cut=5')).toMatchObject({
      address: { cut: { count: 5 } },
      unread: ['v'],
    });
  });

  it('reads a topic of version 1 as the words of its name, beside its number there', () => {
    expect(readBack('#topic=131-contrastive-learning').topic).toEqual({
      kind: 'words',
      words: 'contrastive-learning',
      node: 131,
    });
    expect(readBack('#topic=131').topic).toEqual({ kind: 'words', words: '', node: 131 });
    expect(readBack('#within=131').within).toEqual({
      kind: 'topic',
      topic: { kind: 'words', words: '', node: 131 },
    });
  });

  it('names papers chosen by hand only while that is short', () => {
    const many = Array.from({ length: 2000 }, (_, index) => 2 * index);
    expect(fitsAddress(many)).toBe(false);
    expect(formatAddress({ ...defaultAddress, chosen: many })).toBe('');
    expect(formatAddress({ ...defaultAddress, within: { kind: 'papers', papers: many } })).toBe(
      '#within=chosen',
    );
    expect(fitsAddress(Array.from({ length: 2000 }, (_, index) => index))).toBe(true);
  });

  it('keeps the number of clusters within the slider', () => {
    expect(readBack('#cut=1').cut.count).toBe(fewestClusters);
    expect(readBack('#cut=500-breadth').cut).toEqual({
      method: 'breadth',
      count: mostClusters,
    });
  });

  it('reads letters of any script in a name', () => {
    expect(slug('Überwachtes Lernen · 自己教師あり')).toBe('überwachtes-lernen-自己教師あり');
  });
});
