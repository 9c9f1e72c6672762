import { expect, it } from 'vitest';
import { trustMeasures, trustSentence } from './trust-words';

const quality = {
  k: 15,
  trustworthiness: 0.9449,
  continuity: 0.9,
  neighboursKept: 0.744,
  sampled: 70,
};

it('says in one sentence how far to trust distances, and more in the terms of the field', () => {
  expect(trustSentence(quality)).toBe('How far to trust distances: 94%');
  expect(trustMeasures(quality).map(({ term, value }) => `${term} ${value}`)).toEqual([
    'Trustworthiness 0.94',
    'Continuity 0.90',
    'Neighbours kept 74%',
  ]);
  for (const { meaning } of trustMeasures(quality)) expect(meaning).toMatch(/^[A-Z].*\.$/u);
});
