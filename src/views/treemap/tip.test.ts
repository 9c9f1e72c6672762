import { describe, expect, it } from 'vitest';
import { shapes, treeOfShape } from '../../clustering/testing/tree-of-shape';
import { plainLayout } from './testing';
import { tipFor, type TipInput } from './tip';

const tree = treeOfShape(40, shapes.even, 2);
const layout = plainLayout(tree, 4);
const input: TipInput = {
  tree,
  layout,
  nameOf: (node) => `topic ${node}`,
  textOf: (paper) => ({ title: `paper ${paper}`, byline: '', sentence: '' }),
  factsOf: () => 'cs.CV 62%, cs.LG 30% · 2019–2023',
  canGoBack: false,
};

describe('the tip of a topic', () => {
  it('says its size, what is most frequent in it, and what a click does', () => {
    expect(tipFor({ kind: 'frame', frame: 2 }, input)).toEqual({
      title: `topic ${layout.frames[2]?.node}`,
      notes: ['10 papers', 'cs.CV 62%, cs.LG 30% · 2019–2023', 'Click to zoom in'],
    });
  });

  it('promises a way back only where there is one', () => {
    const outermost = { kind: 'frame', frame: 0 } as const;
    const quiet = { ...input, factsOf: () => '' };
    expect(tipFor(outermost, quiet)?.notes).toEqual(['40 papers']);
    expect(tipFor(outermost, { ...quiet, canGoBack: true })?.notes).toEqual([
      '40 papers',
      'Click to go back',
    ]);
  });

  it('says how many papers and topics there was no room for', () => {
    const crowded = plainLayout(treeOfShape(3000, shapes.natural, 4), 6, {
      width: 200,
      height: 150,
    });
    const cell = crowded.frames.findIndex(({ hidden }) => hidden > 0);
    expect(cell).toBeGreaterThan(0);
    const tip = tipFor({ kind: 'frame', frame: cell }, { ...input, layout: crowded });
    expect(tip?.notes[0]).toMatch(/ shown/u);
  });
});

describe('the tip of a paper', () => {
  it('is there only where its tile does not say all of it', () => {
    const hit = { kind: 'paper', paper: layout.papers[0] ?? 0, item: 0, frame: 2 } as const;
    expect(tipFor(hit, input)).toBeNull();
    const textOf = () => ({ title: 'A title', byline: 'An author · 2020', sentence: '' });
    expect(tipFor(hit, { ...input, textOf })).toEqual({
      title: 'A title',
      notes: ['An author · 2020'],
    });
  });
});
