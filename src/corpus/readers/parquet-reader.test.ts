import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parquetWithLists } from '../fixtures/list-parquet';
import { tinyParquet } from '../fixtures/tiny-parquet';
import { read } from '../testing/read-one';

describe('Parquet', () => {
  const columns = {
    title: ['One of the papers', 'Two of the papers'],
    abstract: ['About maps.', 'About trees: α.'],
    year: ['2020', '2021'],
    embedding: ['[1,0]', '[0,1]'],
  };

  it('reads columns by name, vectors too', async () => {
    const { corpus, report, vectors } = await read(tinyParquet(columns), 'p.parquet');
    expect(report.files[0]).toMatchObject({ format: 'Parquet', found: 2, failure: null });
    expect(corpus.papers[1]).toMatchObject({
      title: 'Two of the papers',
      abstract: 'About trees: α.',
      year: 2021,
    });
    expect([...(vectors?.data ?? [])]).toEqual([1, 0, 0, 1]);
  });

  it('asks for the title, and names a compression that it cannot read', async () => {
    const asked = await read(tinyParquet({ a: ['First heading'], b: ['Text'] }), 'p.parquet');
    expect(asked.toMap).toMatchObject([{ file: 'p.parquet', columns: ['a', 'b'] }]);
    const packed = await read(tinyParquet(columns, 6), 'p.parquet');
    expect(packed.report.files[0]?.failure?.code).toBe('parquet-compression');
  });

  it('takes a list of numbers as the vector', async () => {
    const { corpus, report, vectors } = await read(parquetWithLists(), 'p.parquet');
    expect(report.files[0]).toMatchObject({ format: 'Parquet', found: 3, failure: null });
    expect(report.vectors).toMatchObject({ state: 'used', n: 3, d: 2 });
    const [x, y] = [Math.fround(0.6), Math.fround(0.8)];
    expect([...(vectors?.data ?? [])]).toEqual([1, 0, x, y, 0, -1]);
    expect(corpus.papers.map(({ extra }) => extra['embedding'])).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it(
    'bears any of its bytes being another, in bounded time and memory',
    { timeout: 60_000 },
    async () => {
      const files = [tinyParquet(columns), parquetWithLists()];
      const flip = fc.record({ at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }) });
      const flips = fc.array(flip, { minLength: 1, maxLength: 4 });
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...files), flips, async (whole, changes) => {
          const damaged = whole.slice();
          for (const { at, byte } of changes) damaged[at % damaged.length] = byte;
          const { report } = await read(damaged, 'p.parquet');
          expect(report.found).toBe(report.kept + report.merged + report.refused);
        }),
        { numRuns: 300 },
      );
    },
  );

  it('bears being cut short anywhere', async () => {
    const whole = tinyParquet(columns);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), async (at) => {
        const { corpus, report } = await read(whole.slice(0, at), 'p.parquet');
        expect(corpus.papers).toEqual([]);
        expect(report.files[0]?.failure?.remedy).not.toBe('');
      }),
    );
  });
});
