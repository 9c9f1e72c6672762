import { describe, expect, it } from 'vitest';
import { authorLine, count, counted } from './wording';

describe('wording', () => {
  it('counts', () => {
    expect(count(100000)).toBe('100,000');
    expect(counted(1, 'paper')).toBe('1 paper');
    expect(counted(0, 'paper')).toBe('0 papers');
    expect(counted(2, 'match', 'matches')).toBe('2 matches');
  });

  it('names authors', () => {
    expect(authorLine([])).toBe('');
    expect(authorLine(['A. One', 'B. Two', 'C. Three'])).toBe('A. One, B. Two, C. Three');
    expect(authorLine(['A. One', 'B. Two', 'C. Three', 'D. Four'])).toBe('A. One et al.');
  });
});
