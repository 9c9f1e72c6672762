import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutByHeight, cutBySize } from '../../clustering/cut';
import { leavesOf, rootOf } from '../../clustering/dendrogram';
import { cutInTwo } from './cut-in-two';
import { smallestTitled, tilePadding } from './detail';
import { layoutTreemap, type TreemapInput, type TreemapLayout } from './layout';
import type { Rect } from '../drawing/rect';
import { shapes, treeOfShape } from '../../clustering/testing/tree-of-shape';
import { lineHeightOf, plainMeasure } from '../drawing/text';

const titles = [
  'Attention',
  'On the Provable Advantage of Unsupervised Pretraining',
  'Self-supervised learning of visual representations from uncurated images at internet scale',
  '大规模无监督预训练对下游任务的可证明优势',
];

function inputOf(n: number, k: number, over: Partial<TreemapInput> = {}): TreemapInput {
  const tree = over.tree ?? treeOfShape(n, shapes.natural, 3);
  return {
    tree,
    root: rootOf(tree),
    frontier: cutBySize(tree, rootOf(tree), k),
    width: 900,
    height: 600,
    coarse: false,
    detail: 'card',
    measure: plainMeasure,
    labelOf: (node) => `topic ${node} · another phrase · a third phrase`,
    textOf: (paper) => ({
      title: titles[paper % titles.length] ?? '',
      byline: 'Ada Lovelace, Alan Turing · 2023',
      sentence:
        'We show that representations learnt from unlabelled data help whatever comes after.',
    }),
    medoidOf: (node) => leavesOf(tree, node)[0] ?? 0,
    ...over,
  };
}

const isInside = (inner: Rect, outer: Rect) =>
  inner.x >= outer.x - 0.01 &&
  inner.y >= outer.y - 0.01 &&
  inner.x + inner.width <= outer.x + outer.width + 0.01 &&
  inner.y + inner.height <= outer.y + outer.height + 0.01;

const overlap = (a: Rect, b: Rect) =>
  Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > 0.01 &&
  Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > 0.01;

function itemRect(layout: TreemapLayout, item: number): Rect {
  const [x = 0, y = 0, width = 0, height = 0] = layout.rects.subarray(4 * item, 4 * item + 4);
  return { x, y, width, height };
}

const anyInput = fc
  .record({
    n: fc.integer({ min: 1, max: 300 }),
    k: fc.integer({ min: 1, max: 20 }),
    shape: fc.constantFrom(...Object.values(shapes)),
    seed: fc.integer(),
    width: fc.integer({ min: 20, max: 1500 }),
    height: fc.integer({ min: 20, max: 1000 }),
    coarse: fc.boolean(),
    detail: fc.constantFrom('dot' as const, 'title' as const, 'card' as const),
  })
  .map(({ n, k, shape, seed, ...over }) => {
    const tree = treeOfShape(n, shape, seed);
    return inputOf(n, k, { ...over, tree, frontier: cutByHeight(tree, rootOf(tree), k) });
  });

