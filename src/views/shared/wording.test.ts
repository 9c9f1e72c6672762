import { describe, expect, it } from 'vitest';
import { authorLine, count, counted, shareWords } from './wording';

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

it('says of a share that is some but not all neither 0% nor 100%', () => {
  const shares = [0, 4 / 911, 0.006, 0.5, 0.996, 1];
  expect(shares.map(shareWords)).toEqual(['0%', 'under 1%', '1%', '50%', 'over 99%', '100%']);
});
