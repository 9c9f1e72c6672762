import { describe, expect, it } from 'vitest';
import { readVocabulary } from './vocabulary';

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
    expect(
      vocabulary.documents.map(({ title, sentences }) =>
        [title, ...sentences].map((ids) => [...ids]),
      ),
    ).toEqual([
      [
        [0, -1],
        [0, 1],
        [-1, 2],
      ],
      [[0], [1, -1]],
    ]);
  });
});
