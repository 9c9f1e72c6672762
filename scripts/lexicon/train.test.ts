import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/foundation/random';
import { countPairs } from './cooccurrence';
import { positivePmi } from './ppmi';
import { trainLexicon, type TrainingSettings } from './train';
import { readVocabulary, runningText } from './vocabulary';

describe('countPairs', () => {
  it('counts pairs within the window once, over unknown words', () => {
    const pairs = countPairs([Int32Array.of(0, -1, 1, 2, 0)], 3, 2);
    expect([pairs.count(0, 1), pairs.count(1, 0), pairs.count(0, 2)]).toEqual([2, 2, 2]);
    expect([pairs.count(1, 2), pairs.count(0, 0)]).toEqual([1, 0]);
  });

  it('counts beyond 16 bits', () => {
    const document = new Int32Array(70_001);
    expect(countPairs([document], 1, 1).count(0, 0)).toBe(70_000);
  });
});

describe('positivePmi', () => {
  it('is the logarithm of observed over expected, where that is above 0', () => {
    const counts = [
      [0, 3, 1],
      [3, 0, 0],
      [1, 0, 4],
    ];
    const pmi = positivePmi(
      { terms: 3, count: (i, j) => counts[i]?.[j] ?? 0 },
      { minCount: 2, contextPower: 1 },
    );
    // The single meeting of 0 and 2 is dropped; 4 meetings of 2 with itself count from both sides.
    expect([...pmi.indices]).toEqual([1, 0, 2]);
    expect([...pmi.values]).toEqual([
      expect.closeTo(Math.log((3 * 14) / (3 * 3)), 5),
      expect.closeTo(Math.log((3 * 14) / (3 * 3)), 5),
      expect.closeTo(Math.log((8 * 14) / (8 * 8)), 5),
    ]);
  });
});

describe('readVocabulary', () => {
  it('orders words by the papers that use them and reads text in their numbers', () => {
    const vocabulary = readVocabulary(
      [
        { title: 'Graph walks', abstract: 'Graph theory. Walks repeat.', category: 'a' },
        { title: 'Graphs', abstract: 'Theory of speech.', category: 'a' },
      ],
      3,
    );
    expect(vocabulary.terms).toEqual(['graph', 'theory', 'repeat']);
    expect([...vocabulary.documentFrequency]).toEqual([2, 2, 1]);
    expect([...runningText(vocabulary.documents)].map((ids) => [...ids])).toEqual([
      [0, -1, 0, 1, -1, 2],
      [0, 1, -1],
    ]);
  });
});

describe('trainLexicon', () => {
  it('gives words of one subject similar vectors, and the same bytes twice', async () => {
    const subjects = ['graph node edge path tree cycle', 'speech audio voice sound tone pitch'].map(
      (list) => list.split(' '),
    );
    const random = seededRandom(9);
    const papers = Array.from({ length: 200 }, (_, i) => {
      const draw = (count: number): string =>
        Array.from({ length: count }, () => subjects[i % 2]?.[Math.floor(random() * 6)]).join(' ');
      return { title: draw(2), abstract: `${draw(4)}. ${draw(3)}.`, category: `${i % 2}` };
    });
    const settings: TrainingSettings = {
      contexts: 12,
      terms: 12,
      dimension: 4,
      window: 5,
      minCount: 1,
      contextPower: 0.75,
      seed: 1,
      contrastive: {
        epochs: 10,
        batch: 20,
        temperature: 0.2,
        learningRate: 0.05,
        dropout: 0.2,
        unshare: 0.9,
        seed: 1,
      },
      withinCategory: { perCategory: 50, fewest: 5, ridge: 1, seed: 1 },
    };
    const lexicon = await trainLexicon(papers, settings, () => undefined);
    expect(await trainLexicon(papers, settings, () => undefined)).toEqual(lexicon);
    const row = (term: string): Float32Array => {
      const at = lexicon.terms.indexOf(term) * lexicon.dimension;
      return lexicon.vectors.subarray(at, at + lexicon.dimension);
    };
    const cosine = (a: Float32Array, b: Float32Array): number =>
      a.reduce((sum, x, k) => sum + x * (b[k] ?? 0), 0) / (Math.hypot(...a) * Math.hypot(...b));
    expect(cosine(row('graph'), row('node'))).toBeGreaterThan(
      cosine(row('graph'), row('voice')) + 0.5,
    );
  });
});
