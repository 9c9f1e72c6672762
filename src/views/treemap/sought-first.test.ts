import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leavesOf } from '../../clustering/dendrogram';
import { shapes, treeOfShape } from '../../clustering/testing/tree-of-shape';
import type { Font } from '../drawing/text';
import type { TileText } from './detail';
import { papersOnTiles, soughtFirst as soughtFirstOf } from './sought-first';
import { plainLayout } from './testing';

const write = (paper: number, _width: number, _height: number, titleFont: Font): TileText => ({
  title: [`paper ${paper}`],
  titleFont,
  byline: [],
  sentence: [],
  hasCode: false,
});
const soughtFirst = (
  layout: Parameters<typeof soughtFirstOf>[0],
  of: Parameters<typeof soughtFirstOf>[1],
  isSought: (paper: number) => boolean,
) => soughtFirstOf(layout, of, isSought, write);

/** 2,000 papers in so little room that many have none. */
const tree = treeOfShape(2000, shapes.natural, 5);
const crowded = plainLayout(tree, 6, { width: 260, height: 180 });
const shownIn = (papers: Uint32Array) => new Set(papers);
const hiddenPapers = () => {
  const shown = shownIn(crowded.papers);
  return Array.from({ length: tree.n }, (_, paper) => paper).filter((paper) => !shown.has(paper));
};

describe('papers that are looked for', () => {
  it('are shown where all others have to give way', () => {
    const hidden = hiddenPapers();
    expect(hidden.length).toBeGreaterThan(500);
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...hidden), { maxLength: 12 }), (sought) => {
        const layout = soughtFirst(crowded, tree, (paper) => sought.includes(paper));
        const shown = shownIn(layout.papers);
        expect(sought.filter((paper) => !shown.has(paper))).toEqual([]);
        expect(shown.size).toBe(crowded.papers.length);
        expect(layout.frames).toBe(crowded.frames);
        expect(layout.rects).toBe(crowded.rects);
      }),
    );
  });

  it('stay in their cell, those of dots in leaf order', () => {
    const sought = new Set(hiddenPapers().filter((paper) => paper % 7 === 0));
    const layout = soughtFirst(crowded, tree, (paper) => sought.has(paper));
    for (const { kind, node, firstTile, tileCount } of layout.frames) {
      if (kind !== 'cell') continue;
      const leaves = [...leavesOf(tree, node)];
      const items = Array.from({ length: tileCount }, (_, at) => firstTile + at);
      const dots = items.filter((item) => !layout.texts.has(item));
      const places = dots.map((item) => leaves.indexOf(layout.papers[item] ?? 0));
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      expect(places).not.toContain(-1);
      expect(shownIn(layout.papers.subarray(firstTile, firstTile + tileCount)).size).toBe(
        tileCount,
      );
    }
  });

  it('take the tiles first, with their own titles, and who gives way has a dot', () => {
    // Cells with a few tiles above many dots, in which every paper has room.
    const roomy = plainLayout(treeOfShape(400, shapes.natural, 5), 6);
    const { texts, papers } = roomy;
    const of = treeOfShape(400, shapes.natural, 5);
    const dots = [...papers].filter((_, item) => !texts.has(item));
    expect(texts.size).toBeGreaterThan(6);
    expect(dots.length).toBeGreaterThan(100);
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...dots), { maxLength: 60 }), (sought) => {
        const asked = new Set(sought);
        const layout = soughtFirst(roomy, of, (paper) => asked.has(paper));
        expect(shownIn(layout.papers).size).toBe(papers.length);
        expect(layout.rects).toBe(roomy.rects);
        for (const [item, text] of layout.texts) {
          if (layout.papers[item] !== papers[item])
            expect(text.title).toEqual([`paper ${layout.papers[item] ?? 0}`]);
        }
        for (const { kind, firstTile, tileCount } of layout.frames) {
          if (kind !== 'cell') continue;
          const items = Array.from({ length: tileCount }, (_, at) => firstTile + at);
          const isAsked = (item: number) => asked.has(layout.papers[item] ?? -1);
          const askedDots = items.some((item) => !layout.texts.has(item) && isAsked(item));
          const otherTiles = items.some((item) => layout.texts.has(item) && !isAsked(item));
          expect(askedDots && otherTiles).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are written on the tiles of papers whose titles are not here yet', () => {
    const of = treeOfShape(400, shapes.natural, 5);
    const untitled = { title: '', byline: '', sentence: '' };
    const unread = plainLayout(of, 6, { textOf: () => untitled });
    expect(unread.texts.size).toBe(0);
    const tiles = papersOnTiles(unread);
    expect(tiles.length).toBeGreaterThan(5);
    const sought = [...unread.papers].filter((paper) => !tiles.includes(paper));
    const layout = soughtFirst(unread, of, (paper) => sought.includes(paper));
    expect([...layout.texts.values()].map(({ title }) => title.join(''))).toEqual(
      papersOnTiles(layout)
        .filter((paper) => sought.includes(paper))
        .map((paper) => `paper ${paper}`),
    );
    expect(layout.texts.size).toBeGreaterThan(5);
  });

  it('change nothing where they are shown, and take no more dots than there are', () => {
    const shown = shownIn(crowded.papers);
    expect(soughtFirst(crowded, tree, (paper) => shown.has(paper))).toBe(crowded);
    expect(soughtFirst(crowded, tree, () => false)).toBe(crowded);
    const all = soughtFirst(crowded, tree, () => true);
    expect(shownIn(all.papers).size).toBe(crowded.papers.length);
  });

  it('take the dot that is nearest in leaf order', () => {
    const [cell] = crowded.frames.filter(({ kind, hidden }) => kind === 'cell' && hidden > 0);
    if (cell === undefined) throw new Error('no cell is crowded');
    const { firstTile, tileCount, node } = cell;
    const items = Array.from({ length: tileCount }, (_, at) => firstTile + at);
    const dots = items.filter((item) => !crowded.texts.has(item));
    const dotted = new Set(dots.map((item) => crowded.papers[item]));
    const leaves = [...leavesOf(tree, node)];
    const place = leaves.findIndex((paper, at) => at > 20 && !dotted.has(paper));
    const layout = soughtFirst(crowded, tree, (paper) => paper === leaves[place]);
    expect(crowded.texts.size).toBe(0);
    const gone = leaves.findIndex((paper) => dotted.has(paper) && !layout.papers.includes(paper));
    const distances = leaves.flatMap((paper, at) =>
      dotted.has(paper) ? [Math.abs(at - place)] : [],
    );
    expect(Math.abs(gone - place)).toBe(Math.min(...distances));
  });
});
