import { describe, expect, it } from 'vitest';
import { namedComposition } from './automatic';

describe('namedComposition', () => {
  it('reads single and joined names and leaves hub models to others', () => {
    expect(namedComposition('automatic')).toEqual([{ encoder: 'lexicon', weight: 1 }]);
    expect(namedComposition('lsa')).toEqual([{ encoder: 'lsa', weight: 1 }]);
    expect(namedComposition('lexicon+lsa')).toEqual([
      { encoder: 'lexicon', weight: 1 },
      { encoder: 'lsa', weight: 1 },
    ]);
    for (const other of ['neural', 'lsa+neural', 'owner/name', '', 'lexicon+'])
      expect(namedComposition(other), other).toBeNull();
  });
});
