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
  'deep neural networks',
  'sexually transmitted diseases',
  'transfer learning',
  'Cochrane Central Register',
])('takes %s for a noun phrase', (phrase) => {
  expect(isNounPhrase(phrase)).toBe(true);
});

it.each([
  'assess',
  'learns representations',
  'convolutional neural',
  'unsupervised',
  'efficiently',
  'efficiently learned',
  'deep',
  'robust',
  'wide',
  'adversarial prompting improves',
])('takes %s for none', (phrase) => {
  expect(isNounPhrase(phrase)).toBe(false);
});
