import { describe, expect, it } from 'vitest';
import { cutByHeight } from '../../clustering/cut';
import { rootOf } from '../../clustering/dendrogram';
import { framesOf } from './frames';
import { workedMap } from '../testing/worked-map';

describe('the frames of a cut', () => {
  const { tree } = workedMap();

  it('are the frontier and everything up to the root', () => {
    const frontier = cutByHeight(tree, rootOf(tree), 4);
    expect([...framesOf(tree, rootOf(tree), frontier)].sort((a, b) => a - b)).toEqual([
      6, 7, 10, 11, 12, 13, 14,
    ]);
  });

  it('stop at the topic on show', () => {
    expect([...framesOf(tree, 12, cutByHeight(tree, 12, 2))].sort((a, b) => a - b)).toEqual([
      6, 11, 12,
    ]);
  });
});
