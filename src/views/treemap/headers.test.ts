import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutInTwo } from './cut-in-two';
import { smallestTarget } from './frame';
import { hitTest } from './hit';
import { plainLayout, shapes, treeOfShape } from './testing';

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
