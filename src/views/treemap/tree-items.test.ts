import { describe, expect, it } from 'vitest';
import { leavesOf, rootOf } from '../../clustering/dendrogram';
import { hitTest } from './hit';
import { shapes, treeOfShape } from '../../clustering/testing/tree-of-shape';
import { plainLayout } from './testing';
import { keyEffect, shareSentence, topicSentence, treeItems } from './tree-items';

const tree = treeOfShape(40, shapes.even, 2);
const root = rootOf(tree);
const layout = plainLayout(tree, 4);
const cells = layout.frames.filter((frame) => frame.kind === 'cell');

describe('the tree for every reader', () => {
  it('lists topics in reading order with level, position and number of siblings', () => {
    const items = treeItems(layout, null);
    expect(items.map(({ level, position, siblings }) => [level, position, siblings])).toEqual([
      [1, 1, 1],
      [2, 1, 2],
      [3, 1, 2],
      [3, 2, 2],
      [2, 2, 2],
      [3, 1, 2],
      [3, 2, 2],
    ]);
    expect(items.map(({ expanded }) => expanded)).toEqual([
      true,
      true,
      false,
      false,
      true,
      false,
      false,
    ]);
  });

  it('lists the papers of the open cell after it, one level deeper, medoid first', () => {
    const cell = cells[0];
    if (cell === undefined) throw new Error('no cell');
    const items = treeItems(layout, cell.node);
    const papers = items.filter(({ kind }) => kind === 'paper');
    expect(papers).toHaveLength(10);
    expect(papers[0]).toMatchObject({
      node: leavesOf(tree, cell.node)[0],
      level: 4,
      position: 1,
      siblings: 10,
    });
    expect(treeItems(layout, cell.node, 3).filter(({ kind }) => kind === 'paper')).toHaveLength(3);
  });

  it('makes a paper of a cell that holds only one', () => {
    const two = treeOfShape(2, shapes.even);
    const pair = plainLayout(two, 2, { width: 400, height: 300 });
    expect(treeItems(pair, null).map(({ kind, node }) => [kind, node])).toEqual([
      ['topic', 2],
      ['paper', 0],
      ['paper', 1],
    ]);
  });

  it('names topics with their count and says their share', () => {
    const [first] = cells;
    if (first === undefined) throw new Error('no cell');
    expect(topicSentence('Graphs', first, tree)).toBe('Graphs, 10 papers');
    const share = '25 % of what is shown, depth 3';
    expect(shareSentence(first, tree, root, null)).toBe(share);
    const crowded = { ...first, hidden: 1200 };
    expect(shareSentence(crowded, tree, root, null)).toBe(`${share}, 1,200 not shown`);
    expect(shareSentence(crowded, tree, root, () => 7)).toBe(`${share}, 1,200 not shown, 7 lit`);
  });
});

describe('keys', () => {
  const items = treeItems(layout, null);
  it('walks with arrows, Home and End, staying inside the list', () => {
    expect(keyEffect(items, 0, 'ArrowDown')).toEqual({ kind: 'move', to: 1 });
    expect(keyEffect(items, 0, 'ArrowUp')).toEqual({ kind: 'move', to: 0 });
    expect(keyEffect(items, 3, 'End')).toEqual({ kind: 'move', to: 6 });
    expect(keyEffect(items, 3, 'Home')).toEqual({ kind: 'move', to: 0 });
    expect(keyEffect(items, 6, 'ArrowDown')).toEqual({ kind: 'move', to: 6 });
  });

  it('opens a cell to the right, then goes in; goes to the parent to the left', () => {
    const node = items[2]?.node ?? -1;
    expect(keyEffect(items, 2, 'ArrowRight')).toEqual({ kind: 'open', node });
    const open = treeItems(layout, node);
    expect(keyEffect(open, 2, 'ArrowRight')).toEqual({ kind: 'move', to: 3 });
    expect(keyEffect(open, 3, 'ArrowLeft')).toEqual({ kind: 'move', to: 2 });
    expect(keyEffect(open, 2, 'ArrowLeft')).toEqual({ kind: 'close' });
    expect(keyEffect(items, 3, 'ArrowLeft')).toEqual({ kind: 'move', to: 1 });
  });

  it('leaves other keys alone', () => {
    expect(keyEffect(items, 0, 'F5')).toBeNull();
    expect(keyEffect(items, 99, 'ArrowDown')).toBeNull();
  });
});

describe('hits', () => {
  it('finds the paper under a point, else the innermost frame, else nothing', () => {
    const [cell] = cells;
    if (!cell?.header) throw new Error('no header');
    const [x = 0, y = 0] = layout.rects.subarray(4 * cell.firstTile);
    const index = layout.frames.indexOf(cell);
    expect(hitTest(layout, x + 2, y + 2)).toMatchObject({
      kind: 'paper',
      paper: layout.papers[cell.firstTile],
      frame: index,
    });
    expect(hitTest(layout, cell.header.x + 9, cell.header.y + 9)).toEqual({
      kind: 'frame',
      frame: index,
    });
    expect(hitTest(layout, 1, 300)).toEqual({ kind: 'frame', frame: 0 });
    expect(hitTest(layout, -1, 300)).toBeNull();
  });

  it('gives the cell instead of papers too small to touch', () => {
    const [cell] = cells;
    if (cell === undefined) throw new Error('no cell');
    const [x = 0, y = 0] = layout.rects.subarray(4 * cell.firstTile);
    expect(hitTest(layout, x + 2, y + 2, 500)?.kind).toBe('frame');
  });
});
