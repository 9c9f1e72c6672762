import { describe, expect, it } from 'vitest';
import type { Document } from './vocabulary';
import { normaliseWithinCategories } from './within-category';

/** Words 0 and 1 name two subjects; words 2 and 3 say how a paper is written, in either. */
const vectors = Float32Array.of(1, 0, -1, 0, 0, 2, 0, -2);
const documents = Array.from({ length: 40 }, (_, i): Document => {
  const ids = Int32Array.of(i % 2, 2 + ((i >> 1) % 2));
  return { title: ids, sentences: [] };
});
const categories = documents.map((_, i) => (i % 2 === 0 ? 'a' : 'b'));
const settings = { perCategory: 20, fewest: 5, ridge: 0.1, seed: 1 };
const idf = new Float32Array(4).fill(1);

describe('normaliseWithinCategories', () => {
  const found = normaliseWithinCategories(vectors, 2, idf, documents, categories, settings);

  it('shortens the direction in which papers of one category differ', () => {
    const [subject, manner] = [Math.abs(found[0] ?? 0), Math.abs(found[5] ?? 0)];
    expect(manner / subject).toBeLessThan(2 / 3);
    // All variance within lies along the second axis: 2 and 0 of mean 1, with .1 added to each.
    expect(subject).toBeCloseTo(1 / Math.sqrt(0.1), 4);
    expect(manner).toBeCloseTo(2 / Math.sqrt(2.1), 4);
  });

  it('gives the same again, and hardly changes a thing with a large ridge', () => {
    expect(normaliseWithinCategories(vectors, 2, idf, documents, categories, settings)).toEqual(
      found,
    );
    const ridge = 1e6;
    const mild = normaliseWithinCategories(vectors, 2, idf, documents, categories, {
      ...settings,
      ridge,
    });
    mild.forEach((value, i) => {
      expect(value * Math.sqrt(ridge)).toBeCloseTo(vectors[i] ?? 0, 4);
    });
  });

  it('leaves small categories out', () => {
    const fewest = 21;
    const only = { ...settings, fewest };
    expect(() => normaliseWithinCategories(vectors, 2, idf, documents, categories, only)).toThrow(
      'category',
    );
  });
});
