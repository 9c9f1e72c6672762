import { expect, it } from 'vitest';
import { isNounPhrase } from './measures';

it.each([
  'diffusion models',
  'media bias',
  'social biases',
  'principal component analysis',
  'reasoning tasks',
  'recommender systems',
  'self-supervised pretraining',
  'galaxies',
])('takes %s for a noun phrase', (phrase) => {
  expect(isNounPhrase(phrase)).toBe(true);
});

it.each([
  'assess',
  'learns representations',
  'convolutional neural',
  'unsupervised',
  'efficiently',
  'robust',
  'wide',
])('takes %s for none', (phrase) => {
  expect(isNounPhrase(phrase)).toBe(false);
});
