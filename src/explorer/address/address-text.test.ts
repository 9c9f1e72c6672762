import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cutField,
  cutMethods,
  defaultCut,
  fewestClusters,
  mostClusters,
} from '../topics/cut-choice';
import { colourField, fillField, sortField, tabField } from '../display.svelte';
import { encoderField } from '../encoders/encoders.svelte';
import { filterField, focusField, leftOutField, outlineField } from '../marks/filters.svelte';
import { fitsAddress } from './index-ranges';
import { layoutField } from '../layout-choice.svelte';
import { topicField } from '../topics/navigation.svelte';
import { withinField, withinWordsField } from '../corpus/part.svelte';
import { corpusField } from './place.svelte';
import { predicateKeys } from '../marks/predicates';
import { queryField } from '../search/search.svelte';
import { chosenField, paperField } from '../marks/selection.svelte';
import { cases } from '../../foundation/testing/cases';
import { finished } from '../testing/started-explorer';
import { slug, type TopicReference } from './topic-reference';
import { cameraField } from './viewpoint.svelte';
import { followAddress, formatAddress, versionKey } from './address-text';
import type { Field } from './field';
import { sharedPart, type SharedPart } from './shared-part.svelte';

/** A part with a value of its own, and what it comes to hold. */
function holding<T>(field: Field<T>, value: T = field.usual) {
  let held = value;
  const part = sharedPart(field, {
    get: () => held,
    set: (next) => {
      held = next;
    },
  });
  return { part, held: () => held };
}

/** A value to be written, beside a part to read it back. */
interface Drawn {
  readonly value: unknown;
  readonly written: SharedPart;
  readonly blank: SharedPart;
  readonly held: () => unknown;
}

function drawn<T>(field: Field<T>, values: fc.Arbitrary<T>): fc.Arbitrary<Drawn> {
  return values.map((value) => {
    const blank = holding(field);
    return { value, written: holding(field, value).part, blank: blank.part, held: blank.held };
  });
}

function hashOf<T>(field: Field<T>, value: T): string {
  return formatAddress([holding(field, value).part]);
}

function readBack<T>(field: Field<T>, hash: string): T {
  const { part, held } = holding(field);
  followAddress(hash, [part]);
  return held();
}

const anyText = fc.string({ minLength: 1, unit: 'grapheme' });
const someIndices = fc
  .uniqueArray(fc.nat(100_000), { minLength: 1, maxLength: 60 })
  .map((indices) => indices.sort((a, b) => a - b));
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

const view: fc.Arbitrary<readonly Drawn[]> = fc.tuple(
  drawn(corpusField, fc.option(anyText)),
  drawn(
    withinField,
    fc.option(
      fc.oneof(
        fc.record({ kind: fc.constant('topic' as const), topic: reference }),
        fc.record({ kind: fc.constant('papers' as const), papers: someIndices }),
        fc.constant({ kind: 'remembered' as const }),
      ),
    ),
  ),
  drawn(topicField, fc.option(reference)),
  drawn(withinWordsField, fc.option(anyText)),
  drawn(
    cutField,
    fc.record({
      method: fc.constantFrom(...cutMethods),
      count: fc.oneof(
        fc.constant('auto' as const),
        fc.integer({ min: fewestClusters, max: mostClusters }),
      ),
    }),
  ),
  drawn(paperField, fc.option(anyText)),
  drawn(chosenField, fc.option(someIndices)),
  drawn(queryField, fc.option(anyText)),
  drawn(
    filterField,
    fc.uniqueArray(
      fc.record({
        facet: fc.oneof(fc.constantFrom('year', 'authors', 'extra:Origin of it'), anyText),
        values: fc.uniqueArray(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 4 }),
      }),
      { selector: ({ facet }) => facet, maxLength: 3 },
    ),
  ),
  drawn(leftOutField, fc.constantFrom('dim', 'hide', 'recluster')),
  drawn(focusField, fc.subarray([...predicateKeys])),
  drawn(outlineField, fc.subarray([...predicateKeys])),
  drawn(colourField, fc.constantFrom('topic', 'year', 'extra:origin', 'depth')),
  drawn(fillField, fc.constantFrom('both', 'treemap', 'projection-table', 'table')),
  drawn(tabField, fc.constantFrom('map', 'space', 'table', 'list', 'topics', 'facets')),
  drawn(
    sortField,
    fc.option(
      fc.record({
        column: fc.constantFrom('title', 'year', 'extra:origin'),
        descending: fc.boolean(),
      }),
    ),
  ),
  drawn(layoutField, fc.constantFrom('umap', 'pca', 'grid')),
  drawn(
    cameraField,
    fc.option(
      fc.record({
        x: coordinate,
        y: coordinate,
        span: fc.integer({ min: 1, max: 9999 }).map((value) => value / 1000),
      }),
    ),
  ),
  drawn(encoderField, fc.option(fc.constantFrom('lsa+neural', 'owner/model', '/models/mine/'))),
);

