import { describe, expect, it } from 'vitest';
import { gaussian, seededRandom } from '../../src/foundation/random';
import { refineContrastively, type Document } from './contrastive';
import { Batch, type View } from './contrastive-batch';

const view = (...terms: number[]): View => ({
  terms: Int32Array.from(terms),
  weights: Float32Array.from(terms, (term) => 1 + (term % 3)),
});

describe('Batch', () => {
  it('follows the gradient of the loss: one small step lowers it for any start', () => {
    for (let seed = 0; seed < 5; seed++) {
      const random = seededRandom(seed);
      const vectors = Float32Array.from({ length: 40 * 6 }, () => gaussian(random));
      const pairs = Array.from({ length: 9 }, (): [View, View] => [
        view(...Array.from({ length: 4 }, () => Math.floor(random() * 40))),
        view(...Array.from({ length: 3 }, () => Math.floor(random() * 40))),
      ]);
      const batch = new Batch(vectors, 6, 9, 0.3);
      const before = batch.train(pairs, 1e-3);
      const after = batch.train(pairs, 0);
      expect(after).toBeLessThan(before);
    }
  });

  it('has the loss of chance when all views are alike', () => {
    const batch = new Batch(new Float32Array(8 * 4).fill(1), 4, 8, 0.2);
    const pairs = Array.from({ length: 8 }, (_, i): [View, View] => [view(i), view((i + 1) % 8)]);
    expect(batch.train(pairs, 0)).toBeCloseTo(Math.log(8), 5);
  });
});

describe('refineContrastively', () => {
  it('brings words of one subject together, though they never share a sentence', () => {
    const random = seededRandom(5);
    const words = 20;
    const documents = Array.from({ length: 200 }, (_, i): Document => {
      const subject = (i % 2) * (words / 2);
      const draw = (): Int32Array =>
        Int32Array.from({ length: 4 }, () => subject + Math.floor((random() * words) / 2));
      return { title: draw(), sentences: [draw(), draw(), draw()] };
    });
    const vectors = Float32Array.from({ length: words * 8 }, () => gaussian(random));
    const settings = {
      epochs: 10,
      batch: 20,
      temperature: 0.3,
      learningRate: 0.05,
      dropout: 0.2,
      unshare: 0.9,
      seed: 1,
    };
    const again = vectors.slice();
    const idf = new Float32Array(words).fill(1);
    refineContrastively(vectors, 8, idf, documents, settings, () => undefined);
    refineContrastively(again, 8, idf, documents, settings, () => undefined);
    expect(again).toEqual(vectors);
    const cosine = (i: number, j: number): number => {
      let [ab, aa, bb] = [0, 0, 0];
      for (let k = 0; k < 8; k++) {
        const [x, y] = [vectors[i * 8 + k] ?? 0, vectors[j * 8 + k] ?? 0];
        ab += x * y;
        aa += x * x;
        bb += y * y;
      }
      return ab / Math.sqrt(aa * bb);
    };
    expect(cosine(0, 5)).toBeGreaterThan(0.5);
    expect(cosine(0, 15)).toBeLessThan(0);
  });
});
