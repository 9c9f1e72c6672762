/** The same papers drawn by each engine: ours, the obvious way, and two WebGL libraries. */
import { Deck, OrthographicView } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import createScatterplot from 'regl-scatterplot';
import { noMarks } from '../../src/explorer/marks/paper-marks';
import type { Camera } from '../../src/views/projection/camera';
import { PointCanvas } from '../../src/views/projection/map-canvas';
import { pointCloud } from '../../src/views/projection/point-cloud';
import { pointLook } from '../../src/views/projection/point-look';
import { pointPaint } from '../../src/views/projection/point-paint';

export type Engine = 'papergrove' | 'canvas-2d' | 'regl-scatterplot' | 'deck.gl';

/** CSS pixels, at one device pixel each. */
export const size = { width: 1440, height: 900 };
const theme = { accent: 0xb3261e, hit: 0x1a5fb4, ink: 0x1c211e };
/** Side or diameter of a point in pixels. */
const pointSize = 2;

export interface Drawing {
  /** Draws what a camera sees; resolves when everything has been handed on to be rastered. */
  draw(camera: Camera): void | Promise<void>;
  /** Reads a pixel, which waits until everything is rastered. */
  readBack(): void;
}

type Make = (
  canvas: HTMLCanvasElement,
  positions: Float32Array,
  colours: Uint32Array,
) => Drawing | Promise<Drawing>;

export const ourDrawing: Make = (canvas, positions, colours) => {
  const points = new PointCanvas(canvas);
  const cloud = pointCloud(positions);
  const paint = pointPaint(cloud, colours, noMarks(colours.length));
  return {
    draw: (camera) =>
      void points.draw(cloud, paint, theme, camera, size, 1, pointLook(cloud, camera, null)),
    readBack: () => readCanvas(canvas),
  };
};

/** What one would write first: a rectangle per paper. */
export const rectangles: Make = (canvas, positions, colours) => {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('There is no 2-D canvas.');
  const styles = Array.from(colours, css);
  return {
    draw: ({ k, x, y }) => {
      context.clearRect(0, 0, size.width, size.height);
      styles.forEach((style, paper) => {
        context.fillStyle = style;
        context.fillRect(
          (positions[2 * paper] ?? 0) * k + x,
          (positions[2 * paper + 1] ?? 0) * k + y,
          pointSize,
          pointSize,
        );
      });
    },
    readBack: () => readCanvas(canvas),
  };
};

export const reglDrawing: Make = async (canvas, positions, colours) => {
  const palette = [...new Set(colours)];
  const plot = createScatterplot({
    canvas,
    ...size,
    pointSize,
    aspectRatio: 1,
    pointColor: palette.map(css),
    colorBy: 'category',
  });
  const categories = new Map(palette.map((colour, at) => [colour, at]));
  const even = (_: unknown, paper: number) => positions[2 * paper] ?? 0;
  // Its y axis points up.
  const odd = (_: unknown, paper: number) => -(positions[2 * paper + 1] ?? 0);
  await plot.draw(
    {
      x: Array.from(colours, even),
      y: Array.from(colours, odd),
      z: Array.from(colours, (colour) => categories.get(colour) ?? 0),
    },
    { zDataType: 'categorical' },
  );
  return {
    draw: (camera) =>
      new Promise((drawn) => {
        const subscription = plot.subscribe('draw', () => {
          plot.unsubscribe(subscription);
          drawn();
        });
        const { x, y } = centreOf(camera);
        const scale = camera.k / (size.height / 2);
        const shift = [-x * scale, y * scale, 0, 1];
        plot.view([scale, 0, 0, 0, 0, scale, 0, 0, 0, 0, 1, 0, ...shift]);
      }),
    readBack: () => readCanvas(canvas),
  };
};

export const deckDrawing: Make = async (canvas, positions, colours) => {
  const n = colours.length;
  const places = new Float32Array(3 * n);
  const inks = new Uint8Array(4 * n);
  colours.forEach((colour, paper) => {
    places.set(positions.subarray(2 * paper, 2 * paper + 2), 3 * paper);
    inks.set([colour >> 16, (colour >> 8) & 255, colour & 255, 255], 4 * paper);
  });
  const deck = await new Promise<Deck<OrthographicView>>((ready, failed) => {
    const made: Deck<OrthographicView> = new Deck({
      canvas,
      ...size,
      views: new OrthographicView(),
      useDevicePixels: 1,
      initialViewState: { target: [0, 0, 0], zoom: 1 },
      layers: [
        new ScatterplotLayer({
          id: 'papers',
          data: {
            length: n,
            attributes: {
              getPosition: { value: places, size: 3 },
              getFillColor: { value: inks, size: 4 },
            },
          },
          radiusUnits: 'pixels',
          getRadius: pointSize / 2,
        }),
      ],
      onLoad: (): void => ready(made),
      onError: failed,
    });
  });
  return {
    draw: (camera) => {
      const { x, y } = centreOf(camera);
      deck.setProps({ viewState: { target: [x, y, 0], zoom: Math.log2(camera.k) } });
      deck.redraw('bench');
    },
    readBack: () => {
      const gl = canvas.getContext('webgl2');
      gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    },
  };
};

/** The place of the layout that a camera sees in the middle. */
function centreOf({ k, x, y }: Camera) {
  return { x: (size.width / 2 - x) / k, y: (size.height / 2 - y) / k };
}

function css(colour: number): string {
  return `#${colour.toString(16).padStart(6, '0')}`;
}

function readCanvas(canvas: HTMLCanvasElement): void {
  canvas.getContext('2d')?.getImageData(0, 0, 1, 1);
}
