import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leavesOf } from '../../clustering/dendrogram';
import { soughtFirst } from './sought-first';
import { shapes, treeOfShape } from '../../clustering/testing/tree-of-shape';
import { plainLayout } from './testing';

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

  it('stay in their cell, in leaf order, and no paper with a title leaves', () => {
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
      for (const item of items.filter((one) => layout.texts.has(one)))
        expect(layout.papers[item]).toBe(crowded.papers[item]);
    }
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
    const gone = leaves.findIndex((paper) => dotted.has(paper) && !layout.papers.includes(paper));
    const distances = leaves.flatMap((paper, at) =>
      dotted.has(paper) ? [Math.abs(at - place)] : [],
    );
    expect(Math.abs(gone - place)).toBe(Math.min(...distances));
  });
});
