import { describe, expect, it } from 'vitest';
import type { EncoderText, QueryEncoder, Vectors } from './encoder';
import { lexiconEncoder } from './lexicon';
import type { Lexicon } from './lexicon-file';

/** Two subjects; "node" and "utterance" are words that no paper below uses. */
const tiny: Lexicon = {
  terms: ['graph', 'molecule', 'node', 'speech', 'audio', 'utterance'],
  dimension: 3,
  vectors: Float32Array.of(1, 0, 0, 0.9, 0.1, 0, 1, 0.1, 0, 0, 0, 1, 0, 0.1, 0.9, 0, 0.1, 1),
  idf: Float32Array.of(2, 3, 2.5, 2, 3, 2.5),
};
const papers: readonly EncoderText[] = [
  { title: 'Graph molecules', abstract: 'A frobnicated graph.' },
  { title: 'Molecule', abstract: 'We study frobnicated molecules.' },
  { title: 'Speech audio', abstract: 'A quibbled sound.' },
  { title: 'Audio', abstract: 'Quibbled speech.' },
];

async function made(): Promise<{ vectors: Vectors; queries: QueryEncoder }> {
  const encoder = lexiconEncoder(tiny);
  const vectors = await encoder.encode(papers);
  const queries = await encoder.queries?.(papers, vectors);
  if (!queries) throw new Error('The lexicon embeds no queries.');
  return { vectors, queries };
}

/** The paper nearest to a query. */
function nearest({ n, d, data }: Vectors, query: Float32Array | null): number {
  if (!query) return -1;
  const near = Array.from({ length: n }, (_, paper) =>
    query.reduce((sum, value, k) => sum + value * (data[paper * d + k] ?? 0), 0),
  );
  return near.indexOf(Math.max(...near));
}

describe('a query among the lexicon’s rows', () => {
  it('is of unit length and as long as a row', async () => {
    const { vectors, queries } = await made();
    const query = queries.embed('graph of speech');
    expect(query).toHaveLength(vectors.d);
    expect(Math.hypot(...(query ?? []))).toBeCloseTo(1, 5);
  });

  it('stands beside the papers that use its words, known to the lexicon or not', async () => {
    const { vectors, queries } = await made();
    expect([0, 1]).toContain(nearest(vectors, queries.embed('graph')));
    expect([2, 3]).toContain(nearest(vectors, queries.embed('quibbled')));
  });

  it('finds papers by a word that only the lexicon knows', async () => {
    const { vectors, queries } = await made();
    expect([0, 1]).toContain(nearest(vectors, queries.embed('node')));
    expect([2, 3]).toContain(nearest(vectors, queries.embed('utterance')));
  });

  it('is nothing when no word is known', async () => {
    const { queries } = await made();
    expect(queries.embed('zzqxv')).toBeNull();
    expect(queries.embed('  ')).toBeNull();
  });

  it('stops learning when that is no longer wanted', async () => {
    const encoder = lexiconEncoder(tiny);
    const vectors = await encoder.encode(papers);
    const work = new AbortController();
    work.abort();
    await expect(encoder.queries?.(papers, vectors, { signal: work.signal })).rejects.toThrow();
  });
});
