import { describe, expect, it } from 'vitest';
import { automaticComposition, namedComposition } from './automatic';

describe('automaticComposition', () => {
  it.each([0, 1, 70, 1000, 100_000])('names distinct encoders with weights for %i papers', (n) => {
    const parts = automaticComposition(n);
    expect(parts.length).toBeGreaterThan(0);
    expect(new Set(parts.map((part) => part.encoder)).size).toBe(parts.length);
    for (const part of parts) expect(part.weight).toBeGreaterThan(0);
  });

  it('has a neural part for the corpora whose wait is short, and none for large ones', () => {
    const neural = (n: number) => automaticComposition(n).some((part) => part.encoder === 'neural');
    expect(neural(70)).toBe(true);
    expect(neural(1000)).toBe(true);
    expect(neural(6000)).toBe(false);
  });
});

describe('namedComposition', () => {
  it('reads single and joined names and leaves hub models to others', () => {
    expect(namedComposition('automatic', 70)).toEqual(automaticComposition(70));
    expect(namedComposition('lsa', 70)).toEqual([{ encoder: 'lsa', weight: 1 }]);
    expect(namedComposition('lsa+neural', 70)).toEqual([
      { encoder: 'lsa', weight: 1 },
      { encoder: 'neural', weight: 1 },
    ]);
    expect(namedComposition('Xenova/all-MiniLM-L6-v2', 70)).toBeNull();
  });
});
