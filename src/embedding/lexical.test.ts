import { describe, expect, it } from 'vitest';
import type { EncoderText, Vectors } from './encoder';
import { lexicalEncoder } from './lexical';

const papers: readonly EncoderText[] = [
  { title: 'Graph networks', abstract: 'Message passing over graphs of molecules.' },
  { title: 'Molecular graphs', abstract: 'Message passing networks predict molecules.' },
  { title: 'Speech recognition', abstract: 'Acoustic models transcribe spoken audio.' },
  { title: 'Audio transcription', abstract: 'Spoken audio and acoustic recognition models.' },
];

function cosine(vectors: Vectors, i: number, j: number): number {
  let sum = 0;
  for (let k = 0; k < vectors.d; k++) {
    sum += (vectors.data[i * vectors.d + k] ?? 0) * (vectors.data[j * vectors.d + k] ?? 0);
  }
  return sum;
}

function paper(title: string, abstract = ''): EncoderText {
  return { title, abstract };
}

describe('lexicalEncoder', () => {
  it('puts papers on one subject together and gives unit rows', async () => {
    const vectors = await lexicalEncoder().encode(papers);
    expect(vectors.n).toBe(4);
    for (let i = 0; i < 4; i++) expect(cosine(vectors, i, i)).toBeCloseTo(1, 5);
    expect(cosine(vectors, 0, 1)).toBeGreaterThan(cosine(vectors, 0, 2) + 0.2);
    expect(cosine(vectors, 2, 3)).toBeGreaterThan(cosine(vectors, 1, 3) + 0.2);
  });

  it('gives the same bytes twice', async () => {
    const once = await lexicalEncoder().encode(papers);
    const again = await lexicalEncoder().encode(papers);
    expect(again.data).toEqual(once.data);
  });

  it.each([0, 1, 2, 3])('works for %i papers', async (n) => {
    const vectors = await lexicalEncoder().encode(papers.slice(0, n));
    expect(vectors.data.length).toBe(n * vectors.d);
    for (let i = 0; i < n; i++) expect(cosine(vectors, i, i)).toBeCloseTo(1, 5);
  });

  it('gives identical papers identical vectors', async () => {
    const vectors = await lexicalEncoder().encode(
      Array.from({ length: 30 }, () => papers[0] ?? paper('')),
    );
    for (let i = 1; i < 30; i++) expect(cosine(vectors, 0, i)).toBeCloseTo(1, 5);
  });

  it('lays papers without a known word together, at a right angle to the rest', async () => {
    const vectors = await lexicalEncoder().encode([...papers, paper(''), paper('the of', '∑ 42')]);
    expect(cosine(vectors, 4, 5)).toBe(1);
    for (let i = 0; i < 4; i++) expect(cosine(vectors, i, 4)).toBe(0);
  });

  it('embeds long, odd and unspaced text beside the rest', async () => {
    const odd = [
      paper('long', 'acoustic models '.repeat(50_000)),
      paper('😀😀', '\ud800\u0000'),
      paper('深度学习模型', '学习模型'),
      paper('深度学习', '模型'),
      paper('تعلم الآلة', 'نموذج'),
    ];
    const vectors = await lexicalEncoder().encode([...papers, ...odd]);
    for (const value of vectors.data) expect(Number.isFinite(value)).toBe(true);
    expect(cosine(vectors, 4, 2)).toBeGreaterThan(cosine(vectors, 4, 0) + 0.2);
    expect(cosine(vectors, 6, 7)).toBeGreaterThan(0.5);
  });

  it('reports rising progress up to the total, and stops when aborted', async () => {
    const done: number[] = [];
    await lexicalEncoder().encode(papers, { onProgress: (at) => done.push(at) });
    expect(done.at(-1)).toBe(papers.length);
    expect([...done].sort((a, b) => a - b)).toEqual(done);

    const controller = new AbortController();
    const running = lexicalEncoder().encode(papers, {
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('enough')),
    });
    await expect(running).rejects.toThrow('enough');
  });
});
