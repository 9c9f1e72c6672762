import { describe, expect, it } from 'vitest';
import { galleryStates, laidOut } from '../../../e2e/gallery/states';
import { DotSheet } from '../drawing/dot-sheet';
import { cssOfPacked, opacityOfPacked } from '../drawing/packed-colour';
import { playAsSvg } from '../drawing/play-as-svg';
import { playOnCanvas } from '../drawing/play-on-canvas';
import { listSummary } from '../drawing/testing/list-summary';
import { recordingCanvas } from '../drawing/testing/recording-canvas';
import { DotMemory } from './dot-memory';
import { sceneDrawing } from './drawing';
import { packedDots } from './look';
import { restingScene } from './transition';

const states = galleryStates.map((state) => [state.id, state] as const);

function drawingOf(state: (typeof galleryStates)[number], memory = new DotMemory()) {
  const picture = laidOut(state);
  const { tree, layout, swatchOf } = picture;
  const look = { ...picture, dots: packedDots(swatchOf, tree.n), from: null };
  return { picture, list: sceneDrawing(tree, restingScene(layout), look, memory) };
}

describe('the drawing of a treemap', () => {
  it.each(states)('%s', (_, state) => {
    expect(listSummary(drawingOf(state).list)).toMatchSnapshot();
  });

  it('takes no new arrays for the dots of the next frame', () => {
    const many = galleryStates.find(({ id }) => id === 'many-papers');
    if (many === undefined) throw new Error('no such state');
    const memory = new DotMemory();
    const arrays = [1, 2].map(() =>
      drawingOf(many, memory).list.flatMap((command) =>
        command.kind === 'dots' ? [command.entries.buffer, command.colours.buffer] : [],
      ),
    );
    expect(arrays[0]).toHaveLength(2);
    expect(arrays[0]?.[0]).toBe(arrays[1]?.[0]);
    expect(arrays[0]?.[1]).toBe(arrays[1]?.[1]);
  });

  it.each(states)('is the same on a canvas and in a document: %s', (_, state) => {
    const { picture, list } = drawingOf(state);
    const { context, calls } = recordingCanvas();
    const { width, height } = picture.layout;
    // More pixels than any number of dots is worth a raster for.
    const box = { width, height, pixelWidth: 1e6, pixelHeight: 1e6 };
    playOnCanvas({ canvas: context, box, sheet: new DotSheet() }, list);
    const svg = playAsSvg(list, picture.measure);

    const texts = calls.filter(({ name }) => name === 'fillText');
    const written = svg.filter((part) => part.startsWith('<text'));
    expect(written.map(opacityIn)).toEqual(texts.map(({ opacity }) => opacity));
    expect(written.map((part) => [numberIn(part, 'x'), numberIn(part, 'y')])).toEqual(
      texts.map(({ numbers }) => numbers.map(rounded)),
    );
    expect(written.map((part) => stringIn(part, 'fill'))).toEqual(texts.map(({ fill }) => fill));

    const boxes = list.filter((command) => command.kind === 'box');
    const drawn = svg.filter((part) => part.startsWith('<rect'));
    expect(drawn.map((part) => [numberIn(part, 'x'), opacityIn(part)])).toEqual(
      boxes.map(({ x, opacity }) => [rounded(x), opacity]),
    );
    const dots = list.flatMap((command) =>
      command.kind === 'dots'
        ? Array.from(command.colours, (colour) => [cssOfPacked(colour), opacityOfPacked(colour)])
        : [],
    );
    const painted = calls.slice(
      calls.findLastIndex(({ name }) => name === 'roundRect') + 1,
      calls.findLastIndex(({ name }) => name === 'roundRect') + 1 + dots.length,
    );
    expect(painted.map(({ fill, opacity }) => [fill, opacity])).toEqual(dots);
    const paths = svg.filter((part) => part.startsWith('<path')).join('');
    expect(paths.match(/M/gu)?.length ?? 0).toBe(dots.length);
  });
});

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function stringIn(part: string, attribute: string): string {
  return new RegExp(` ${attribute}="([^"]*)"`, 'u').exec(part)?.[1] ?? '';
}

function numberIn(part: string, attribute: string): number {
  return Number(stringIn(part, attribute));
}

function opacityIn(part: string): number {
  return Number(stringIn(part, 'opacity') || 1);
}
