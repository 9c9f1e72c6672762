import { describe, expect, it } from 'vitest';
import type { EncoderText } from './encoder';
import { foldInQueries } from './fold-in';
import { lexicalEncoder } from './lexical';

const papers: readonly EncoderText[] = [
  { title: 'Graph networks', abstract: 'Message passing over graphs of molecules.' },
  { title: 'Molecular graphs', abstract: 'Message passing networks predict molecules.' },
  { title: 'Speech recognition', abstract: 'Acoustic models transcribe spoken audio.' },
  { title: 'Audio transcription', abstract: 'Spoken audio and acoustic recognition models.' },
];
const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0);

describe('folding a query in', () => {
  it('puts a word where the papers that use it stand', async () => {
    // Two directions, two papers each: every word has an unmistakable place.
    const vectors = { n: 4, d: 2, data: Float32Array.of(1, 0, 1, 0, 0, 1, 0, 1) };
    const queries = await foldInQueries(papers, vectors, { singular: false });
    expect(dot(queries.embed('molecules') ?? [], [1, 0])).toBeCloseTo(1, 5);
    expect(dot(queries.embed('spoken audio') ?? [], [0, 1])).toBeCloseTo(1, 5);
    const both = queries.embed('molecules audio') ?? new Float32Array();
    expect(Math.hypot(...both)).toBeCloseTo(1, 5);
    expect(both[0]).toBeGreaterThan(0.3);
    expect(both[1]).toBeGreaterThan(0.3);
  });

  it('gives a paper’s own words a place beside the paper, among singular directions', async () => {
    const vectors = await lexicalEncoder().encode(papers);
    const queries = await foldInQueries(papers, vectors, { singular: true });
    const query = queries.embed('graphs of molecules and message passing') ?? new Float32Array();
    const similarities = papers.map((_, at) =>
      dot(query, vectors.data.subarray(at * vectors.d, (at + 1) * vectors.d)),
    );
    expect(Math.min(similarities[0] ?? 0, similarities[1] ?? 0)).toBeGreaterThan(
      Math.max(similarities[2] ?? 0, similarities[3] ?? 0),
    );
  });

  it('knows nothing of words that no paper, or a single one, uses', async () => {
    const vectors = { n: 4, d: 2, data: Float32Array.of(1, 0, 1, 0, 0, 1, 0, 1) };
    const queries = await foldInQueries(papers, vectors, { singular: false });
    expect(queries.embed('wedding')).toBeNull();
    expect(queries.embed('predict')).toBeNull();
  });

  it('stops when that is no longer wanted', async () => {
    const vectors = { n: 4, d: 1, data: Float32Array.of(1, 1, 1, 1) };
    const work = new AbortController();
    work.abort();
    await expect(
      foldInQueries(papers, vectors, { singular: false }, { signal: work.signal }),
    ).rejects.toThrow();
  });
});
