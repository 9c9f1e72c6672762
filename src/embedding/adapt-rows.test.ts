import { describe, expect, it } from 'vitest';
import { adaptedToCorpus, mostAdapted } from './adapt-rows';
import type { EncoderText, Vectors } from './encoder';
import { centreAndNormalise } from './vectors';

const paper = (title: string): EncoderText => ({ title, abstract: '' });
/** Six subjects of four papers and three words each; the encoder takes paper 3 for one of subject 1. */
const subjects = 6;
const texts = Array.from({ length: subjects }, (_, subject) =>
  ['graphs nodes', 'nodes edges', 'edges graphs', 'graphs nodes edges'].map((words) =>
    paper(words.replaceAll(/\w+/gu, (word) => `${word}${'bcdfgh'[subject] ?? ''}`)),
  ),
).flat();
const data = new Float32Array(texts.length * subjects);
texts.forEach((_, i) => (data[i * subjects + Math.floor(i / 4)] = 1));
data.set([0.5, 0.9], 3 * subjects);
const rows: Vectors = { n: texts.length, d: subjects, data };
const cosine = ({ d, data }: Vectors, i: number, j: number): number => {
  let [ij, ii, jj] = [0, 0, 0];
  for (let k = 0; k < d; k++) {
    const [a, b] = [data[i * d + k] ?? 0, data[j * d + k] ?? 0];
    ij += a * b;
    ii += a * a;
    jj += b * b;
  }
  return ij / Math.sqrt(ii * jj);
};

describe('rows adapted to their corpus', () => {
  it('come nearer to the papers they share words with', async () => {
    const centred = centreAndNormalise(rows);
    const adapted = await adaptedToCorpus(rows, texts);
    expect(cosine(adapted, 3, 0)).toBeGreaterThan(cosine(centred, 3, 0) + 0.05);
    expect(cosine(adapted, 3, 4)).toBeLessThan(cosine(centred, 3, 4) - 0.05);
    for (let i = 0; i < rows.n; i++) expect(cosine(adapted, i, i)).toBeCloseTo(1, 5);
  });

  it('do not depend on how long the encoder makes its rows', async () => {
    const longer = { ...rows, data: rows.data.map((value) => 8 * value) };
    const [one, other] = [await adaptedToCorpus(rows, texts), await adaptedToCorpus(longer, texts)];
    other.data.forEach((value, i) => expect(value).toBeCloseTo(one.data[i] ?? 0, 5));
  });

  it('give a text without a row of its own the place of its words', async () => {
    const without = rows.data.slice().fill(0, 3 * subjects, 4 * subjects);
    const adapted = await adaptedToCorpus({ ...rows, data: without }, texts);
    expect(cosine(adapted, 3, 0)).toBeGreaterThan(0.9);
  });

  it('stay as they are where there are too many, or one', async () => {
    const many: Vectors = { n: mostAdapted + 1, d: 1, data: new Float32Array(mostAdapted + 1) };
    expect(await adaptedToCorpus(many, [])).toBe(many);
    const single: Vectors = { n: 1, d: 2, data: Float32Array.of(1, 0) };
    expect(await adaptedToCorpus(single, [paper('graphs')])).toBe(single);
  });
});
