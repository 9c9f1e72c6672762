import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cutMethods,
  defaultAddress,
  fewestClusters,
  formatAddress,
  mostClusters,
  parseAddress,
  slug,
} from './address';

const address = fc.record({
  corpus: fc.option(fc.string({ minLength: 1, unit: 'grapheme' })),
  topic: fc.option(fc.nat()),
  cut: fc.record({
    method: fc.constantFrom(...cutMethods),
    count: fc.oneof(
      fc.constant('auto' as const),
      fc.integer({ min: fewestClusters, max: mostClusters }),
    ),
  }),
  paper: fc.option(fc.string({ minLength: 1, unit: 'grapheme' })),
  within: fc.option(fc.nat().map(String)),
  query: fc.option(fc.string({ minLength: 1, unit: 'grapheme' })),
  encoder: fc.option(fc.constantFrom('lsa+neural', 'owner/model', '/models/mine/')),
});

describe('the address', () => {
  it('gives the same view when read back, whatever the names hold', () => {
    fc.assert(
      fc.property(address, fc.string({ unit: 'grapheme' }), (view, name) => {
        expect(parseAddress(formatAddress(view, name))).toEqual(view);
      }),
    );
  });

  it('is empty for the default view', () => {
    expect(formatAddress(defaultAddress)).toBe('');
    expect(parseAddress('')).toEqual(defaultAddress);
  });

  it('is short and readable', () => {
    const view = {
      corpus: 'https://example.org/papers/a b.json',
      topic: 131,
      cut: { method: 'size', count: 12 },
      paper: '2401.01234',
      within: '137',
      query: 'has:code graph',
      encoder: null,
    } as const;
    expect(formatAddress(view, 'Contrastive learning · image–text pairs')).toBe(
      '#corpus=https://example.org/papers/a%20b.json&within=137&topic=131-contrastive-learning-image-text-pairs' +
        '&cut=12-size&paper=2401.01234&q=has:code%20graph',
    );
  });

  it('leaves out what it cannot read', () => {
    expect(parseAddress('#topic=none&cut=lots-of&paper=&zoom=3')).toEqual(defaultAddress);
    expect(parseAddress('#topic=-4')).toEqual(defaultAddress);
    expect(parseAddress('#topic=99999999999999999999')).toEqual(defaultAddress);
  });

  it('keeps the number of clusters within the slider', () => {
    expect(parseAddress('#cut=1').cut.count).toBe(fewestClusters);
    expect(parseAddress('#cut=500-breadth').cut).toEqual({
      method: 'breadth',
      count: mostClusters,
    });
  });

  it('reads letters of any script in a name', () => {
    expect(slug('Überwachtes Lernen · 自己教師あり')).toBe('überwachtes-lernen-自己教師あり');
  });
});