describe('layout of the treemap', () => {
  it('shows every paper once or counts it as hidden', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const layout = layoutTreemap(input);
        const cells = layout.frames.filter((frame) => frame.kind === 'cell');
        const shown = new Set(layout.papers);
        expect(shown.size).toBe(layout.papers.length);
        const hidden = cells.reduce((sum, cell) => sum + cell.hidden, 0);
        expect(shown.size + hidden).toBe(input.tree.n);
        expect(cells.reduce((sum, cell) => sum + cell.merged, 0)).toBe(input.frontier.length);
      }),
    );
  });

  it('keeps frames inside their ancestors and papers inside their cells, without overlaps', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const layout = layoutTreemap(input);
        layout.frames.forEach((frame, index) => {
          const parent = layout.frames[frame.parent];
          if (parent !== undefined) expect(isInside(frame, parent)).toBe(true);
          for (const other of layout.frames.slice(index + 1)) {
            if (other.parent === frame.parent) expect(overlap(frame, other)).toBe(false);
          }
          const items = Array.from({ length: frame.tileCount }, (_, at) =>
            itemRect(layout, frame.firstTile + at),
          );
          for (const item of items) {
            expect(isInside(item, frame)).toBe(true);
            if (frame.header !== null) expect(overlap(item, frame.header)).toBe(false);
          }
          for (let a = 0; a < Math.min(items.length, 40); a++) {
            for (let b = a + 1; b < Math.min(items.length, 40); b++) {
              expect(overlap(items[a] ?? frame, items[b] ?? frame)).toBe(false);
            }
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  it('never writes beyond the room there is, nor smaller than 11 px', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const layout = layoutTreemap(input);
        for (const [item, text] of layout.texts) {
          const { width, height } = itemRect(layout, item);
          const lines = [
            ...text.title.map((line) => ({ line, font: text.titleFont })),
            ...text.byline.map((line) => ({ line, font: { size: 11, weight: 400 as const } })),
            ...text.sentence.map((line) => ({ line, font: { size: 12, weight: 400 as const } })),
          ];
          const tall = lines.reduce((sum, { font }) => sum + lineHeightOf(font), 0);
          expect(tall).toBeLessThanOrEqual(height - 2 * tilePadding.y);
          for (const { line, font } of lines) {
            expect(font.size).toBeGreaterThanOrEqual(11);
            expect(plainMeasure(line, font)).toBeLessThanOrEqual(width - 2 * tilePadding.x);
          }
        }
        for (const { header } of layout.frames) {
          if (header === null) continue;
          expect(header.font.size).toBeGreaterThanOrEqual(11);
          expect(header.lines.length * lineHeightOf(header.font)).toBeLessThanOrEqual(
            header.height,
          );
          for (const line of header.lines) {
            expect(plainMeasure(line, header.font)).toBeLessThanOrEqual(header.width - 12);
          }
        }
      }),
    );
  });

  it('draws every expanded ancestor as a frame when there is room', () => {
    const input = inputOf(70, 8);
    const layout = layoutTreemap(input);
    expect(layout.frames.filter((frame) => frame.kind === 'cell')).toHaveLength(8);
    expect(layout.frames.filter((frame) => frame.kind === 'ancestor')).toHaveLength(7);
    expect(layout.frames[0]?.node).toBe(input.root);
  });

  it('keeps whole what cannot be cut, and says for how many topics it stands', () => {
    const layout = layoutTreemap(inputOf(70, 8, { width: 60, height: 50 }));
    expect(layout.frames.some((frame) => frame.merged > 1)).toBe(true);
  });

  it('puts the medoid first', () => {
    const tree = treeOfShape(40, shapes.even);
    const layout = layoutTreemap(
      inputOf(40, 1, {
        tree,
        frontier: [rootOf(tree)],
        medoidOf: () => 17,
        width: 300,
        height: 200,
      }),
    );
    expect(layout.papers[0]).toBe(17);
  });

  it('writes every title in a corpus of 70 papers', () => {
    const layout = layoutTreemap(inputOf(70, 8, { width: 1400, height: 860 }));
    expect(layout.texts.size).toBe(70);
  });

  it('counts the papers that have no room', () => {
    const layout = layoutTreemap(inputOf(50_000, 8, { width: 390, height: 500 }));
    const hidden = layout.frames.reduce((sum, frame) => sum + frame.hidden, 0);
    expect(hidden).toBeGreaterThan(0);
    expect(hidden + layout.papers.length).toBe(50_000);
  });
});

describe('cutting in two', () => {
  it('cuts along the longer side in proportion to the sizes', () => {
    const [first, second] = cutInTwo({ x: 0, y: 0, width: 403, height: 200 }, 3, 1) ?? [];
    expect(first).toEqual({ x: 0, y: 0, width: 304, height: 200 });
    expect(second).toEqual({ x: 307, y: 0, width: 96, height: 200 });
    const [top] = cutInTwo({ x: 0, y: 0, width: 200, height: 403 }, 1, 1) ?? [];
    expect(top).toEqual({ x: 0, y: 0, width: 200, height: 200 });
  });

  it('leaves the smaller part room for something, however small it is', () => {
    const [, second] = cutInTwo({ x: 0, y: 0, width: 400, height: 200 }, 10_000, 1) ?? [];
    expect(second?.width).toBeGreaterThanOrEqual(36);
  });

  it('refuses what cannot hold two cells', () => {
    expect(cutInTwo({ x: 0, y: 0, width: 50, height: 30 }, 1, 1)).toBeNull();
  });
});

describe('smallest titled tile', () => {
  it('holds one line of 11 px', () => {
    expect(smallestTitled.height - 2 * tilePadding.y).toBeGreaterThanOrEqual(
      lineHeightOf({ size: 11, weight: 400 }),
    );
  });
});
