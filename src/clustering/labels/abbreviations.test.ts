import { describe, expect, it } from 'vitest';
import { explanations } from './abbreviations';
import { buildPhraseIndex } from './phrase-index';

describe('abbreviations', () => {
  it.each([
    ['We use in-context learning (ICL) here.', 'ICL', 'in-context learning'],
    ['Large language models (LLMs) are large.', 'LLM', 'Large language models'],
    ['the area under the curve (AUC)', 'AUC', 'area under the curve'],
    ['Bose-Einstein condensates (BECs) of atoms', 'BEC', 'Bose-Einstein condensates'],
  ])('are explained in brackets: %s', (text, short, long) => {
    expect(explanations(text)).toEqual([{ short, long }]);
  });

  it.each([
    'We tried it (twice) with care.',
    'The graph network (LSTM) learns.',
    'deoxyribonucleic acid (DNA)',
    'an old model (GPT)',
    '(ICL)',
  ])('are not where the letters are no initials: %s', (text) => {
    expect(explanations(text)).toEqual([]);
  });

  const paper = (abstract: string) => ({ title: '', abstract });
  const explained = paper('We study quantum error correction (QEC).');

  it('count as the words that they stand for, where papers say those', async () => {
    const { surfaces, documentFrequency } = await buildPhraseIndex([
      explained,
      explained,
      paper('Limits of QEC.'),
      paper('Gates.'),
    ]);
    expect(documentFrequency[surfaces.indexOf('quantum error correction')]).toBe(3);
    expect(surfaces).not.toContain('QEC');
  });

  it('stay where hardly a paper spells them out', async () => {
    const texts = [explained, ...Array.from({ length: 8 }, () => paper('Limits of QEC.'))];
    expect((await buildPhraseIndex(texts)).surfaces).toContain('QEC');
  });
});
