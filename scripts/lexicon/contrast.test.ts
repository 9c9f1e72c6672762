import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/foundation/random';
import { trainLexicon, type TrainingSettings } from './train';

/** Training needs Debian's python3-torch; nothing else here does. */
const present = spawnSync('/usr/bin/python3', ['-c', 'import torch, numpy']).status === 0;
if (!present) console.warn('Skipped: training words needs python3-torch and python3-numpy.');

const folder = mkdtempSync(join(tmpdir(), 'lexicon-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(!present)('trainLexicon', () => {
  it('gives words of one subject similar vectors, and the same numbers twice', () => {
    const subjects = ['graph node edge path tree cycle', 'speech audio voice sound tone pitch'].map(
      (list) => list.split(' '),
    );
    const random = seededRandom(9);
    const papers = Array.from({ length: 200 }, (_, i) => {
      const draw = (count: number): string =>
        Array.from({ length: count }, () => subjects[i % 2]?.[Math.floor(random() * 6)]).join(' ');
      const category = i % 2 === 0 ? 'math.CO' : 'eess.AS';
      return { title: draw(2), abstract: `The ${draw(4)}. The ${draw(3)}.`, category };
    });
    const settings: TrainingSettings = {
      trained: 12,
      terms: 12,
      contrast: {
        dimension: 4,
        epochs: 10,
        batch: 20,
        temperature: 0.2,
        learningRate: 0.05,
        dropout: 0.2,
        unshare: 0.9,
        categoryWeight: 0.2,
        categoryTemperature: 0.1,
        seed: 1,
      },
      withinCategory: { perCategory: 50, fewest: 5, ridge: 0.2, seed: 1 },
    };
    const train = () => trainLexicon(papers, settings, folder, () => undefined);
    const lexicon = train();
    expect(train()).toEqual(lexicon);
    const row = (term: string): Float32Array => {
      const at = lexicon.terms.indexOf(term) * lexicon.dimension;
      return lexicon.vectors.subarray(at, at + lexicon.dimension);
    };
    const cosine = (a: Float32Array, b: Float32Array): number =>
      a.reduce((sum, x, k) => sum + x * (b[k] ?? 0), 0) / (Math.hypot(...a) * Math.hypot(...b));
    expect(cosine(row('graph'), row('node'))).toBeGreaterThan(
      cosine(row('graph'), row('voice')) + 0.5,
    );
  });
});
