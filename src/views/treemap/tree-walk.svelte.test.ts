import { describe, expect, it } from 'vitest';
import { leavesOf, rootOf } from '../../clustering/dendrogram';
import { shapes, treeOfShape } from '../../clustering/testing/tree-of-shape';
import { plainLayout } from './testing';
import { TreeWalk, type Walked, type Wish } from './tree-walk.svelte';

const tree = treeOfShape(40, shapes.even, 2);
const whole = rootOf(tree);
const words = ['graphs', 'Robots', 'rivers', 'Graph drawing', 'parsing', 'proteins', 'speech'];

const inOrder = plainLayout(tree, 4).frames.map(({ node }) => node);
/** The seven topics on show bear `words`, in reading order. */
const nameOf = (node: number) => words[inOrder.indexOf(node)] ?? `paper ${node}`;
const walkedAt = (root: number): Walked => ({
  tree,
  layout: plainLayout(tree, 4, { root }),
  nameOf,
});

function walkIn(root = whole) {
  const walked = walkedAt(root);
  const walk = new TreeWalk(() => walked);
  let now = 0;
  const press = (key: string, over: Partial<KeyboardEvent> = {}): Wish | null => {
    now += 100;
    const plain = { altKey: false, ctrlKey: false, metaKey: false };
    return walk.press({ key, ...plain, ...over }, now);
  };
  return { walk, press, wait: () => (now += 5000) };
}

const focusOf = (walk: TreeWalk) => walk.names[walk.at];

describe('walking the treemap by keyboard', () => {
  it('moves with arrows, Home and End, and asks for the focus there', () => {
    const { walk, press } = walkIn();
    expect(focusOf(walk)).toBe('graphs, 40 papers');
    expect(press('ArrowDown')).toMatchObject({ kind: 'focus', item: { kind: 'topic' } });
    expect(focusOf(walk)).toBe('Robots, 20 papers');
    press('End');
    expect(focusOf(walk)).toBe('speech, 10 papers');
    press('Home');
    expect(walk.at).toBe(0);
    press('ArrowUp');
    expect(walk.at).toBe(0);
  });

  it('opens a cell to the right, walks its papers, and closes it to the left', () => {
    const { walk, press } = walkIn();
    press('ArrowDown');
    press('ArrowDown');
    const cell = walk.at;
    expect(press('ArrowRight')).toEqual({ kind: 'none' });
    expect(walk.items).toHaveLength(7 + 10);
    expect(press('ArrowRight')).toMatchObject({ kind: 'focus', item: { kind: 'paper' } });
    const paper = walk.items[walk.at]?.node;
    expect(press('Enter')).toEqual({ kind: 'select', paper });
    press('ArrowLeft');
    expect(walk.at).toBe(cell);
    press('ArrowLeft');
    expect(walk.items).toHaveLength(7);
    press('ArrowLeft');
    expect(focusOf(walk)).toBe('Robots, 20 papers');
  });

  it('finds by typing: the next for one letter, more for a word, the first again after a pause', () => {
    const { walk, press, wait } = walkIn();
    press('r');
    expect(focusOf(walk)).toMatch(/^Robots/u);
    press('i');
    expect(focusOf(walk)).toMatch(/^rivers/u);
    wait();
    press('g');
    expect(focusOf(walk)).toMatch(/^Graph drawing/u);
    wait();
    press('g');
    expect(focusOf(walk)).toMatch(/^graphs/u);
    wait();
    expect(press('x')).toEqual({ kind: 'none' });
    expect(focusOf(walk)).toMatch(/^graphs/u);
  });

  it('zooms with Enter, goes back with Backspace, and up with Alt and the arrow', () => {
    const { walk, press } = walkIn();
    expect(press('Enter')).toEqual({ kind: 'none' });
    press('ArrowDown');
    expect(press('Enter')).toEqual({ kind: 'zoom', node: walk.focused });
    expect(press(' ')).toEqual({ kind: 'zoom', node: walk.focused });
    expect(press('Backspace')).toEqual({ kind: 'back' });
    expect(press('Escape')).toBeNull();
    expect(press('ArrowUp', { altKey: true })).toEqual({ kind: 'up' });
  });

  it('leaves keys of the browser and of the page alone', () => {
    const { press } = walkIn();
    expect(press('F5')).toBeNull();
    expect(press('z', { ctrlKey: true })).toBeNull();
    expect(press('ArrowLeft', { altKey: true })).toBeNull();
  });

  it('keeps the focus on its node through a zoom, and else on the nearest ancestor shown', () => {
    const { walk, press } = walkIn();
    press('ArrowDown');
    const topic = walk.focused ?? -1;
    const { walk: inside } = walkIn(topic);
    inside.focused = topic;
    expect(inside.keepFocus()).toBe(false);
    expect(inside.items[inside.at]?.node).toBe(topic);

    const [paper = -1] = leavesOf(tree, topic);
    const { walk: outside } = walkIn();
    outside.focused = paper;
    expect(outside.keepFocus()).toBe(true);
    const kept = outside.focused;
    expect(leavesOf(tree, kept)).toContain(paper);
    expect(outside.items.at(outside.at)?.isCell).toBe(true);
  });
});
