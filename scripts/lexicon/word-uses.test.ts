import { expect, it } from 'vitest';
import { countWordUses } from './word-uses';

const terms = ['neural', 'network', 'train', 'deep'];
const abstract = (text: string): { title: string; abstract: string } => ({
  title: '',
  abstract: text,
});

it('counts what follows a word: punctuation, function words, determiners', () => {
  const { end, determiner } = countWordUses(
    [
      abstract('Deep neural networks train the model. Networks, of neural networks'),
      abstract('We train an idea'),
    ],
    terms,
  );
  // neural: two, each with a word after it; network: "networks train", "Networks," and the last word.
  expect(end[0]).toBe(0);
  expect(end[1]).toBeCloseTo(2 / 3);
  expect(determiner[1]).toBe(0);
  expect(end[2]).toBe(1);
  expect(determiner[2]).toBe(1);
});

it('keeps pairs of forty abstracts and more, each abstract counted once', () => {
  const texts = Array.from({ length: 80 }, (_, i) =>
    abstract(i < 50 ? 'deep-neural networks. Deep neural networks' : 'neural networks learn'),
  );
  const { pairs } = countWordUses(texts, terms);
  const named = Array.from(pairs.first, (first, i) => [
    terms[first],
    terms[pairs.second[i] ?? 0],
    Math.round(80 / Math.exp(pairs.idf[i] ?? 0)),
    pairs.end[i],
  ]);
  expect(named).toEqual(
    [
      ['neural', 'network', 80, 50 / 80],
      ['deep', 'neural', 50, 0],
    ].map(([a, b, n, end]) => [a, b, n, expect.closeTo(Number(end))]),
  );
});
