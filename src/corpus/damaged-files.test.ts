import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cases } from '../foundation/testing/cases';
import { exampleFiles, examplePapers } from './fixtures/example-files';
import { checkOutcome } from './testing/check-outcome';
import { damaged, mutation } from './testing/mutations';
import { read } from './testing/read-one';

describe('damaged files', () => {
  it.each(Object.entries(exampleFiles))('never break the reading of %s', async (_, content) => {
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 5 }), async (steps) => {
        const outcome = await read(steps.reduce(damaged, content));
        checkOutcome(outcome);
        expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
      }),
      // All formats together have that many.
      { numRuns: Math.ceil(cases(500) / Object.keys(exampleFiles).length) },
    );
  });

  it.each(Object.entries(exampleFiles))(
    'lose little when one record of %s is damaged',
    async (_, content) => {
      // Damage strictly inside the fourth paper's title leaves the others readable.
      const at = content.indexOf('Paper number 3') + 8;
      const { report } = await read(`${content.slice(0, at)}\u0001\u0002${content.slice(at)}`);
      expect(report.kept).toBeGreaterThanOrEqual(examplePapers - 1);
    },
  );

  it('take any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom(
          [],
          [0x1f, 0x8b, 8],
          [0x50, 0x4b, 3, 4],
          [0x50, 0x41, 0x52, 0x31],
          [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59],
          [0xff, 0xfe],
          [0x7b],
          [0x40],
        ),
        async (bytes, magic) => checkOutcome(await read(Uint8Array.from([...magic, ...bytes]))),
      ),
      { numRuns: cases(300) },
    );
  });

  it('take any text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.json()),
        async (text) => checkOutcome(await read(text)),
      ),
      { numRuns: cases(300) },
    );
  });

  it('bear gigantic fields and lines', async () => {
    const big = 'word '.repeat(300_000);
    for (const text of [
      `title,abstract\nA,"${big}"\nB,b\n`,
      `{"title":"A","abstract":"${big}"}\n{"title":"B"}`,
      `TY  - JOUR\nTI  - A\nAB  - ${big}\nER  - \nTY  - JOUR\nTI  - B\nER  - \n`,
      `<feed><entry><title>A</title><summary>${big}</summary></entry><entry><title>B</title></entry></feed>`,
      `title,abstract\nA,"${big}\n`,
    ]) {
      const outcome = await read(text);
      checkOutcome(outcome);
      expect(outcome.corpus.papers.every((paper) => paper.abstract.length <= 200_000)).toBe(true);
    }
  });
});
