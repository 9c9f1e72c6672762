import { describe, expect, it } from 'vitest';
import type { TestedEncoder } from './encoders';
import { qualityTables, summarise } from './report';
import type { Score } from './score';

const encoder = (name: string, random: boolean): TestedEncoder => ({
  name,
  random,
  encode: () => Promise.reject(new Error('not asked')),
});
const score = (v: number): Score => ({ v, tree: 0.5, treeFine: null, nearest: 0.25 });

describe('summarise', () => {
  it('corrects by what random vectors score on the same draws', () => {
    const rows = summarise(
      'set',
      81,
      new Map([
        [encoder('random', true), [score(0.3), score(0.5)]],
        [encoder('lexicon', false), [score(0.7), score(0.76)]],
      ]),
    );
    expect(rows.map(({ vCorrected }) => vCorrected)).toEqual([0, 0.55]);
    // Two draws at .5 and .6 lie .05 from their mean: √(2 · .05² / 1 / 2).
    expect(rows[1]?.error).toBeCloseTo(0.05);
    expect(qualityTables(rows, [])).toContain('| lexicon | .550 ± .050 |');
  });
});
