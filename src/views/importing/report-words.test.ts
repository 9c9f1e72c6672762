import { describe, expect, it } from 'vitest';
import type { VectorReport } from '../../corpus/brought-vectors';
import type { ImportReport } from '../../corpus/import-report';
import type { Corpus } from '../../corpus/paper';
import { addingSentence, dropsVectors, sum } from './report-words';

function reportWith(vectors: VectorReport, counts: Partial<ImportReport> = {}): ImportReport {
  return {
    files: [],
    found: 2,
    kept: 2,
    withoutAbstract: 0,
    merged: 0,
    refused: 0,
    merges: [],
    doubted: 0,
    doubts: [],
    refusals: [],
    damaged: 0,
    damages: [],
    vectors,
    ...counts,
  };
}

const none: VectorReport = { state: 'none' };
const used = (d: number): VectorReport => ({ state: 'used', source: 'a column', n: 2, d });

function corpusWith(d: number | null): Corpus {
  const corpus = { id: 'a', name: 'Maps', papers: [] };
  return d === null ? corpus : { ...corpus, vectors: { n: 0, d, data: new Float32Array(0) } };
}

describe('what adding papers means for vectors', () => {
  it.each([
    [null, none, false, null],
    [3, used(3), false, /used beside its own/u],
    [null, used(3), false, /their vectors are not used/u],
    [3, none, true, /have none that fit: adding them drops the vectors.*To keep them/u],
    [3, used(4), true, /vectors of 3 numbers.*have vectors of 4 numbers: adding them drops/u],
  ])('is said before it happens: %s and %o', (own, theirs, drops, sentence) => {
    const report = reportWith(theirs);
    expect(dropsVectors(report, corpusWith(own))).toBe(drops);
    const said = addingSentence(report, corpusWith(own));
    if (sentence === null) expect(said).toBeNull();
    else expect(said).toMatch(sentence);
  });
});

describe('the sum', () => {
  it('names only what there is, and adds up', () => {
    expect(sum(reportWith(none))).toBe('');
    expect(sum(reportWith(none, { found: 6, merged: 1, refused: 3 }))).toBe(
      '6 records = 2 papers + 1 copy merged + 3 refused',
    );
  });
});
