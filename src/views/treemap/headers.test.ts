import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutInTwo } from './cut-in-two';
import { smallestTarget } from './frame';
import { hitTest } from './hit';
import { badge, cellHeader, countFont, headerCount, pendingName, reworded } from './headers';
import { shapes, treeOfShape } from '../../clustering/testing/tree-of-shape';
import { plainLayout } from './testing';
import { lineHeightOf, plainMeasure } from '../drawing/text';

const anyView = fc.record({
  n: fc.integer({ min: 2, max: 2000 }),
  clusters: fc.integer({ min: 2, max: 20 }),
  seed: fc.integer(),
  width: fc.integer({ min: 80, max: 1400 }),
  height: fc.integer({ min: 80, max: 900 }),
  coarse: fc.boolean(),
});

describe('label strips', () => {
  it('say in every cell what it leaves out', () => {
    fc.assert(
      fc.property(anyView, ({ n, clusters, seed, ...view }) => {
        const tree = treeOfShape(n, shapes.natural, seed);
        for (const frame of plainLayout(tree, clusters, view).frames) {
          if (frame.hidden > 0) expect(frame.header?.count).toMatch(/^\+[\d.,]+[KM]?$| shown$/u);
          else expect(frame.header?.count ?? '').not.toMatch(/^\+| shown$/u);
        }
      }),
      {
        numRuns: 60,
        // A cell so narrow that only a rounded number fits.
        examples: [[{ n: 1740, clusters: 3, seed: 25, width: 83, height: 80, coarse: false }]],
      },
    );
  });

  it('tell what is most frequent where the whole name leaves room for it', () => {
    const tree = treeOfShape(40, shapes.even, 2);
    const noteOf = () => 'cs.CV 62%';
    const wide = plainLayout(tree, 2, { noteOf });
    expect(wide.frames.map(({ header }) => header?.count)).toEqual([
      'cs.CV 62% · 40',
      'cs.CV 62% · 20',
      'cs.CV 62% · 20',
    ]);
    const long = plainLayout(tree, 2, { noteOf, labelOf: () => 'a long name '.repeat(9).trim() });
    expect(long.frames.at(-1)?.header?.count).toBe('20');
  });
});