const usualParts = () =>
  fc.sample(view, { numRuns: 1, seed: 1 })[0]?.map(({ blank }) => blank) ?? [];

describe('the address', () => {
  it('gives the same view when read back, whatever the names hold', () => {
    fc.assert(
      fc.property(view, (parts) => {
        const hash = formatAddress(parts.map(({ written }) => written));
        expect(
          followAddress(
            hash,
            parts.map(({ blank }) => blank),
          ),
        ).toEqual([]);
        expect(parts.map(({ held }) => held())).toEqual(parts.map(({ value }) => value));
      }),
      { numRuns: cases(500) },
    );
  });

  it('opens from any text, and from any piece of an address', () => {
    fc.assert(
      fc.property(view, fc.nat(400), fc.string(), (parts, length, rest) => {
        const hash = formatAddress(parts.map(({ written }) => written));
        const blank = parts.map((part) => part.blank);
        followAddress(hash.slice(0, length) + rest, blank);
        const first = parts.map(({ held }) => held());
        followAddress(formatAddress(blank), blank);
        expect(parts.map(({ held }) => held())).toEqual(first);
      }),
      { numRuns: cases(500) },
    );
  });

  it('holds what the states of the explorer share, and the documentation says so', async () => {
    const { explorer } = await finished();
    const keys = explorer.address.shared.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(usualParts().map(({ key }) => key)).toEqual(keys);
    const documented = readFileSync('docs/links.md', 'utf8').matchAll(/^\| `([a-z]+\.?)/gmu);
    expect(new Set(Array.from(documented, ([, key]) => key))).toEqual(
      new Set([...keys, versionKey]),
    );
  });

  it('keeps a topic whose name begins with a number', () => {
    const topic = { kind: 'words', words: '3-d-vision', node: null } as const;
    expect(readBack(topicField, hashOf(topicField, topic))).toEqual(topic);
  });

  it('is empty for the usual view', () => {
    expect(formatAddress(usualParts())).toBe('');
    expect(followAddress('', usualParts())).toEqual([]);
  });

  it('is short and readable', () => {
    const parts = [
      holding(corpusField, 'https://example.org/papers/a b.json'),
      holding(withinField, {
        kind: 'topic',
        topic: { kind: 'papers', size: 3, papers: [1, 2, 8], words: '' },
      }),
      holding(topicField, {
        kind: 'papers',
        size: 24,
        papers: [3, 17, 18, 19],
        words: slug('Contrastive learning · image–text pairs'),
      }),
      holding(cutField, { method: 'size', count: 12 }),
      holding(paperField, '2401.01234'),
      holding(chosenField, [0, 1, 2, 3, 9]),
      holding(queryField, 'has:code graph'),
      holding(filterField, [{ facet: 'year', values: ['2019', '2020'] }]),
      holding(leftOutField, 'hide'),
      holding(outlineField, ['outlier', 'unread']),
      holding(colourField, 'year'),
      holding(cameraField, { x: 0.12345, y: -0.5, span: 0.3 }),
    ];
    expect(formatAddress(parts.map(({ part }) => part))).toBe(
      '#corpus=https://example.org/papers/a%20b.json&within=@3:1-2,8' +
        '&topic=contrastive-learning-image-text-pairs@24:3,17-19&cut=12-size&paper=2401.01234' +
        '&chosen=0-3,9&q=has:code%20graph&filter.year=2019&filter.year=2020&others=hide' +
        '&outline=outlier,unread&colour=year&camera=0.1235,-0.5,0.3&v=2',
    );
  });

  it('leaves out what it cannot read, and says what', () => {
    const broken =
      '#topic=@3:x&cut=lots-of&paper=&zoom=3&camera=1,2&within=@1:4,5&chosen=9-1&layout=pie&focus=odd';
    const parts = usualParts();
    expect([...followAddress(broken, parts)].sort()).toEqual(
      ['within', 'topic', 'cut', 'paper', 'chosen', 'focus', 'layout', 'camera', 'zoom'].sort(),
    );
    expect(formatAddress(parts)).toBe('');
    for (const [part, key] of [
      ['topic=@', 'topic'],
      ['camera=0,0,0', 'camera'],
      ['camera=0,0,1e9', 'camera'],
      ['chosen=1-2-3', 'chosen'],
      ['filter.=x', 'filter.'],
    ])
      expect(followAddress(`#${part ?? ''}`, usualParts())).toEqual([key]);
  });

  it('tells a newer format from its own', () => {
    expect(followAddress('#v=1&cut=5', usualParts())).toEqual([]);
    expect(followAddress('#v=2&cut=5', usualParts())).toEqual([]);
    expect(followAddress('#v=3&cut=5', usualParts())).toEqual([versionKey]);
    expect(readBack(cutField, '#v=3&cut=5')).toEqual({ ...defaultCut, count: 5 });
  });

  it('reads a topic of version 1 as the words of its name, beside its number there', () => {
    expect(readBack(topicField, '#topic=131-contrastive-learning')).toEqual({
      kind: 'words',
      words: 'contrastive-learning',
      node: 131,
    });
    expect(readBack(topicField, '#topic=131')).toEqual({ kind: 'words', words: '', node: 131 });
    expect(readBack(withinField, '#within=131')).toEqual({
      kind: 'topic',
      topic: { kind: 'words', words: '', node: 131 },
    });
  });

  it('says its version only where the first one could not say a topic', () => {
    const topic: TopicReference = { kind: 'papers', size: 2, papers: [1, 2], words: 'a' };
    expect(hashOf(topicField, topic)).toBe('#topic=a@2:1-2&v=2');
    expect(hashOf(withinField, { kind: 'topic', topic })).toBe('#within=a@2:1-2&v=2');
    expect(hashOf(topicField, { kind: 'words', words: 'a', node: 3 })).toBe('#topic=3-a');
  });

  it('names papers chosen by hand only while that is short', () => {
    const many = Array.from({ length: 2000 }, (_, index) => 2 * index);
    expect(fitsAddress(many)).toBe(false);
    expect(hashOf(chosenField, many)).toBe('');
    expect(hashOf(withinField, { kind: 'papers', papers: many })).toBe('#within=chosen');
    expect(fitsAddress(Array.from({ length: 2000 }, (_, index) => index))).toBe(true);
  });

  it('keeps the number of clusters within the slider', () => {
    expect(readBack(cutField, '#cut=1').count).toBe(fewestClusters);
    expect(readBack(cutField, '#cut=500-breadth')).toEqual({
      method: 'breadth',
      count: mostClusters,
    });
  });

  it('reads letters of any script in a name', () => {
    expect(slug('Überwachtes Lernen · 自己教師あり')).toBe('überwachtes-lernen-自己教師あり');
  });
});
