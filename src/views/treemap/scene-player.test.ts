import { describe, expect, it } from 'vitest';
import { noMarks } from '../../explorer/marks/paper-marks';
import { neutralSwatch, neutrals } from '../colour/swatch';
import { devicePixels } from '../drawing/canvas-box';
import { DotSheet } from '../drawing/dot-sheet';
import { recordingCanvas } from '../drawing/testing/recording-canvas';
import { plainMeasure } from '../drawing/text';
import type { Marking } from './look';
import { ScenePlayer } from './scene-player';
import { shapes, treeOfShape } from '../../clustering/testing/tree-of-shape';
import { plainLayout } from './testing';
import { transitionMilliseconds } from './transition';

const tree = treeOfShape(60, shapes.natural, 3);
const marking: Marking = {
  swatchOf: () => neutralSwatch(0, 'light'),
  neutrals: neutrals.light,
  marks: noMarks(60),
  soughtIn: null,
  measure: plainMeasure,
};

const layoutOf = (clusters: number, width = 800) =>
  plainLayout(tree, clusters, { width, height: 500 });

/** A canvas that counts, and a clock that ticks when told to. */
function stage() {
  const { context, calls } = recordingCanvas();
  /** The boxes of frames that were drawn last. */
  const drawn = () =>
    calls.flatMap(({ name, numbers: [x = 0, , width = 0] }) =>
      name === 'roundRect' ? [{ x, width }] : [],
    );
  const screen = { width: 0, height: 0, getContext: () => context };
  const waiting = new Map<number, (now: number) => void>();
  let last = 0;
  const clock = {
    requestAnimationFrame: (callback: (now: number) => void) => {
      waiting.set(++last, callback);
      return last;
    },
    cancelAnimationFrame: (request: number) => void waiting.delete(request),
  };
  const motions: boolean[] = [];
  const player = new ScenePlayer(screen, clock, new DotSheet(), (moves) => motions.push(moves));
  player.resize({ width: 800, height: 500, pixelWidth: 1600, pixelHeight: 1000 });
  player.mark(marking);
  const tick = (now: number) => {
    const callbacks = [...waiting.values()];
    waiting.clear();
    for (const callback of callbacks) callback(now);
  };
  return { player, screen, drawn, waiting, motions, tick };
}

describe('playing layouts', () => {
  it('shows other papers in the same frames at once', () => {
    const { player, waiting, motions, tick } = stage();
    const layout = layoutOf(4);
    player.show(tree, layout, false);
    tick(0);
    player.show(tree, { ...layout, papers: layout.papers.toReversed() }, false);
    tick(10);
    expect(waiting.size).toBe(0);
    expect(motions).not.toContain(true);
  });

  it('draws the first at once, as many pixels as the screen has, and then rests', () => {
    const { player, screen, drawn, waiting, motions, tick } = stage();
    const layout = layoutOf(4);
    player.show(tree, layout, false);
    expect(waiting.size).toBe(1);
    tick(0);
    expect(screen).toMatchObject({ width: 1600, height: 1000 });
    expect(drawn()).toHaveLength(layout.frames.length);
    expect(motions.at(-1)).toBe(false);
    expect(waiting.size).toBe(0);
  });

  it('moves to the next in the time of a motion, words last', () => {
    const { player, drawn, waiting, motions, tick } = stage();
    player.show(tree, layoutOf(2), false);
    tick(0);
    const next = layoutOf(6);
    player.show(tree, next, false);
    tick(100);
    expect(motions.at(-1)).toBe(true);
    expect(waiting.size).toBe(1);
    tick(100 + transitionMilliseconds);
    expect(motions.at(-1)).toBe(false);
    expect(drawn()).toHaveLength(next.frames.length);
    expect(waiting.size).toBe(0);
  });

  it('is interrupted by another layout, and goes on from what is on screen', () => {
    const { player, drawn, waiting, tick } = stage();
    player.show(tree, layoutOf(2), false);
    tick(0);
    player.show(tree, layoutOf(12), false);
    tick(10);
    tick(10 + transitionMilliseconds / 2);
    const halfway = drawn().map(({ width }) => width);
    player.show(tree, layoutOf(2), false);
    tick(1000);
    const after = drawn().map(({ width }) => width);
    for (const width of after.slice(0, 3)) expect(halfway).toContain(width);
    tick(1000 + transitionMilliseconds);
    expect(drawn()).toHaveLength(layoutOf(2).frames.length);
    expect(waiting.size).toBe(0);
  });

  it('does not move when asked to keep still, nor between sizes', () => {
    const { player, waiting, motions, tick } = stage();
    player.show(tree, layoutOf(2), false);
    tick(0);
    player.show(tree, layoutOf(6), true);
    tick(10);
    expect(waiting.size).toBe(0);
    player.show(tree, layoutOf(6, 700), false);
    tick(20);
    expect(waiting.size).toBe(0);
    expect(motions).not.toContain(true);
  });

  it('draws once more when papers are marked, and nothing after it was stopped', () => {
    const { player, waiting, tick } = stage();
    player.show(tree, layoutOf(2), false);
    tick(0);
    player.mark({ ...marking, marks: { ...marking.marks, selected: 3 } });
    expect(waiting.size).toBe(1);
    player.stop();
    expect(waiting.size).toBe(0);
  });
});

describe('pixels of the screen', () => {
  it('are what the browser measured, unless the ratio is emulated', () => {
    expect(devicePixels(100.4, 151, 1.5)).toBe(151);
    expect(devicePixels(100, 100, 3)).toBe(300);
    expect(devicePixels(100.4, undefined, 1)).toBe(100);
  });
});