describe('the words of a strip', () => {
  const strip = (label: string, width: number, height: number, hidden = 0) =>
    cellHeader(
      {
        box: { x: 0, y: 0, width, height },
        label,
        size: 4321,
        note: '',
        coarse: false,
        measure: plainMeasure,
      },
      hidden,
    );

  it('keep the count: the name wraps, gets smaller or is shortened first', () => {
    const name = 'convolutional neural networks · medical image';
    expect(strip(name, 300, 60)).toMatchObject({ count: '4,321', font: { size: 12 } });
    expect(strip(name, 160, 150)).toMatchObject({
      lines: ['convolutional', 'neural networks'],
      count: '4,321',
      countBelow: false,
    });
    const tight = strip(name, 130, 60);
    expect(tight?.count).toBe('4,321');
    expect(tight?.lines.join(' ')).toMatch(/^convolut/u);
    expect(strip('convolutional', 70, 100)).toMatchObject({ count: '4,321', countBelow: true });
  });

  it('name what does not show its papers, with the count below where there is no room beside', () => {
    expect(strip('cryptology · language', 80, 120, 71)).toMatchObject({
      lines: ['cryptology'],
      count: '+71',
      countBelow: true,
    });
    expect(strip('deep neural networks', 118, 108, 109)).toMatchObject({
      lines: ['deep neural', 'networks'],
      count: '+109',
    });
  });

  it('say that a name is still being found whole or not at all', () => {
    expect(strip(pendingName, 200, 60)?.lines).toEqual([pendingName]);
    expect(strip(pendingName, 60, 100)).toMatchObject({ lines: [], count: '4,321' });
  });

  it('stay inside the strip, and the strip inside its cell', () => {
    const cell = fc.record({
      label: fc
        .array(fc.constantFrom('neural', 'convolutional', 'of', '·', 'open-source', '学习', 'a'), {
          minLength: 1,
          maxLength: 8,
        })
        .map((words) => words.join(' ')),
      width: fc.integer({ min: 20, max: 500 }),
      height: fc.integer({ min: 20, max: 500 }),
      size: fc.integer({ min: 2, max: 100_000 }),
      hidden: fc.integer({ min: 0, max: 1000 }),
      note: fc.constantFrom('', 'cs.CV 62%'),
      coarse: fc.boolean(),
    });
    fc.assert(
      fc.property(cell, ({ width, height, hidden, ...rest }) => {
        const of = { box: { x: 0, y: 0, width, height }, measure: plainMeasure, ...rest };
        const missing = Math.min(hidden, rest.size - 1);
        const first = cellHeader(of, missing) ?? badge(of, missing);
        for (const header of [first, reworded(first, of, missing + 1)]) {
          const { lines, font, count, countBelow } = header;
          expect(header.height).toBeLessThanOrEqual(height);
          const below = countBelow ? lineHeightOf(countFont) : 0;
          expect(lines.length * lineHeightOf(font) + below).toBeLessThanOrEqual(header.height);
          expect(font.size).toBeGreaterThanOrEqual(11);
          const ofCount = plainMeasure(count, countFont);
          for (const line of lines) {
            const taken = plainMeasure(line, font) + (countBelow || count === '' ? 0 : ofCount);
            expect(taken).toBeLessThanOrEqual(width);
          }
          expect(ofCount).toBeLessThanOrEqual(width);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('a strip while some papers are asked for', () => {
  const tree = treeOfShape(2000, shapes.even, 2);
  const frames = plainLayout(tree, 4, {
    width: 900,
    height: 700,
    noteOf: () => 'cs.CV 62%',
  }).frames;
  const [top] = frames;
  if (!top?.header) throw new Error('no strip');
  const { header, node } = top;

  it('says how many of its papers those are, in the place of what it says else', () => {
    expect(headerCount(header, node, tree, null, plainMeasure)).toBe(header.count);
    expect(headerCount(header, node, tree, () => 1234, plainMeasure)).toBe('1,234 of 2,000');
    expect(headerCount(header, node, tree, () => 0, plainMeasure)).toBe('0');
  });

  it('says the number alone in little room, and no 0 where it says nothing else', () => {
    const narrow = { ...header, width: 80 };
    const countless = { ...header, count: '' };
    expect(headerCount(narrow, node, tree, () => 3, plainMeasure)).toBe('3');
    expect(headerCount(narrow, node, tree, () => 0, plainMeasure)).toBe('0');
    expect(headerCount(countless, node, tree, () => 3, plainMeasure)).toBe('3');
    expect(headerCount(countless, node, tree, () => 0, plainMeasure)).toBe('');
  });
});

describe('cuts', () => {
  it('give words their width: parts that would be narrow lie one above the other', () => {
    const [upper, lower] = cutInTwo({ x: 0, y: 0, width: 175, height: 155 }, 4, 5) ?? [];
    expect(upper?.width).toBe(175);
    expect(lower?.width).toBe(175);
    expect((upper?.height ?? 0) + (lower?.height ?? 0)).toBe(152);
  });

  it('run across the longer side where both parts can be read', () => {
    const [left, right] = cutInTwo({ x: 0, y: 0, width: 400, height: 300 }, 1, 1) ?? [];
    expect(left?.height).toBe(300);
    expect(right?.height).toBe(300);
  });
});

describe('a column too narrow for the words of its name', () => {
  const parts: Readonly<Record<string, readonly string[]>> = {
    abstractive: ['ab', 'strac', 'tive'],
    summarization: ['sum', 'ma', 'riza', 'tion'],
  };
  const narrow = {
    box: { x: 0, y: 0, width: 72, height: 260 },
    label: 'abstractive summarization · reference summaries',
    size: 33,
    note: '',
    coarse: false,
    measure: plainMeasure,
  };
  const hyphenate = (word: string) => parts[word] ?? [word];

  it('breaks them between their parts, and says the leading phrase whole', () => {
    const strip = cellHeader({ ...narrow, hyphenate });
    expect(strip?.lines.join(' ').replaceAll('- ', '')).toBe('abstractive summarization');
    expect(strip?.countBelow).toBe(true);
    for (const line of strip?.lines ?? [])
      expect(plainMeasure(line, strip?.font ?? countFont)).toBeLessThanOrEqual(60);
  });

  it('cuts the name where its words have no parts', () => {
    expect(cellHeader(narrow)?.lines.join(' ')).toMatch(/…$/u);
    expect(cellHeader({ ...narrow, hyphenate: (word) => [word] })?.lines.join(' ')).toMatch(/…$/u);
  });
});

describe('targets on touch', () => {
  it('are 44 pixels: titled papers and the outermost strip, and no smaller paper is hit', () => {
    fc.assert(
      fc.property(anyView, ({ n, clusters, seed, ...view }) => {
        const tree = treeOfShape(n, shapes.natural, seed);
        const layout = plainLayout(tree, clusters, { ...view, coarse: true });
        const [outermost] = layout.frames;
        if (outermost?.kind === 'ancestor' && outermost.header !== null) {
          expect(outermost.header.height).toBeGreaterThanOrEqual(smallestTarget.finger);
        }
        for (let item = 0; item < layout.papers.length; item++) {
          const [x = 0, y = 0, width = 0, height = 0] = layout.rects.subarray(4 * item);
          const hit = hitTest(layout, x + width / 2, y + height / 2, smallestTarget.finger);
          if (hit?.kind === 'paper') {
            expect(Math.min(width, height)).toBeGreaterThanOrEqual(smallestTarget.finger);
          }
          const cell = layout.frames[layout.cellOf[item] ?? 0];
          if (layout.texts.has(item) && cell?.tileCount !== 1) {
            expect(height).toBeGreaterThanOrEqual(smallestTarget.finger);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});
