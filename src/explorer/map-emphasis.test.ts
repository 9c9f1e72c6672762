import { describe, expect, it } from 'vitest';
import { partTree } from '../clustering/part-tree';
import { allButSimilar, asideInPlane, markedLeaves } from './map-emphasis';
import { workedMap } from './testing/worked-map';

const { tree } = workedMap();
const whole = { tree, drawnTree: tree, root: 14, unlit: null, passing: null };
/** Node 13 holds the papers 4, 5 and 7. */
const inside = { ...whole, root: 13 };

describe('papers put aside in the plane', () => {
  it('are none for the whole map, or those not asked for', () => {
    expect(asideInPlane(whole)).toBeNull();
    const unlit = Uint8Array.of(0, 1, 1, 1, 1, 1, 1, 1);
    expect(asideInPlane({ ...whole, unlit })).toBe(unlit);
  });

  it('are those outside the topic on show, and those in it that are not asked for', () => {
    expect(asideInPlane(inside)).toEqual(Uint8Array.of(1, 1, 1, 1, 0, 0, 1, 0));
    const unlit = Uint8Array.of(0, 0, 0, 0, 1, 0, 0, 0);
    expect(asideInPlane({ ...inside, unlit })).toEqual(Uint8Array.of(1, 1, 1, 1, 1, 0, 1, 0));
  });

  it('vanish where a filter hides them', () => {
    const passing = Uint8Array.of(1, 1, 0, 0, 1, 1, 1, 1);
    const drawnTree = partTree(
      tree,
      passing.map((is) => 1 - is),
    );
    expect(asideInPlane({ ...whole, drawnTree, passing })).toEqual(
      Uint8Array.of(0, 0, 2, 2, 0, 0, 0, 0),
    );
  });
});

it('similar papers are a paper and its nearest', () => {
  const neighbours = {
    n: 4,
    k: 1,
    indices: Uint32Array.of(2, 0, 0, 1),
    similarities: new Float32Array(4),
  };
  expect(allButSimilar(0, neighbours)).toEqual(Uint8Array.of(0, 1, 0, 1));
});

it('marked papers are outlined, found or chosen ones', () => {
  expect(markedLeaves(null, null)).toBeNull();
  expect(markedLeaves(null, [3, 1])).toEqual(new Set([1, 3]));
  expect(markedLeaves(Uint8Array.of(0, 1, 0, 0), [3])).toEqual(new Set([1, 3]));
});
