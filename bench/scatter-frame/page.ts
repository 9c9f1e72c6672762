/** The page of the frame bench: draws a zoom frame by frame and times the script of each. */
import { syntheticScene } from '../../e2e/gallery/projection-scenes';
import { cameraFor, flight, homeBounds, type Camera } from '../../src/views/projection/camera';
import { PointCanvas } from '../../src/views/projection/map-canvas';
import { pointLook, pointPaint } from '../../src/views/projection/paint-points';
import { pointCloud } from '../../src/views/projection/point-cloud';

export type Engine = 'papergrove' | 'canvas-2d';

declare global {
  interface Window {
    /** Milliseconds of script in each frame of a zoom over so many synthetic papers. */
    zoomFrames: (engine: Engine, papers: number) => Promise<number[]>;
  }
}

const size = { width: 1440, height: 900 };
const theme = { accent: 0xb3261e, hit: 0x1a5fb4, ink: 0x1c211e };
const frames = 60;

window.zoomFrames = async (engine, papers) => {
  const canvas = document.querySelector('canvas');
  const { positions, colours } = syntheticScene(papers);
  if (canvas === null || positions === null) throw new Error('There is nothing to draw.');
  const home = cameraFor(homeBounds(positions), size);
  const near = cameraFor({ left: -0.2, right: 0.2, top: -0.2, bottom: 0.2 }, size);
  const path = flight(home, near, size);
  const draw =
    engine === 'papergrove'
      ? ourDrawing(canvas, positions, colours)
      : rectangles(canvas, positions, colours);
  const spent: number[] = [];
  for (let frame = 0; frame < frames; frame++) {
    await new Promise(requestAnimationFrame);
    const began = performance.now();
    draw(path(frame / (frames - 1)));
    spent.push(performance.now() - began);
  }
  return spent;
};

function ourDrawing(canvas: HTMLCanvasElement, positions: Float32Array, colours: Uint32Array) {
  const points = new PointCanvas(canvas);
  const cloud = pointCloud(positions);
  const paint = pointPaint(cloud, colours, { dimmed: null, selected: new Set(), hits: null });
  return (camera: Camera) => {
    points.draw(cloud, paint, theme, camera, size, 1, pointLook(cloud, camera, null));
  };
}

/** What one would write first: a rectangle per paper. */
function rectangles(canvas: HTMLCanvasElement, positions: Float32Array, colours: Uint32Array) {
  const context = canvas.getContext('2d');
  const styles = Array.from(colours, (colour) => `#${colour.toString(16).padStart(6, '0')}`);
  return ({ k, x, y }: Camera) => {
    context?.clearRect(0, 0, size.width, size.height);
    styles.forEach((style, paper) => {
      if (!context) return;
      context.fillStyle = style;
      context.fillRect(
        (positions[2 * paper] ?? 0) * k + x,
        (positions[2 * paper + 1] ?? 0) * k + y,
        2,
        2,
      );
    });
  };
}
