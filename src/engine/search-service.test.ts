import { describe, expect, it, vi } from 'vitest';
import { blankPaper, type Paper } from '../corpus/paper';
import { lexicalEncoder } from '../embedding/lexical';
import { LexicalIndex } from '../search/lexical-index';
import { SearchService } from './search-service';
import { smallCorpus } from './testing/small-corpus';
import { lazySource, type EmbeddedPart } from './vector-source';

/** Cars and automobiles never meet in one paper, but keep the same company. */
const papers: readonly Paper[] = [
  ['Cars on roads', 'A car needs an engine, a wheel and a road.'],
  ['Engines', 'The engine turns the wheel; brakes stop the wheel.'],
  ['Automobiles', 'An automobile has an engine, a wheel and brakes.'],
  ['More automobiles', 'The automobile, its engine and its brakes.'],
  ['More cars', 'The car and its road, the car and its wheel.'],
  ...Array.from({ length: 30 }, (_, i) => [
    `Cell ${i}`,
    `Protein folding in cell type ${i % 7}, with membranes and enzymes of the cell.`,
  ]),
].map(([title = '', abstract = ''], i) => ({ ...blankPaper(`p${i}`, title), abstract }));

async function lsaPart(of: readonly Paper[]): Promise<EmbeddedPart> {
  const encoder = lexicalEncoder();
  const rows = await encoder.encode(of);
  const source = lazySource({ key: 'lsa', encoder: 'lsa', parts: [] }, () => Promise.resolve(rows));
  return { source, weight: 1, queries: encoder.queries?.bind(encoder) ?? null };
}

describe('the search service', () => {
  it('knows the corpus last held, and no other', async () => {
    const service = new SearchService();
    expect(await service.search('c', 'car', 'words')).toBeNull();
    service.hold('c', papers);
    expect(Array.from((await service.search('c', 'car', 'words'))?.papers ?? [])).toEqual([4, 0]);
    service.hold('d', smallCorpus(4).papers);
    expect(await service.search('c', 'car', 'words')).toBeNull();
  });

  it('makes its index once, ahead of the first question', async () => {
    const build = vi.spyOn(LexicalIndex, 'build');
    const service = new SearchService();
    await service.prepare();
    expect(build).not.toHaveBeenCalled();
    service.hold('c', papers);
    await service.prepare();
    await service.search('c', 'car', 'words');
    expect(build).toHaveBeenCalledTimes(1);
    build.mockRestore();
  });

  it('answers by words while there are no vectors, and says so', async () => {
    const service = new SearchService();
    service.hold('c', papers);
    expect((await service.search('c', 'car', 'words and meaning'))?.by).toBe('words');
    const broken = lazySource({ key: 'x', encoder: 'x', parts: [] }, () =>
      Promise.reject(new Error('not kept')),
    );
    service.holdVectors('c', [{ source: broken, weight: 1, queries: null }]);
    expect((await service.search('c', 'car', 'words and meaning'))?.by).toBe('words');
  });

  it.each([
    ['what its encoder learnt', true],
    ['its rows, where no encoder embeds queries', false],
  ])('adds papers that lack a word, by %s', async (_, able) => {
    const service = new SearchService();
    service.hold('c', papers);
    const part = await lsaPart(papers);
    service.holdVectors('c', [able ? part : { ...part, queries: null }]);
    const answer = await service.search('c', 'car engine road', 'words and meaning');
    expect(answer?.by).toBe('words and meaning');
    const found = Array.from(answer?.papers ?? []);
    expect(
      Array.from((await service.search('c', 'car engine road', 'words'))?.papers ?? []),
    ).toEqual([0]);
    expect(found[0]).toBe(0);
    expect(found).toContain(4);
    expect(found.every((paper) => paper < 5)).toBe(true);
  });

  it('finds nothing for nonsense', async () => {
    const service = new SearchService();
    service.hold('c', papers);
    service.holdVectors('c', [await lsaPart(papers)]);
    const answer = await service.search('c', 'zzqxv wwkjh', 'words and meaning');
    expect(answer?.papers.length).toBe(0);
  });

  it('answers by titles first where there are many papers, and says so', async () => {
    const service = new SearchService();
    const many = Array.from({ length: 20_000 }, (_, at) => ({
      ...blankPaper(`p${at}`, at === 7 ? 'A rare title' : `Paper ${at}`),
      abstract: at === 9 ? 'Something rare.' : '',
    }));
    service.hold('c', many);
    const first = await service.search('c', 'rare', 'titles');
    expect(first).toMatchObject({ by: 'titles', papers: Uint32Array.of(7), missing: [] });
    const all = await service.search('c', 'rare', 'words');
    expect(all).toMatchObject({ by: 'words', papers: Uint32Array.of(7, 9) });
    expect((await service.search('c', 'rare', 'titles'))?.by).toBe('words');
  });

  it('places a text that is none of the papers among its nearest', async () => {
    const service = new SearchService();
    const text = { title: 'A new automobile', abstract: 'Its engine and its brakes.' };
    expect(await service.place('c', text, 3)).toBeNull();
    service.hold('c', papers);
    service.holdVectors('c', [await lsaPart(papers)]);
    const placed = await service.place('c', text, 3);
    expect(Array.from(placed?.papers ?? [])).toEqual(expect.arrayContaining([2, 3]));
    expect(placed?.nearness).toHaveLength(3);
  });

  it('finds papers like a paper by meaning and words, in rows that tell pairs apart', async () => {
    const service = new SearchService();
    service.hold('c', papers);
    expect(await service.similar('c', 0, 3)).toBeNull();
    const part = await lsaPart(papers);
    service.holdVectors('c', [part]);
    const near = await service.similar('c', 2, 3);
    expect(near?.papers[0]).toBe(3);
    expect(near?.papers).not.toContain(2);
    expect(near?.similarities[0]).toBeGreaterThan(0.5);
    expect(await service.similar('d', 2, 3)).toBeNull();

    // Rows of their own: every paper is like its neighbour in number.
    const angles = papers.map((_, i) => Math.floor(i / 2));
    const data = Float32Array.from(angles.flatMap((at) => [Math.cos(at), Math.sin(at)]));
    const rows = { n: papers.length, d: 2, data };
    const pairs = lazySource({ key: 'pairs', encoder: 'pairs', parts: [] }, async () => rows);
    service.holdVectors('c', [{ ...part, source: { ...part.source, key: 'other' }, pairs }]);
    expect((await service.similar('c', 8, 1))?.papers).toEqual(Uint32Array.of(9));
  });
});
