import { expect, it, vi } from 'vitest';
import { Hyphenation, languageOf } from './hyphenation.svelte';

it.each([
  ['representations', 'en'],
  ['Donaudampfschifffahrtsgesellschaft', 'de'],
  ['Verordnungen', 'de'],
  ['généralisation', 'en'],
  ['apprentissage', 'fr'],
  ['clasificación', 'es'],
])('takes %s for %s', (word, language) => {
  expect(languageOf(word)).toBe(language);
});

it('breaks a word once the patterns of its language are there, and leaves others whole', async () => {
  const hyphenation = new Hyphenation();
  expect(hyphenation.hyphenate('representations')).toEqual(['representations']);
  await vi.waitFor(() =>
    expect(hyphenation.hyphenate('representations').length).toBeGreaterThan(2),
  );
  expect(hyphenation.hyphenate('representations').join('')).toBe('representations');
  for (const whole of [
    'short',
    '10.1145/3292500',
    'https://example.org/page',
    '无监督预训练的可证明优势',
  ]) {
    expect(hyphenation.hyphenate(whole)).toEqual([whole]);
  }
  hyphenation.hyphenate('Donaudampfschifffahrtsgesellschaft');
  await vi.waitFor(() =>
    expect(hyphenation.hyphenate('Donaudampfschifffahrtsgesellschaft')).toContain('schaft'),
  );
});
