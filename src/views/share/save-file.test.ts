import { describe, expect, it } from 'vitest';
import { fileStem } from './save-file';

describe('the name of a saved file', () => {
  it('keeps letters of any script and nothing that file systems refuse', () => {
    expect(fileStem('Few-shot / “zero” learning: 2024?')).toBe('few-shot-zero-learning-2024');
    expect(fileStem('自己教師あり学習')).toBe('自己教師あり学習');
    expect(fileStem('../..')).toBe('papers');
  });
});
