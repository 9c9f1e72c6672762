import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf, type NumberedLine } from './lines';

async function collect(pieces: readonly string[], longest?: number): Promise<NumberedLine[]> {
  async function* chunks(): AsyncGenerator<string> {
    yield* pieces;
  }
  const lines: NumberedLine[] = [];
  for await (const batch of linesOf(chunks(), longest)) lines.push(...batch);
  return lines;
}

describe('linesOf', () => {
  it('ends lines at LF, CRLF and CR, however the text is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('a', 'b', '\n', '\r', '\r\n')),
        fc.integer({ min: 1, max: 4 }),
        async (parts, size) => {
          const text = parts.join('');
          const pieces: string[] = [];
          for (let at = 0; at < text.length; at += size) pieces.push(text.slice(at, at + size));
          const lines = (await collect(pieces)).map((line) => line.text);
          const expected = text.split(/\r\n|\n|\r/u);
          if (expected.at(-1) === '') expected.pop();
          expect(lines).toEqual(expected);
        },
      ),
    );
  });

  it('passes over a line that is too long and goes on', async () => {
    expect(
      await collect(['ab\n', 'x'.repeat(30), 'x'.repeat(30), '\ncd\n', 'y'.repeat(99)], 50),
    ).toEqual([
      { number: 1, text: 'ab' },
      { number: 2, text: null },
      { number: 3, text: 'cd' },
      { number: 4, text: null },
    ]);
  });
});
